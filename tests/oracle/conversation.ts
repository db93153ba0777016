import type { Facts, TcpFacts } from './frame.ts';

/** What a protocol analyser shows of a TCP segment once it has seen the handshake. */
export interface TcpView {
  /** Null: a SYN with another initial sequence number than the flow's last one. */
  readonly seq: number | null;
  readonly ack: number | null;
  readonly win: number;
}

const ERRORS: Readonly<Record<string, string>> = {
  '3/0': 'net unreachable',
  '3/1': 'host unreachable',
  '3/2': 'protocol unreachable',
  '3/3': 'port unreachable',
  '3/4': 'frag needed',
  '3/13': 'admin prohibited',
  '11/0': 'ttl exceeded in transit',
  '11/1': 'reassembly time exceeded',
  '5/1': 'redirect host',
};

/** Initial sequence numbers and window scales, learnt from frames in the order of time over all capture points. */
export class Conversations {
  readonly #base = new Map<string, number>();
  readonly #scale = new Map<string, number>();

  learn({ src, dst, tcp }: Facts): void {
    if (tcp === null || !tcp.flags.includes('SYN')) return;
    const flow = `${src}:${tcp.sport}>${dst}:${tcp.dport}`;
    this.#base.set(flow, tcp.rawSeq);
    if (tcp.ws !== null) this.#scale.set(flow, tcp.ws);
  }

  view({ src, dst }: Facts, tcp: TcpFacts): TcpView {
    const flow = `${src}:${tcp.sport}>${dst}:${tcp.dport}`;
    const back = `${dst}:${tcp.dport}>${src}:${tcp.sport}`;
    const syn = tcp.flags.includes('SYN');
    const seq = (tcp.rawSeq - (this.#base.get(flow) ?? 0)) >>> 0;
    const scaled = !syn && this.#scale.has(flow) && this.#scale.has(back);
    return {
      seq: syn && seq !== 0 ? null : seq,
      ack: tcp.flags.includes('ACK') ? (tcp.rawAck - (this.#base.get(back) ?? 0)) >>> 0 : null,
      win: tcp.rawwin * (scaled ? (this.#scale.get(flow) ?? 1) : 1),
    };
  }

  /** One line in the words of the recordings; they leave out what no model can know. */
  summary(facts: Facts): string {
    const { arp, src, dst, icmp, tcp, udp } = facts;
    if (arp !== null) {
      return arp.op === 1
        ? `ARP who-has ${arp.targetIp} tell ${arp.senderIp}`
        : `ARP ${arp.senderIp} is-at ${arp.senderMac}`;
    }
    const fragment = facts.mf === 1 || facts.off !== 0 ? ` frag(id,off=${facts.off},mf=${facts.mf})` : '';
    const ends = `${src} > ${dst}`;
    if (facts.off !== 0) return `${ends} IP proto ${facts.proto} fragment len=${(facts.iplen ?? 0) - 20}${fragment}`;
    if (icmp !== null) return `${ends} ICMP ${this.#icmp(facts)}${fragment}`;
    if (udp !== null) return `${ends} UDP ${udp.sport} → ${udp.dport} len=${udp.len}${fragment}`;
    if (tcp !== null) return `${ends} TCP ${this.#tcp(facts, tcp)}${fragment}`;
    throw new Error('a frame without a summary');
  }

  #icmp({ icmp }: Facts): string {
    if (icmp === null) return '';
    if (icmp.quote === null)
      return `echo ${icmp.type === 8 ? 'request' : 'reply'} id=${icmp.id} seq=${icmp.seq} len=${icmp.len}`;
    const name = ERRORS[`${icmp.type}/${icmp.code}`] ?? `type ${icmp.type} code ${icmp.code}`;
    return `${name} (about ${icmp.quote.src} > ${icmp.quote.dst}) len=${icmp.len}`;
  }

  #tcp(facts: Facts, tcp: TcpFacts): string {
    const { seq, ack, win } = this.view(facts, tcp);
    const parts = [`${tcp.sport} → ${tcp.dport} [${tcp.flags.join(', ')}] Seq=${seq ?? '?'}`];
    if (ack !== null) parts.push(`Ack=${ack}`);
    parts.push(`Win=${win} Len=${tcp.len}`);
    if (tcp.mss !== null) parts.push(`MSS=${tcp.mss}`);
    if (tcp.sackPermitted) parts.push('SACK_PERM');
    if (tcp.ws !== null) parts.push(`WS=${tcp.ws}`);
    const text = Buffer.from(tcp.payload).toString('latin1');
    if (/^(GET |HTTP\/)/.test(text)) parts.push(`HTTP ${(text.split('\r\n')[0] ?? '').slice(0, 16)}`);
    return parts.join(' ');
  }
}
