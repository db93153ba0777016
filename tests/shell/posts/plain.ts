/** What is chance or a clock in an output, and how it is written so that two outputs can be compared. Addresses, names, identities, widths and words stay. */
const PLAIN: readonly (readonly [found: RegExp, as: string])[] = [
  // Colours, which a post's text cannot have.
  [/\x1b\[[\d;]*m/g, ''],
  // The keyboard's echo of Ctrl-C.
  [/\^C/g, ''],
  [/\r/g, ''],
  [/[ \t]+$/gm, ''],
  [/^\w{3} {1,2}\d{1,2} \d\d:\d\d:\d\d\.\d{3}: /gm, '<time>: '],
  [/time="[^"]+"/g, 'time="<time>"'],
  [/\b\d\d:\d\d:\d\d\.\d{6}\b/g, '<time>'],
  [/^( *\d+) +\d+\.\d{6,9} /gm, '$1 <time> '],
  [/LAST DEPLOYED: .*/g, 'LAST DEPLOYED: <time>'],
  [/time=[\d.]+ ms/g, 'time=<ms> ms'],
  [/(rtt min\/avg\/max\/mdev = )[\d./]+/g, '$1<ms>'],
  [/TSval=\d+ TSecr=[1-9]\d*/g, 'TSval=<ts> TSecr=<ts>'],
  [/TSval=\d+/g, 'TSval=<ts>'],
  [/TS val \d+ ecr [1-9]\d*/g, 'TS val <ts> ecr <ts>'],
  [/TS val \d+/g, 'TS val <ts>'],
  // Absolute sequence numbers; relative ones are facts.
  [/\b(seq|ack) \d{6,}/g, '$1 <seq>'],
  [/\bid \d+, seq/g, 'id <id>, seq'],
  [/\bflow 0x[0-9a-f]+/g, 'flow <hash>'],
  // Ports that a kernel has chosen: 32768 to 60999 behind an address, and as tshark writes them.
  [/(?<!ID)([.:])(?:3[2-9]\d{3}|[45]\d{4}|60\d{3})\b/g, '$1<port>'],
  [/\b(?:3[2-9]\d{3}|[45]\d{4}|60\d{3})(?= → )/g, '<port>'],
  [/(?<= → )(?:3[2-9]\d{3}|[45]\d{4}|60\d{3})(?= )/g, '<port>'],
  // The five characters at the end of a pod's name that a controller draws.
  [/\bcilium-[bcdfghjklmnpqrstvwxz2456789]{5}\b/g, 'cilium-<id>'],
  [/\n+$/, ''],
];

/** An output without what differs from one run of the same thing to the next. */
export function plain(text: string): string {
  return PLAIN.reduce((rest, [found, as]) => rest.replace(found, as), text);
}
