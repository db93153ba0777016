import { cleanText } from '../base/clean-text.ts';
import type { FilesWords } from '../i18n/files-words.ts';
import type { PacketId, TraceEvent } from '../trace/events.ts';
import { packetAt } from '../trace/packet-at.ts';
import { addressesText } from '../trace/packet-text.ts';
import type { Trace } from '../trace/trace.ts';
import { layerIndex, outermost, type Packet } from '../wire/layers.ts';

const TUNNELS = { vxlan: 'VXLAN', geneve: 'Geneve' } as const;

/** What is written on arrows: a packet by its name, the tunnel it is in, and its addresses when they come for the first time. */
export class Captions {
  readonly #trace: Trace;
  readonly #words: FilesWords;
  readonly #shown = new Set<string>();

  constructor(trace: Trace, words: FilesWords) {
    this.#trace = trace;
    this.#words = words;
  }

  of(event: TraceEvent, packet: PacketId): string {
    const record = this.#trace.packets[packet];
    const label = record?.label ?? '';
    const named = record?.cause.kind === 'retransmission' ? this.#words.again(label) : label;
    const layers = packetAt(this.#trace, event.frame);
    const tunnel = outermost(layers, 'vxlan') ?? outermost(layers, 'geneve');
    const what = tunnel === null ? named : this.#words.inside(named, TUNNELS[tunnel.kind], tunnel.vni);
    // Of ARP the addresses are all there is to it; of the others, those on the wire.
    const addresses = addressesText(tunnel === null ? layers : aroundTunnel(layers, tunnel.kind));
    const known = addresses === '' || this.#shown.has(addresses);
    this.#shown.add(addresses);
    return cleanText(known ? what : `${what}: ${addresses.replace(' > ', ' → ')}`);
  }
}

function aroundTunnel(layers: Packet, kind: 'vxlan' | 'geneve'): Packet {
  return layers.slice(0, layerIndex(layers, kind));
}
