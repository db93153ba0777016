import type { DisplayFilter } from '../display-filter.ts';
import type { Item } from '../tree.ts';
import type { TimeFormat } from '../time.ts';

/** What statistics read of a packet. */
export interface CountedPacket {
  readonly tree: Item;
  /** Nanoseconds since 1970. */
  readonly time: bigint;
  readonly frame: { readonly length: number };
}

/** A -z: it listens to every packet, whatever -Y makes of them, and speaks at the end (epan/tap.h). */
export interface Statistic {
  add(packet: CountedPacket): void;
  lines(): readonly string[];
}

/** What is after the name of a statistic: which packets it counts. `said` is the text as given; null: none was. */
export interface Counted {
  readonly said: string | null;
  readonly filter: DisplayFilter | null;
}

/** How the machine that reads shows a time: -t, and its clock. */
export interface Shown {
  readonly time: TimeFormat;
  readonly utcOffsetMinutes: number;
  /** -n: MACs without their vendors. */
  readonly numeric: boolean;
}

/** Between two pieces of the output. */
export const RULE = '='.repeat(80);

export function isCounted({ filter }: Counted, packet: CountedPacket): boolean {
  return filter === null || filter.takes(packet.tree);
}

/** One end of what is counted; without ports the port is zero. */
export interface End {
  readonly address: string;
  readonly port: number;
}

/** What a layer tells the statistics: who sends to whom, and which conversation it is. */
export interface Sent {
  readonly from: End;
  readonly to: End;
  readonly conversation: number;
}

/** The protocols that conversations and endpoints are counted of, and their names in the titles (proto.c short names). */
export const COUNTED_LAYERS = { eth: 'Ethernet', ip: 'IPv4', tcp: 'TCP', udp: 'UDP' } as const;
export type CountedLayer = keyof typeof COUNTED_LAYERS;

export function hasPorts(layer: CountedLayer): boolean {
  return layer === 'tcp' || layer === 'udp';
}

/**
 * Every header of this protocol in a packet, outermost first: those inside a tunnel count as well. Headers quoted by an
 * ICMP error do not (tap.c tap_push_tapped_queue, TAP_PACKET_IS_ERROR_PACKET): they are below ICMP in the tree.
 */
export function sentBy(layer: CountedLayer, { tree }: CountedPacket): readonly Sent[] {
  const found: Sent[] = [];
  let addresses: readonly [string, string] = ['', ''];
  for (const item of tree.children) {
    const name = item.spec?.name;
    if (name === 'ip') addresses = [textOf(item, 'ip.src'), textOf(item, 'ip.dst')];
    if (name !== layer) continue;
    const [source, target] = layer === 'eth' ? [textOf(item, 'eth.src'), textOf(item, 'eth.dst')] : addresses;
    const [from, to] = hasPorts(layer)
      ? [numberOf(item, `${layer}.srcport`), numberOf(item, `${layer}.dstport`)]
      : [0, 0];
    // A header that broke off tells nobody anything.
    if (source === '' || from === null || to === null) continue;
    found.push({
      from: { address: source, port: from },
      to: { address: target, port: to },
      conversation: hasPorts(layer) ? (numberOf(item, `${layer}.stream`) ?? 0) : 0,
    });
  }
  return found;
}

function valueOf({ children }: Item, name: string): Item['value'] {
  return children.find(({ spec }) => spec?.name === name)?.value ?? null;
}

function textOf(item: Item, name: string): string {
  const value = valueOf(item, name);
  return typeof value === 'string' ? value : '';
}

function numberOf(item: Item, name: string): number | null {
  const value = valueOf(item, name);
  return typeof value === 'number' ? value : null;
}
