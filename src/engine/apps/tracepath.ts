import { targetText } from '../../trace/stimulus-text.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import type { Job, Timer } from '../kernel.ts';
import { SECOND } from '../timing.ts';
import type { QueuedError, UdpSocket } from '../transport/sockets.ts';
import type { App, AppHost, AppStimulus } from './host.ts';
import { nameOfAddress } from '../../lab/hosts-file.ts';
import { libcOf } from '../../lab/libc.ts';
import { nameErrorText } from './libc.ts';
import { microseconds, millisText } from './micros.ts';
import { resolve } from './resolver.ts';
import { endedBySignal } from './signals.ts';
import { THINK } from './think-time.ts';

/** tracepath.c: the first port, how many probes are remembered, the column of the times. */
const BASE_PORT = 44444;
const HISTORY = 64;
const HOST_COLUMN = 52;
const TRIES = 3;
const MTU_START = 65535;
/** IPv4 and UDP header. */
const OVERHEAD = 28;

/** tracepath of iputils, where without -n only /etc/hosts is asked for names: finds the path MTU with full-sized datagrams that must not be cut. */
export const tracepath: App<'tracepath'> = (host, stimulus, job) => {
  let run: Run | null = null;
  const stopResolving = resolve(host, stimulus.target, {
    job,
    process: 'tracepath',
    done(found) {
      if (found.ok) {
        run = new Run(host, stimulus, job, found.address);
        return run.start();
      }
      const why = nameErrorText(found.error, libcOf(host.kernel.world, host.kernel.netns));
      job.print('stderr', `tracepath: ${targetText(stimulus.target)}: ${why}\n`);
      return job.exit(1);
    },
  });
  return endedBySignal(job, () => (run === null ? stopResolving() : run.close()));
};

/** What a probe came to: the way is at its end, one hop is known, or nobody has answered. */
type Result = 'done' | 'progress' | 'silence';

class Run {
  readonly #host: AppHost;
  readonly #job: Job;
  readonly #address: Ipv4Addr;
  readonly #maxHops: number;
  readonly #names: boolean;
  readonly #socket: UdpSocket;
  readonly #history = new Map<number, { readonly ttl: number; readonly at: number }>();
  readonly #early: QueuedError[] = [];
  #slot = 0;
  #ttl = 1;
  #tries = 0;
  #mtu = MTU_START;
  /** The MTU when the present try began: a change starts the hop anew. */
  #mtuBefore = MTU_START;
  #wait: Timer | null = null;
  #pause: Timer | null = null;
  #ends: { readonly to: number; readonly back: number } | null = null;

  constructor(host: AppHost, stimulus: AppStimulus<'tracepath'>, job: Job, address: Ipv4Addr) {
    this.#host = host;
    this.#job = job;
    this.#address = address;
    this.#maxHops = stimulus.maxHops;
    this.#names = stimulus.names === true;
    const onError = (error: QueuedError): void => this.#onError(error);
    const onDatagram = (): void => this.#onDatagram();
    this.#socket = host.sockets.openUdp({ job, process: 'tracepath', port: null, onError, onDatagram });
  }

  start(): void {
    this.#mtuBefore = this.#mtu;
    this.#probe();
  }

  #probe(): void {
    const { kernel } = this.#host;
    const route = kernel.routeTo(this.#address);
    if (!route.ok) return this.#failed();
    // The kernel refuses the first datagram of 65535 bytes before it becomes a packet (ip_append_data).
    if (this.#mtu > route.mtu) this.#narrowed(route.mtu);
    const port = BASE_PORT + this.#slot;
    this.#history.set(port, { ttl: this.#ttl, at: kernel.now() });
    this.#slot = (this.#slot + 1) % HISTORY;
    const bytes = new Uint8Array(this.#mtu - OVERHEAD);
    bytes[0] = this.#ttl;
    const options = { label: `UDP probe ttl ${this.#ttl}`, ttl: this.#ttl, pmtudisc: 'do' } as const;
    const sent = this.#socket.sendTo({ address: this.#address, port }, [{ kind: 'data', bytes }], options);
    if (!sent.ok) return this.#failed();
    this.#wait = kernel.after(SECOND, () => this.#took('silence'));
    const late = this.#early.shift();
    if (late) this.#onError(late);
    return undefined;
  }

  #narrowed(mtu: number): void {
    this.#print(`${this.#number(this.#ttl)}?: ${'[LOCALHOST]'.padEnd(32)} pmtu ${mtu}\n`);
    this.#mtu = mtu;
  }

  #failed(): void {
    this.#print(`${this.#number(this.#ttl)}:  send failed\n`);
    this.#took('done');
  }

  #onError(error: QueuedError): void {
    if (this.#wait === null) {
      this.#early.push(error);
      return;
    }
    const sent = this.#history.get(error.quote.to);
    this.#history.delete(error.quote.to);
    const head = sent ? `${this.#number(sent.ttl)}:  ` : `${this.#number(this.#ttl)}?: `;
    const time = sent ? `${millisText(microseconds(this.#host.kernel.now() - sent.at)).padStart(7)}ms ` : '';
    this.#print(`${head}${this.#hostText(error.offender).padEnd(HOST_COLUMN)}${time}`);
    this.#took(this.#judge(error, sent?.ttl ?? this.#ttl));
  }

  /** Without -n the name if there is one, and the address alone if not (print_host). */
  #hostText(address: Ipv4Addr): string {
    const { world, netns } = this.#host.kernel;
    return (this.#names ? nameOfAddress(world, netns, address) : null) ?? address;
  }

  /** The end of the line, and what it means (recverr). */
  #judge(error: QueuedError, ttl: number): Result {
    const back = hopsBack(error.ttl);
    if (error.type === 11 && error.code === 0) {
      this.#print(back === ttl ? '\n' : `asymm ${this.#number(back)} \n`);
      return 'progress';
    }
    switch (error.errno) {
      case 'EMSGSIZE':
        this.#print(`pmtu ${error.mtu}\n`);
        this.#mtu = error.mtu;
        return 'progress';
      case 'ECONNREFUSED':
        this.#print('reached\n');
        this.#ends = { to: ttl, back };
        return 'done';
      case 'EHOSTUNREACH':
        this.#print('!H\n');
        return 'done';
      case 'ENETUNREACH':
        this.#print('!N\n');
        return 'done';
      case 'EACCES':
        this.#print('!A\n');
        return 'done';
      default:
        this.#print('\n');
        return 'done';
    }
  }

  #onDatagram(): void {
    this.#print(`${this.#number(this.#ttl)}?: reply received 8)\n`);
    this.#took('done');
  }

  /** Goes on after a probe: main() of tracepath.c. */
  #took(result: Result): void {
    this.#wait?.cancel();
    this.#wait = null;
    if (this.#mtu !== this.#mtuBefore && result !== 'done') this.#tries = 0;
    else if (result === 'silence' && this.#tries + 1 < TRIES) this.#tries += 1;
    else {
      if (result === 'silence') this.#print(`${this.#number(this.#ttl)}:  no reply\n`);
      if (result === 'done' || this.#ttl >= this.#maxHops) return this.#quit(result);
      this.#tries = 0;
      this.#ttl += 1;
    }
    this.#mtuBefore = this.#mtu;
    this.#pause = this.#host.kernel.after(THINK.nextProbe, () => this.#probe());
    return undefined;
  }

  #quit(result: Result): void {
    if (result !== 'done') this.#print(`     Too many hops: pmtu ${this.#mtu}\n`);
    const hops = this.#ends ? `hops ${this.#ends.to} back ${this.#ends.back} ` : '';
    this.#print(`     Resume: pmtu ${this.#mtu} ${hops}\n`);
    this.close();
    this.#job.exit(0);
  }

  close(): void {
    this.#wait?.cancel();
    this.#pause?.cancel();
    this.#socket.close();
  }

  #number(n: number): string {
    return `${n}`.padStart(2);
  }

  #print(text: string): void {
    this.#job.print('stdout', text);
  }
}

/** How many hops an answer has come, if its sender began with 64, 128 or 255. */
function hopsBack(ttl: number): number {
  if (ttl <= 64) return 65 - ttl;
  return ttl <= 128 ? 129 - ttl : 256 - ttl;
}
