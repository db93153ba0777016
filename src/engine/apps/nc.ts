import type { Nanos } from '../../lab/names.ts';
import { targetText } from '../../trace/stimulus-text.ts';
import type { Errno } from '../../trace/verdict.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import type { Job, Timer } from '../kernel.ts';
import { SECOND } from '../timing.ts';
import type { SocketError, TcpSocket } from '../transport/sockets.ts';
import { CONNECT_ERRORS } from './curl-codes.ts';
import type { App, AppHost, AppStimulus } from './host.ts';
import { type Libc, libcOf } from '../../lab/libc.ts';
import { errorText, nameErrorText } from './libc.ts';
import { resolve } from './resolver.ts';
import { endedBySignal } from './signals.ts';
import { THINK } from './think-time.ts';

/** What getservbyport() finds in the /etc/services of Debian, of the ports that a lab may serve. */
const SERVICES: ReadonlyMap<number, string> = new Map([
  [22, 'ssh'],
  [53, 'domain'],
  [80, 'http'],
  [179, 'bgp'],
  [443, 'https'],
  [8080, 'http-alt'],
]);

const UDP_SERVICES: ReadonlyMap<number, string> = new Map([
  [53, 'domain'],
  [123, 'ntp'],
  [443, 'https'],
]);
/** UDP_SCAN_TIMEOUT. */
const UDP_SECONDS = 3;

/** A connection that took too long leaves errno as the connect() that does not block set it: EINPROGRESS. */
const IN_PROGRESS: Readonly<Record<Libc, string>> = {
  musl: 'Operation in progress',
  glibc: 'Operation now in progress',
};

/** `nc -z` of OpenBSD netcat 1.219 as Debian has it (netcat.c main, connect_with_timeout): connects, says so, closes. */
export const nc: App<'nc'> = (host, stimulus, job) => {
  const check = new Check(host, stimulus, job);
  check.start();
  return endedBySignal(job, () => check.close());
};

class Check {
  readonly #host: AppHost;
  readonly #stimulus: AppStimulus<'nc'>;
  readonly #job: Job;
  readonly #libc: Libc;
  /** Host or address as typed. */
  readonly #name: string;
  /** As typed, and for a name the address that it has, in parentheses. */
  #peer: string;
  #stopResolving = (): void => {};
  #closeUdp = (): void => {};
  #timer: Timer | null = null;
  #socket: TcpSocket | null = null;
  #phase: 'connecting' | 'open' | 'over' = 'connecting';

  constructor(host: AppHost, stimulus: AppStimulus<'nc'>, job: Job) {
    this.#host = host;
    this.#stimulus = stimulus;
    this.#job = job;
    const { world, netns } = host.kernel;
    this.#libc = libcOf(world, netns);
    this.#name = targetText(stimulus.target);
    this.#peer = this.#name;
  }

  start(): void {
    const { port, target } = this.#stimulus;
    this.#stopResolving = resolve(this.#host, target, {
      job: this.#job,
      process: 'nc',
      done: (found) => {
        if (found.ok) return this.#connect(found.address);
        const why = nameErrorText(found.error, this.#libc);
        this.#job.print('stderr', `nc: getaddrinfo for host "${this.#name}" port ${port}: ${why}\n`);
        return this.#quit(1);
      },
    });
  }

  #connect(address: Ipv4Addr): void {
    const { port, wait, target } = this.#stimulus;
    if (target.kind === 'name') this.#peer = `${this.#name} (${address})`;
    this.#job.step({ kind: 'connecting', address, port });
    if (this.#stimulus.udp === true) return this.#probe(address);
    if (wait !== null) this.#timer = this.#host.kernel.after(wait * SECOND, () => this.#tooLate());
    const answer = this.#host.sockets.connectTcp({
      job: this.#job,
      process: 'nc',
      to: { address, port },
      localPort: null,
      events: {
        connected: () => this.#connected(address),
        data: () => {},
        end: () => {},
        failed: (errno) => this.#failed(errno),
      },
    });
    if (answer.ok) this.#socket = answer.socket;
    else this.#failed(answer.errno);
    return undefined;
  }

  /**
   * -u: two bytes at once, then one each second for three seconds or -w; open unless a port unreachable comes back
   * (udptest with Debian's patch udp-scan-timeout).
   */
  #probe(address: Ipv4Addr): void {
    const { kernel, sockets } = this.#host;
    const { port, wait } = this.#stimulus;
    let refused = false;
    const socket = sockets.openUdp({
      job: this.#job,
      process: 'nc',
      port: null,
      onDatagram: () => {},
      onError: () => (refused = true),
    });
    this.#closeUdp = () => socket.close();
    const errno = socket.connect({ address, port });
    if (errno !== null) return this.#failed(errno);
    const write = (): void =>
      void socket.sendTo({ address, port }, [{ kind: 'data', bytes: Uint8Array.of(0x58) }], { label: 'UDP probe' });
    let left = wait ?? UDP_SECONDS;
    const next = (): void => {
      if (refused) return this.#quit(1);
      if (left === 0) {
        this.#job.step({ kind: 'connected', address, port });
        this.#succeeded();
        return this.#quit(0);
      }
      left -= 1;
      this.#timer = kernel.after(SECOND, () => {
        if (!refused) write();
        next();
      });
      return undefined;
    };
    write();
    write();
    next();
    return undefined;
  }

  #succeeded(): void {
    const { port, udp } = this.#stimulus;
    const proto = udp === true ? 'udp' : 'tcp';
    const services = udp === true ? UDP_SERVICES : SERVICES;
    this.#say(`Connection to ${this.#peer} ${port} port [${proto}/${services.get(port) ?? '*'}] succeeded!`);
  }

  #connected(address: Ipv4Addr): void {
    const { port } = this.#stimulus;
    this.#phase = 'open';
    this.#timer?.cancel();
    this.#job.step({ kind: 'connected', address, port });
    this.#succeeded();
    this.#timer = this.#host.kernel.after(THINK.portChecked, () => this.#quit(0));
  }

  /** After the handshake nc neither reads nor writes, so that it does not hear of a reset. */
  #failed(errno: SocketError): void {
    if (this.#phase !== 'connecting') return;
    if (CONNECT_ERRORS.includes(errno)) this.#job.step({ kind: 'refused', errno: errno as Errno });
    this.#say(`nc: connect to ${this.#where()} failed: ${errorText(errno, this.#libc)}`);
    this.#quit(1);
  }

  #tooLate(): void {
    this.#job.step({ kind: 'timeout', after: ((this.#stimulus.wait ?? 0) * SECOND) as Nanos });
    this.#say(`nc: connect to ${this.#where()} timed out: ${IN_PROGRESS[this.#libc]}`);
    this.#quit(1);
  }

  #where(): string {
    return `${this.#peer} port ${this.#stimulus.port} (${this.#stimulus.udp === true ? 'udp' : 'tcp'})`;
  }

  /** Without -v nc keeps all of this to itself. */
  #say(line: string): void {
    if (this.#stimulus.verbose) this.#job.print('stderr', `${line}\n`);
  }

  close(): void {
    this.#phase = 'over';
    this.#stopResolving();
    this.#closeUdp();
    this.#timer?.cancel();
    this.#socket?.close();
  }

  #quit(code: number): void {
    if (this.#phase === 'over') return;
    this.close();
    this.#job.exit(code);
  }
}
