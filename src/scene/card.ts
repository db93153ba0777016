import type { Layer, LayerKind, Packet } from '../wire/layers.ts';
import type { Box } from './geometry.ts';
import { fitText, textWidth } from './text-width.ts';

/** The hue of a header layer: the same wherever a layer is drawn. */
export type Hue = 'eth' | 'ip' | 'l4' | 'tun' | 'pay';

export const HUE: { readonly [K in LayerKind]: Hue } = {
  sll2: 'eth',
  ethernet: 'eth',
  arp: 'ip',
  ipv4: 'ip',
  'ip-payload': 'pay',
  'icmp-echo': 'l4',
  'icmp-unreachable': 'l4',
  'icmp-time-exceeded': 'l4',
  'icmp-redirect': 'l4',
  udp: 'l4',
  tcp: 'l4',
  vxlan: 'tun',
  geneve: 'tun',
  dns: 'pay',
  http: 'pay',
  data: 'pay',
};

/** One layer of a packet's card, relative to its centre. */
export interface Ring {
  readonly kind: LayerKind;
  readonly hue: Hue;
  readonly box: Box;
  /** Inside of a tunnel: hatched. */
  readonly inner: boolean;
  /** Only the tunnel layer and the core have words. */
  readonly text: string | null;
  readonly textAt: { readonly x: number; readonly y: number };
}

export interface Card {
  readonly w: number;
  readonly h: number;
  /** Outermost first. */
  readonly rings: readonly Ring[];
}

const CORE = { h: 18, min: 42, max: 104, pad: 14 };
const RING = { full: 5, tunnelled: 3 };
const VNI_BAR = 15;

/** Position of the tunnel header, or -1. */
export function tunnelIndex(packet: Packet): number {
  return packet.findIndex((layer) => layer.kind === 'vxlan' || layer.kind === 'geneve');
}

const cards = new WeakMap<Packet, Map<string, Card>>();

/**
 * A packet as nested boxes: what is outermost on the wire is outermost here. The core says what the packet is. Memoised:
 * while a packet only moves, its card is the same object, and nobody draws it again.
 */
export function cardOf(packet: Packet, label: string, slim: boolean): Card {
  let ofPacket = cards.get(packet);
  if (ofPacket === undefined) cards.set(packet, (ofPacket = new Map()));
  const key = `${slim} ${label}`;
  let card = ofPacket.get(key);
  if (card === undefined) ofPacket.set(key, (card = buildCard(packet, label, slim)));
  return card;
}

function buildCard(packet: Packet, label: string, slim: boolean): Card {
  const tunnel = tunnelIndex(packet);
  const layers = visible(packet);
  const ring = tunnel >= 0 || slim ? RING.tunnelled : RING.full;
  const core = fitText(label, CORE.max - CORE.pad, 12, 'bold');
  let w = Math.max(CORE.min, textWidth(core, 12, 'bold') + CORE.pad);
  let h = CORE.h;
  const rings: Ring[] = [];
  for (let i = layers.length - 1; i >= 0; i--) {
    const entry = layers[i];
    if (entry === undefined) continue;
    const isCore = i === layers.length - 1;
    let text: string | null = isCore ? core : null;
    let top = 0;
    if (!isCore) {
      const vni = vniOf(entry.layer);
      if (vni !== null && !slim) {
        text = `VNI ${vni}`;
        top = VNI_BAR;
        w = Math.max(w, textWidth(text, 12, 'mono') + 30);
      }
      w += 2 * ring;
      h += 2 * ring + top;
    }
    const box = { x: -w / 2, y: -h / 2, w, h };
    rings.unshift({
      kind: entry.layer.kind,
      hue: HUE[entry.layer.kind],
      box,
      inner: tunnel >= 0 && entry.index > tunnel,
      text,
      textAt: { x: 0, y: isCore ? 4 : box.y + ring + 10 },
    });
  }
  return { w, h, rings: settled(rings, slim) };
}

/** Everything under a tunnel's title bar sits lower by half a bar. */
function settled(rings: readonly Ring[], slim: boolean): readonly Ring[] {
  const at = rings.findIndex((ring) => ring.hue === 'tun');
  if (at < 0 || slim) return rings;
  return rings.map((ring, i) =>
    i <= at
      ? ring
      : {
          ...ring,
          box: { ...ring.box, y: ring.box.y + VNI_BAR / 2 },
          textAt: { ...ring.textAt, y: ring.textAt.y + VNI_BAR / 2 },
        },
  );
}

/** Empty payloads leave no box; a body counts with its head. */
function visible(packet: Packet): readonly { readonly layer: Layer; readonly index: number }[] {
  const all = packet.map((layer, index) => ({ layer, index }));
  const merged = all.filter(
    ({ layer, index }) => !(HUE[layer.kind] === 'pay' && HUE[packet[index - 1]?.kind ?? 'ethernet'] === 'pay'),
  );
  return merged.filter(({ layer, index }) => !(layer.kind === 'data' && packet[index - 1]?.kind === 'icmp-echo'));
}

function vniOf(layer: Layer): number | null {
  return layer.kind === 'vxlan' || layer.kind === 'geneve' ? layer.vni : null;
}
