import { assertNever } from '../base/assert.ts';
import { utf8 } from '../base/bytes.ts';
import { tapPcap, tapsPcapng } from '../capture/tap-pcap.ts';
import type { TapPoint } from '../capture/tap.ts';
import type { Lang } from '../i18n/lang.ts';
import { transcriptMarkdown, transcriptText } from '../scene/transcript-text.ts';
import { pathLineOf } from '../trace/hop-text.ts';
import { traceToJson } from '../trace/json.ts';
import { pathText } from '../trace/path-text.ts';
import { traceText } from '../trace/text.ts';
import type { Trace } from '../trace/trace.ts';
import type { WalkArgs } from './args.ts';

/** A trace in the form that was asked for, as bytes for a file or a terminal. */
export function printed(trace: Trace, print: WalkArgs['print'], taps: readonly TapPoint[], lang: Lang): Uint8Array {
  switch (print) {
    case 'text':
      return utf8(traceText(trace));
    case 'path':
      return utf8(pathText(trace));
    case 'hops':
      return utf8(hopLines(trace));
    case 'json':
      return utf8(traceToJson(trace));
    case 'transcript':
      return utf8(transcriptText(trace, lang));
    case 'markdown':
      return utf8(transcriptMarkdown(trace, lang));
    case 'pcap': {
      const [only, ...others] = taps;
      return only !== undefined && others.length === 0 ? tapPcap(trace, only) : tapsPcapng(trace, taps);
    }
    default:
      return assertNever(print);
  }
}

/** A line per packet with the keys of the path table first, so that both can be compared. */
export function hopLines(trace: Trace): string {
  return trace.packets
    .map(({ id, label }) => {
      const { path, end, ttl_at_pod, hops, ev } = pathLineOf(trace, id);
      return `${JSON.stringify({ path, end, ttl_at_pod, hops, ev, note: `#${id} ${label}` })}\n`;
    })
    .join('');
}
