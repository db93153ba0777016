import { type OptionSpan, optionSpans, TCP_OPTION_KIND } from '../../../wire/tcp-options.ts';
import type { Packet } from '../packet.ts';
import { TH } from '../tcp-labels.ts';
import type { TcpContext } from '../tcp-conversation.ts';
import { add, addGenerated, addHidden, addLine, type Item } from '../tree.ts';
import type { Tvb } from '../tvb.ts';
import type { TcpHeader } from './tcp-segment.ts';

const KIND = TCP_OPTION_KIND;

/** One option: what it adds to the table, and its name in the list of options. */
type AddOption = (p: Packet, item: Item, tvb: Tvb, span: OptionSpan, context: TcpContext) => string;

const OPTIONS: ReadonlyMap<number, AddOption> = new Map<number, AddOption>([
  [
    KIND.nop,
    (_, item, tvb, { at }) => {
      const line = addLine(item, 'tcp.options.nop', tvb.slice(at, 1), 'TCP Option - No-Operation (NOP)');
      add(line, 'tcp.option_kind', KIND.nop, 'No-Operation (1)');
      return 'No-Operation (NOP)';
    },
  ],
  [
    KIND.mss,
    (p, item, tvb, { at, length }) => {
      const mss = tvb.u16(at + 2);
      p.columns.append(` MSS=${mss}`);
      const title = `TCP Option - Maximum segment size: ${mss} bytes`;
      const line = optionLine(item, 'mss', tvb, at, length, title, 'Maximum Segment Size (2)');
      add(line, 'tcp.options.mss_val', mss);
      return 'Maximum segment size';
    },
  ],
  [
    KIND.windowScale,
    (p, item, tvb, { at, length }) => {
      const shift = tvb.u8(at + 2);
      p.columns.append(` WS=${2 ** shift}`);
      const title = `TCP Option - Window scale: ${shift} (multiply by ${2 ** shift})`;
      const line = optionLine(item, 'wscale', tvb, at, length, title, 'Window Scale (3)');
      add(line, 'tcp.options.wscale.shift', shift);
      addGenerated(line, 'tcp.options.wscale.multiplier', 2 ** shift);
      return 'Window scale';
    },
  ],
  [
    KIND.sackPermitted,
    (p, item, tvb, { at, length }) => {
      p.columns.append(' SACK_PERM');
      optionLine(item, 'sack_perm', tvb, at, length, 'TCP Option - SACK permitted', 'SACK Permitted (4)');
      return 'SACK permitted';
    },
  ],
  [
    KIND.sack,
    (p, item, tvb, { at, length }, { fwd, rev }) => {
      const line = optionLine(item, 'sack', tvb, at, length, 'TCP Option - SACK', 'SACK (5)');
      const base = rev.baseSeq ?? 0;
      let count = 0;
      for (let i = at + 2; i + 8 <= at + length; i += 8) {
        const [left, right] = [(tvb.u32(i) - base) >>> 0, (tvb.u32(i + 4) - base) >>> 0];
        p.columns.append(` SLE=${left} SRE=${right}`);
        line.text += ` ${left}-${right}`;
        add(line, 'tcp.options.sack_le', left, `${left} (relative)`);
        add(line, 'tcp.options.sack_re', right, `${right} (relative)`);
        fwd.sacked += right - left;
        count++;
      }
      addGenerated(line, 'tcp.options.sack.count', count);
      return 'SACK';
    },
  ],
  [
    KIND.timestamps,
    (p, item, tvb, { at, length }) => {
      const [value, echo] = [tvb.u32(at + 2), tvb.u32(at + 6)];
      p.columns.append(` TSval=${value} TSecr=${echo}`);
      const title = `TCP Option - Timestamps: TSval ${value}, TSecr ${echo}`;
      const line = optionLine(item, 'timestamp', tvb, at, length, title, 'Time Stamp Option (8)');
      add(line, 'tcp.options.timestamp.tsval', value);
      add(line, 'tcp.options.timestamp.tsecr', echo);
      return 'Timestamps';
    },
  ],
]);

function optionLine(item: Item, name: string, tvb: Tvb, at: number, length: number, title: string, kind: string): Item {
  const line = addLine(item, `tcp.options.${name}`, tvb.slice(at, length), title);
  add(line, 'tcp.option_kind', tvb.u8(at), kind);
  add(line, 'tcp.option_len', length);
  return line;
}

/** packet-tcp.c tcp_dissect_options. */
export function addOptions(p: Packet, item: Item, tvb: Tvb, _header: TcpHeader, context: TcpContext): void {
  const spans = optionSpans(tvb.bytes, 0, tvb.captured);
  for (const span of spans) item.text += `, ${addOption(p, item, tvb, span, context)}`;
  const last = spans.at(-1);
  const end = last === undefined ? 0 : last.at + last.length;
  if (end < tvb.captured && tvb.u8(end) === KIND.end) {
    item.text += ', End of Option List (EOL)';
    const line = addLine(item, 'tcp.options.eol', tvb.slice(end, 1), 'TCP Option - End of Option List (EOL)');
    add(line, 'tcp.option_kind', KIND.end, 'End of Option List (0)');
  }
}

function addOption(p: Packet, item: Item, tvb: Tvb, span: OptionSpan, context: TcpContext): string {
  const known = OPTIONS.get(span.kind);
  if (known !== undefined) return known(p, item, tvb, span, context);
  addHidden(item, 'tcp.options.unknown', tvb.slice(span.at, span.length));
  return 'Unknown';
}

/** What the options of a SYN mean for the conversation. */
export function optionEffects(tvb: Tvb, { flags }: TcpHeader, { fwd }: TcpContext): void {
  if ((flags & TH.syn) === 0) return;
  const scale = optionSpans(tvb.bytes, 0, tvb.captured).find(({ kind }) => kind === KIND.windowScale);
  if (scale !== undefined) fwd.winScale = Math.min(tvb.u8(scale.at + 2), 14);
}
