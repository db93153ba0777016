import { dissectArp } from './dissect/arp.ts';
import { dissectData } from './dissect/data.ts';
import { dissectDns } from './dissect/dns.ts';
import { dissectEthernet } from './dissect/ethernet.ts';
import { dissectFrame } from './dissect/frame.ts';
import { dissectHttp } from './dissect/http.ts';
import { dissectIcmp } from './dissect/icmp.ts';
import { dissectIp } from './dissect/ip.ts';
import { dissectSll } from './dissect/sll.ts';
import { dissectTcp } from './dissect/tcp.ts';
import { dissectForm, dissectJson, dissectTextLines } from './dissect/media.ts';
import { dissectGeneve, dissectVxlan } from './dissect/tunnels.ts';
import { dissectUdp } from './dissect/udp.ts';
import { dissectWireguard } from './dissect/wireguard.ts';
import { fieldsHeader, fieldsLine } from './fields-output.ts';
import { hexDump } from './hex-dump.ts';
import type { TsharkFrame } from './tshark-frame.ts';
import type { TsharkOptions } from './options.ts';
import { type Dissector, Packet } from './packet.ts';
import type { Protocol } from './protocol.ts';
import { type Later, Session } from './session.ts';
import { tableLine } from './table.ts';
import { plural } from './value-text.ts';
import { treeLines } from './tree-text.ts';

/** Total: a protocol without a dissector does not compile here. */
const DISSECTORS: { readonly [P in Protocol]: Dissector } = {
  eth: dissectEthernet,
  sll: dissectSll,
  arp: dissectArp,
  ip: dissectIp,
  icmp: dissectIcmp,
  udp: dissectUdp,
  tcp: dissectTcp,
  vxlan: dissectVxlan,
  geneve: dissectGeneve,
  wg: dissectWireguard,
  dns: dissectDns,
  http: dissectHttp,
  'data-text-lines': dissectTextLines,
  'urlencoded-form': dissectForm,
  json: dissectJson,
  data: dissectData,
};

/** A running tshark: it remembers conversations and times, so the frames of a capture go through one. */
export interface Tshark {
  /** What stands above the first packet: the header of -T fields. */
  before(): readonly string[];
  /** The lines of one packet; none when -Y rejects it or -c is reached. */
  linesOf(frame: TsharkFrame): readonly string[];
  /** As `linesOf`, and whether -Y takes the packet: those are written by -w. */
  read(frame: TsharkFrame): { readonly taken: boolean; readonly lines: readonly string[] };
  /** What a second pass over the same frames may know from the first. */
  readonly found: Later;
  /** What -z has to say in the end, the last one first. */
  after(): readonly string[];
}

export function startTshark(options: TsharkOptions, later: Later | null = null): Tshark {
  const session = new Session(later);
  const { format, layout } = options;
  return {
    before: () => (format === 'fields' && layout.header ? [`${layout.bom ? BOM : ''}${fieldsHeader(options)}`] : []),
    found: session.found,
    after: () => options.statistics.toReversed().flatMap((statistic) => statistic.lines()),
    linesOf: (frame) => read(frame).lines,
    read,
  };

  function read(frame: TsharkFrame): { readonly taken: boolean; readonly lines: readonly string[] } {
    if (options.count !== null && session.frames >= options.count) return { taken: false, lines: [] };
    const p = new Packet(frame, session, options, DISSECTORS);
    session.firstTime ??= p.time;
    dissectFrame(p);
    for (const statistic of options.statistics) statistic.add(p);
    const taken = options.filter === null || options.filter.takes(p.tree);
    const lines = taken ? printed(p) : [];
    session.frames = p.number;
    session.previousTime = p.time;
    if (taken) session.shownTime = p.time;
    return { taken, lines };
  }
}

const BOM = '\uFEFF';

/** tshark.c print_packet: the line unless something else was asked for, the tree, the bytes. */
function printed(p: Packet): readonly string[] {
  const { format, hex, summaryToo } = p.options;
  if (format === 'fields') return [fieldsLine(p)];
  const lines: string[] = [];
  const isTree = format === 'tree';
  if (summaryToo || (format === 'summary' && !hex)) lines.push(tableLine(p));
  if (isTree) lines.push(...treeLines(p.tree, !hex), '');
  if (!hex) return lines;
  if (summaryToo && !isTree) lines.push('');
  if (p.sources.length === 0) return [...lines, ...hexDump(p.frame.bytes), ''];
  for (const { name, bytes } of [{ name: 'Frame', bytes: p.frame.bytes }, ...p.sources])
    lines.push(`${name} (${plural(bytes.length, 'byte')}):`, ...hexDump(bytes));
  return [...lines, ''];
}
