/** `render --help`. */
export const RENDER_HELP = `render: a run of the lab as a file for a post, a slide or a tool.

  npm run -s render -- --target POD|IP|SERVICE[@NODE] [options] -o FILE
  npm run -s render -- --scenario NAME [options] -o FILE

The run
  --scenario NAME        a run that the page has under this name: other-subnet-native, service-vxlan, ...
                         (a wrong name lists them); of what follows it takes --lab, --mode, --router, --set
  --source, --target     who sends, and whom to: what walk calls --from and --to
  --app, --count, --port, --connect-timeout, --lab, --mode, --router, --set
                         as in walk: 'walk --help'

Which part of it
  --at PLACE             the moment that a picture or a snippet shows (default: where the page opens)
  --from PLACE, --to PLACE
                         a stretch of events, both ends included (default: the whole run)
                         PLACE: an event's number or name, start, end, a phase (connect, transfer, retry-1,
                         echo-2), or a moment (encap, leak, drop, router, reply)

What to make
  -o FILE, --out FILE    written there; '-' is standard output and needs --format
  --format NAME          default: what the file's ending means
      json               .json   the whole trace, with its JSON Schema's name
      markdown           .md     the transcript: every event as a sentence, its lookups and sources
      snippet            .md     the picture as a link (--page, --image), and one paragraph
      mermaid            .mmd    a sequence diagram for mermaid; mermaid-fence: the same as a block of Markdown
      ascii              .txt    a sequence diagram of plain characters, 78 cells wide
      transcript         .txt    the transcript without markup
      html               .html   the transcript as a document; html-fragment: for the middle of a page
      pcap               .pcap   the capture of one --tap NODE:DEVICE|NODE:any
      pcapng             .pcapng the capture of every --tap; without one, of all devices that saw something
      asciicast          .cast   the commands and their output as a recording of a terminal
      svg                .svg    the moment as a picture; svg-clip: a stretch that moves, also in an <img>
      png                .png    the moment in pixels
      gif                .gif    a stretch that moves: --from to --to, or to --at
  --tap NODE:DEVICE|NODE:any
                         where a capture listens; may be repeated for pcapng
  --lang en|ko           (default: the shell's)
  --theme THEME          of pictures: light (default), dark, auto (follows its reader; svg), contrast,
                         contrast-light, contrast-dark
  --size SIZE            of pictures: post (default), phone, card, slide
  --scale 1|2            of a png (default: 1)
  --page URL             where readers can open the run; --image URL: where its picture lies
  --help                 this text

Exit code: 0 when the file was made, 2 when an argument is wrong.
`;
