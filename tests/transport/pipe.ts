import { must } from '../../src/base/assert.ts';
import { Heap } from '../../src/base/heap.ts';
import { prng } from '../../src/base/prng.ts';
import { deriveWorld } from '../../src/lab/derive.ts';
import type { Nanos, NetnsName } from '../../src/lab/names.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import type { SocketRow } from '../../src/lab/tables.ts';
import type { World } from '../../src/lab/world.ts';
import type { JobId, JobStep, PacketId, TcpStep } from '../../src/trace/events.ts';
import type { Ipv4Addr } from '../../src/wire/address.ts';
import { decode } from '../../src/wire/decode.ts';
import { encode } from '../../src/wire/encode.ts';
import type { Layer, Packet } from '../../src/wire/layers.ts';
import { outermost } from '../../src/wire/layers.ts';
import type { Arrival, Job, Kernel, Outgoing } from '../../src/engine/kernel.ts';
import type { Sockets } from '../../src/engine/transport/sockets.ts';
import { createTransport } from '../../src/engine/transport/transport.ts';

/** A packet as the pipe saw it leave. */
export interface Sent {
  readonly id: PacketId;
  readonly at: number;
  readonly from: NetnsName;
  readonly out: Outgoing;
  readonly packet: Packet;
  readonly bytes: Uint8Array;
}

export interface PipeOptions {
  /** One way, nanoseconds. */
  readonly delay?: number;
  /** Of the route at both ends. */
  readonly mtu?: number;
  /** True for a packet that vanishes on the way. */
  readonly loses?: (sent: Sent) => boolean;
  /** TTL that is taken off on the way. */
  readonly hops?: number;
  readonly world?: World;
}

export const world = deriveWorld(week4);

/** Namespaces joined by nothing but a delay: no devices, no routing, no programs. */
export class Pipe {
  readonly sent: Sent[] = [];
  readonly tcp: { readonly at: number; readonly netns: NetnsName; readonly step: TcpStep }[] = [];
  readonly refused: PacketId[] = [];
  readonly released: number[] = [];
  mtu: number;
  readonly #options: PipeOptions;
  readonly #world: World;
  readonly #queue = new Heap<{ at: number; seq: number; run: (() => void) | null }>(
    (a, b) => a.at < b.at || (a.at === b.at && a.seq < b.seq),
  );
  readonly #hosts = new Map<Ipv4Addr, Host>();
  #now = 0;
  #seq = 0;
  #cookies = 0;

  constructor(options: PipeOptions = {}) {
    this.#options = options;
    this.#world = options.world ?? world;
    this.mtu = options.mtu ?? 1500;
  }

  get now(): number {
    return this.#now;
  }

  /** A namespace of the lab at its own address, or at another. */
  host(name: string, address?: Ipv4Addr): Host {
    const netns = name as NetnsName;
    const ip = address ?? must(this.#world.pods.get(netns), `pod ${name}`).ip;
    const kernel = this.#kernel(netns, ip);
    const rows = new Map<number, SocketRow>();
    kernel.socket = (cookie, row) => void (row ? rows.set(cookie, row) : rows.delete(cookie));
    const host: Host = { ip, kernel, sockets: createTransport(kernel), rows };
    this.#hosts.set(ip, host);
    return host;
  }

  after(delay: number, run: () => void): { cancel(): void } {
    const task = { at: this.#now + delay, seq: this.#seq++, run: run as (() => void) | null };
    this.#queue.push(task);
    return { cancel: () => (task.run = null) };
  }

  /** Runs to the end, or to a point in time. */
  settle(until = Infinity): void {
    for (let task = this.#queue.pop(); task; task = this.#queue.pop()) {
      if (task.at > until) {
        this.#queue.push(task);
        this.#now = until;
        return;
      }
      if (!task.run) continue;
      this.#now = task.at;
      task.run();
    }
  }

  #kernel(netns: NetnsName, ip: Ipv4Addr): { -readonly [K in keyof Kernel]: Kernel[K] } {
    const to = { kind: 'to' as const };
    return {
      netns,
      world: this.#world,
      hooks: {
        connect4: ({ address, port }) => ({ ...to, address, port }),
        sendmsg4: ({ address, port }) => ({ ...to, address, port }),
        recvmsg4: ({ address, port }) => ({ address, port }),
        release: ({ cookie }) => void this.released.push(cookie),
      },
      now: () => this.#now as Nanos,
      after: (delay, run) => this.after(delay, run),
      rng: (name) => prng(1, `${netns} ${name}`),
      send: (out) => this.#send(netns, ip, out),
      routeTo: (dst) =>
        dst.startsWith('203.') ? { ok: false, errno: 'ENETUNREACH' } : { ok: true, src: ip, mtu: this.mtu },
      isLocal: (address) => address === ip,
      jobOf: () => null,
      learnPmtu: (_dst, mtu) => (this.mtu = mtu),
      icmpError: (about, { type, code }) => {
        const { bytes } = must(this.sent[about.packet], 'packet');
        const error: Layer =
          type === 3
            ? { kind: 'icmp-unreachable', code, mtu: 0, quote: bytes }
            : { kind: 'icmp-time-exceeded', code, quote: bytes };
        this.error(about.src, ip, error, about.packet);
      },
      tcpEvent: (_job, _packet, step) => void this.tcp.push({ at: this.#now, netns, step }),
      socket: () => {},
      cookie: () => ++this.#cookies,
    };
  }

  /** An ICMP error that arrives from `src`. */
  error(dst: Ipv4Addr, src: Ipv4Addr, layer: Layer, of: PacketId): void {
    this.#send('router' as NetnsName, src, {
      dst,
      src,
      ttl: 64,
      tos: 0xc0,
      pmtudisc: 'dont',
      ipId: null,
      layers: [layer],
      cause: { kind: 'icmp-error', of },
      job: null,
      label: 'icmp error',
    });
  }

  #send(from: NetnsName, ip: Ipv4Addr, out: Outgoing): ReturnType<Kernel['send']> {
    const id = this.sent.length as PacketId;
    const df = out.pmtudisc !== 'dont';
    const head = {
      tos: out.tos,
      id: out.ipId ?? 1,
      df,
      mf: false,
      fragOffset: 0,
      ttl: out.ttl,
      src: out.src ?? ip,
      dst: out.dst,
    };
    const packet: Packet = [{ kind: 'ipv4', ...head }, ...out.layers];
    const bytes = encode(packet);
    if (out.pmtudisc === 'do' && bytes.length > this.mtu)
      return { ok: false, packet: id, errno: 'EMSGSIZE', mtu: this.mtu };
    const sent: Sent = { id, at: this.#now, from, out, packet, bytes };
    this.sent.push(sent);
    if (this.#options.loses?.(sent) !== true) this.after(this.#options.delay ?? 100_000, () => this.#arrive(sent));
    return { ok: true, packet: id, src: head.src };
  }

  #arrive({ id, bytes, out }: Sent): void {
    const host = this.#hosts.get(out.dst);
    const [ip, ...layers] = decode(bytes, 'ipv4').packet;
    if (!host || ip?.kind !== 'ipv4') return;
    const ttl = out.ttl - (this.#options.hops ?? 0);
    const arrival: Arrival = {
      packet: id,
      job: out.job,
      src: ip.src,
      dst: ip.dst,
      ttl,
      tos: ip.tos,
      dev: 'x:eth0' as never,
      layers,
    };
    const receiver = host.sockets.receiverOf(arrival);
    if (receiver?.refused) this.refused.push(id);
    receiver?.take();
  }

  /** 'seconds label' of every packet that a host has sent. */
  labels(from?: Host): readonly string[] {
    return this.sent.filter((s) => !from || s.from === from.kernel.netns).map((s) => s.out.label);
  }

  /** The TCP headers of what a host has sent. */
  segments(from: Host): readonly { readonly at: number; readonly tcp: Layer<'tcp'>; readonly length: number }[] {
    return this.sent
      .filter((s) => s.from === from.kernel.netns)
      .map((s) => ({ at: s.at, tcp: must(outermost(s.packet, 'tcp'), 'tcp'), length: s.bytes.length }));
  }
}

export interface Host {
  readonly ip: Ipv4Addr;
  readonly kernel: Kernel;
  readonly sockets: Sockets & ReturnType<typeof createTransport>;
  readonly rows: ReadonlyMap<number, SocketRow>;
}

export interface FakeJob extends Job {
  readonly out: { stdout: string; stderr: string; code: number | null };
  readonly steps: JobStep[];
}

export function fakeJob(): FakeJob {
  const out = { stdout: '', stderr: '', code: null as number | null };
  const steps: JobStep[] = [];
  return {
    id: 0 as JobId,
    out,
    steps,
    step: (step) => void steps.push(step),
    print: (stream, text) => void (out[stream] += text),
    exit: (code) => void (out.code ??= code),
    get exited() {
      return out.code !== null;
    },
  };
}
