import { assertNever } from '../../base/assert.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import type { Layer } from '../../wire/layers.ts';
import { TCP_FLAG } from '../../wire/layers.ts';
import type { Job } from '../kernel.ts';
import type { QueuedError, SocketError } from '../transport/sockets.ts';
import type { AppHost } from './host.ts';

/** What came back for one probe. */
export interface Answer {
  readonly from: Ipv4Addr;
  /** The way ends here. */
  readonly final: boolean;
  /** '!H' and the like, or ''. */
  readonly mark: string;
}

export interface ProbeAsk {
  readonly host: AppHost;
  readonly job: Job;
  readonly address: Ipv4Addr;
  /** 'traceroute', 'mtr'. */
  readonly process: string;
  readonly method: 'udp' | 'icmp' | 'tcp';
  /** UDP counts up from it, TCP goes to it. */
  readonly port: number;
  /** The answer to the probe with this number; numbers count from 0 over all hops. */
  readonly onAnswer: (probe: number, answer: Answer) => void;
}

export interface Prober {
  /** Sends a probe; the answer is the error that the kernel refuses it with, or null. */
  send(probe: number, ttl: number): SocketError | null;
  close(): void;
}

/** Payload of a probe: 60 bytes with the headers. */
const FILL = Uint8Array.from({ length: 32 }, (_, i) => 0x40 + i);

export function proberOf(ask: ProbeAsk): Prober {
  const { method } = ask;
  switch (method) {
    case 'udp':
      return udpProber(ask);
    case 'icmp':
      return icmpProber(ask);
    case 'tcp':
      return tcpProber(ask);
    default:
      return assertNever(method);
  }
}

/** One socket for each probe, to one port after the other (traceroute's mod-udp.c, method default). */
function udpProber({ host, job, address, process, port, onAnswer }: ProbeAsk): Prober {
  const open: (() => void)[] = [];
  return {
    send(probe, ttl) {
      const socket = host.sockets.openUdp({
        job,
        process,
        port: null,
        onError: (error) => onAnswer(probe, answerOf(error)),
        onDatagram: ({ from }) => onAnswer(probe, { from: from.address, final: true, mark: '' }),
      });
      open.push(() => socket.close());
      const to = { address, port: (port + probe) & 0xffff };
      const errno = socket.connect(to);
      if (errno !== null) return errno;
      const payload: Layer<'data'> = { kind: 'data', bytes: FILL };
      const sent = socket.sendTo(to, [payload], { label: `UDP probe ttl ${ttl}`, ttl, pmtudisc: 'dont' });
      return sent.ok ? null : sent.errno;
    },
    close: () => open.forEach((close) => close()),
  };
}

function icmpProber({ host, job, address, process, onAnswer }: ProbeAsk): Prober {
  const socket = host.sockets.openPing({
    job,
    process,
    id: host.kernel.rng(`${process}-id ${job.id}`).between(1, 0xffff),
    onReply: ({ seq, src }) => onAnswer(seq - 1, { from: src, final: true, mark: '' }),
    onError: (error) => onAnswer(error.quote.to - 1, answerOf(error)),
  });
  return {
    send(probe, ttl) {
      const sent = socket.send({ dst: address, seq: probe + 1, bytes: FILL, ttl, pmtudisc: 'dont' });
      return sent.ok ? null : sent.errno;
    },
    close: () => socket.close(),
  };
}

/** Half-open SYNs from a raw socket: the kernel answers a SYN-ACK with a RST by itself (mod-tcp.c). */
function tcpProber({ host, job, address, process, port, onAnswer }: ProbeAsk): Prober {
  const open: (() => void)[] = [];
  const draws = host.kernel.rng(`${process}-tcp ${job.id}`);
  const stamp = draws.next();
  const route = host.kernel.routeTo(address);
  const mss = (route.ok ? route.mtu : 576) - 40;
  return {
    send(probe, ttl) {
      const socket = host.sockets.openRawTcp({
        job,
        process,
        onSegment: (_tcp, from) => onAnswer(probe, { from, final: true, mark: '' }),
        onError: (error) => onAnswer(probe, answerOf(error)),
      });
      open.push(() => socket.close());
      const tcp: Layer<'tcp'> = {
        kind: 'tcp',
        srcPort: socket.port,
        dstPort: port,
        seq: draws.next(),
        ack: 0,
        flags: TCP_FLAG.syn,
        window: Math.min(4 * mss, 0xffff),
        options: [
          { kind: 'mss', value: mss },
          { kind: 'sack-permitted' },
          { kind: 'timestamps', value: stamp, echo: 0 },
          { kind: 'nop' },
          { kind: 'window-scale', shift: 2 },
        ],
      };
      const sent = socket.send({ dst: address, tcp, ttl });
      return sent.ok ? null : sent.errno;
    },
    close: () => open.forEach((close) => close()),
  };
}

/** By code of "unreachable" (traceroute.c parse_icmp_res); 3, the port of a UDP probe, means arrival. */
const MARKS: Readonly<Record<number, string>> = {
  0: '!N',
  1: '!H',
  2: '!P',
  3: '',
  5: '!S',
  6: '!N',
  7: '!H',
  8: '!N',
  9: '!X',
  10: '!X',
  11: '!N',
  12: '!H',
  13: '!X',
  14: '!V',
  15: '!C',
};

function answerOf({ offender, type, code, mtu }: QueuedError): Answer {
  if (type === 11) return { from: offender, final: false, mark: '' };
  const mark = code === 4 ? `!F-${mtu}` : (MARKS[code] ?? `!<${code}>`);
  return { from: offender, final: true, mark };
}
