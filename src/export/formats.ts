import { asciiSequenceOf } from './ascii-sequence.ts';
import { pcapngOf, pcapOf } from './captures.ts';
import type { ExportFormat } from './format.ts';
import { htmlDocument, htmlFragment } from './html-transcript.ts';
import { jsonTraceOf } from './json-trace.ts';
import { markdownSnippet } from './markdown-snippet.ts';
import { mermaidFence, mermaidOf } from './mermaid.ts';
import { traceCastOf } from './trace-cast.ts';
import { markdownTranscript, plainTranscript } from './transcripts.ts';

const PLAIN = 'text/plain;charset=utf-8';

/** Every format, those that a bare extension means first. */
export const FORMATS = [
  { name: 'json', extension: 'json', type: 'application/json', taps: 'none', clip: 'named', make: jsonTraceOf },
  { name: 'markdown', extension: 'md', type: PLAIN, taps: 'none', clip: 'cut', make: markdownTranscript },
  { name: 'snippet', extension: 'md', type: PLAIN, taps: 'none', clip: 'cut', make: markdownSnippet },
  { name: 'mermaid', extension: 'mmd', type: PLAIN, taps: 'none', clip: 'cut', make: mermaidOf },
  { name: 'mermaid-fence', extension: 'md', type: PLAIN, taps: 'none', clip: 'cut', make: mermaidFence },
  { name: 'ascii', extension: 'txt', type: PLAIN, taps: 'none', clip: 'cut', make: (run) => asciiSequenceOf(run) },
  { name: 'transcript', extension: 'txt', type: PLAIN, taps: 'none', clip: 'cut', make: plainTranscript },
  { name: 'html', extension: 'html', type: 'text/html;charset=utf-8', taps: 'none', clip: 'cut', make: htmlDocument },
  { name: 'html-fragment', extension: 'html', type: PLAIN, taps: 'none', clip: 'cut', make: htmlFragment },
  { name: 'pcap', extension: 'pcap', type: 'application/vnd.tcpdump.pcap', taps: 'one', clip: 'cut', make: pcapOf },
  { name: 'pcapng', extension: 'pcapng', type: 'application/x-pcapng', taps: 'any', clip: 'cut', make: pcapngOf },
  {
    name: 'asciicast',
    extension: 'cast',
    type: 'application/x-asciicast',
    taps: 'none',
    clip: 'cut',
    make: traceCastOf,
  },
] as const satisfies readonly ExportFormat[];

export type FormatName = (typeof FORMATS)[number]['name'];

/** The format of a name. */
export function formatNamed(name: FormatName): ExportFormat {
  const found = FORMATS.find((format) => format.name === name);
  if (found === undefined) throw new Error(`exports: there is no format '${name}'`);
  return found;
}
