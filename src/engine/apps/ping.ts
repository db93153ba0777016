import { PING_DEFAULTS } from '../../trace/stimulus-defaults.ts';
import type { PingOptions } from '../../trace/stimulus.ts';
import { targetText } from '../../trace/stimulus-text.ts';
import type { Errno } from '../../trace/verdict.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import type { Job, Kernel, Timer } from '../kernel.ts';
import { MILLISECOND, SECOND } from '../timing.ts';
import type { EchoReply, PingSocket, QueuedError } from '../transport/sockets.ts';
import type { App, AppHost, AppStimulus } from './host.ts';
import { nameOfAddress } from '../../lab/hosts-file.ts';
import { type Libc, libcOf } from '../../lab/libc.ts';
import { errorText, nameErrorText, NOT_AVAILABLE } from './libc.ts';
import { localAddressOf } from './local-address.ts';
import { MICROSECOND, microseconds } from './micros.ts';
import { echoData, patternBytes, STAMP } from './ping-data.ts';
import { icmpErrorText, statisticsText, tripText, unixStamp } from './ping-text.ts';
import { resolve } from './resolver.ts';
import { SIGNAL_EXIT } from './signals.ts';

/** IPv4 and ICMP header. */
const HEADERS = 28;
/** What an unprivileged user may ask for, and what keeps a run finite. Seconds. */
const MIN_INTERVAL = 0.002;

type Ping = AppStimulus<'ping'> & PingOptions;

/**
 * ping of iputils 20240117 as Ubuntu 24.04 has it, on pods 20240905 as netshoot has it, without reverse lookups beyond /etc/hosts. `-I DEVICE` takes the
 * device's address as the source; the routing table still chooses the way.
 */
export const ping: App<'ping'> = (host, stimulus, job) => {
  const libc = libcOf(host.kernel.world, host.kernel.netns);
  const options = { ...PING_DEFAULTS, ...stimulus };
  const { source, quiet, pattern } = options;
  let run: Run | null = null;
  const die = (text: string): void => {
    job.print('stderr', `ping: ${text}\n`);
    job.exit(2);
  };
  const fill = patternBytes(pattern);
  if (pattern !== null && fill === null) {
    die(`patterns must be specified as hex digits: ${pattern.replace(/^[0-9a-f]*/i, '')}`);
    return { signal: () => {} };
  }
  if (fill !== null && !quiet)
    job.print('stdout', `PATTERN: 0x${fill.map((b) => b.toString(16).padStart(2, '0')).join('')}\n`);
  const stopResolving = resolve(host, stimulus.target, {
    job,
    process: 'ping',
    done(found) {
      if (!found.ok) return die(`${targetText(stimulus.target)}: ${nameErrorText(found.error, libc)}`);
      const local = source === null ? null : localAddressOf(host.kernel, source);
      if (local?.kind === 'no-device') return die(`SO_BINDTODEVICE ${source}: No such device`);
      const route = host.kernel.routeTo(found.address);
      if (!route.ok) return die(`connect: ${errorText(route.errno, libc)}`);
      if (local?.kind === 'foreign') return die(`bind: ${NOT_AVAILABLE[libc]}`);
      const bound = local && { address: local.address, device: local.device };
      run = new Run({ host, options, job, address: found.address, name: found.name, libc, bound, fill });
      run.start();
      return undefined;
    },
  });
  return {
    signal(name) {
      if (job.exited) return;
      // SIGINT is caught once the name is known (ping_common.c setup, sigexit).
      if (run !== null && name === 'INT') return run.finish();
      if (run === null) stopResolving();
      else run.close();
      job.exit(SIGNAL_EXIT[name]);
    },
  };
};

interface Ask {
  readonly host: AppHost;
  readonly options: Ping;
  readonly job: Job;
  readonly address: Ipv4Addr;
  readonly name: string;
  readonly libc: Libc;
  /** What -I says. */
  readonly bound: { readonly address: Ipv4Addr; readonly device: string | null } | null;
  readonly fill: readonly number[] | null;
}

class Run {
  readonly #ask: Ask;
  readonly #kernel: Kernel;
  readonly #stimulus: Ping;
  readonly #job: Job;
  readonly #address: Ipv4Addr;
  readonly #socket: PingSocket;
  readonly #sentAt = new Map<number, number>();
  readonly #heard = new Set<number>();
  readonly #trips: number[] = [];
  #next: Timer | null = null;
  #deadline: Timer | null = null;
  #transmitted = 0;
  #received = 0;
  #duplicates = 0;
  #errors = 0;
  /** Most packets under way at once. */
  #pipe = 0;
  #lastSent = 0;
  #over = false;

  constructor(ask: Ask) {
    const { host, options, job } = ask;
    this.#ask = ask;
    this.#kernel = host.kernel;
    this.#stimulus = options;
    this.#job = job;
    this.#address = ask.address;
    const { icmpId } = host.kernel.world.file.recorded;
    const id = options.id ?? icmpId ?? host.kernel.rng(`icmp-id ${job.id}`).between(1, 0xffff);
    const onReply = (reply: EchoReply): void => this.#onReply(reply);
    const onError = (error: QueuedError): void => this.#onError(error);
    this.#socket = host.sockets.openPing({ job, process: 'ping', id, onReply, onError });
  }

  start(): void {
    const { size, deadline } = this.#stimulus;
    const { bound, name } = this.#ask;
    const from = bound === null ? '' : `from ${bound.address} ${bound.device ?? ''}: `;
    this.#print(`PING ${name} (${this.#address}) ${from}${size}(${size + HEADERS}) bytes of data.\n`);
    if (deadline !== null) this.#deadline = this.#kernel.after(Math.round(deadline * SECOND), () => this.finish());
    this.#send();
  }

  #send(): void {
    const { count, deadline, interval, ttl, pmtudisc } = this.#stimulus;
    const now = this.#kernel.now();
    if (this.#stimulus.outstanding && this.#transmitted > 0 && !this.#heard.has(this.#transmitted & 0xffff))
      this.#print(`${this.#stamp()}no answer yet for icmp_seq=${this.#transmitted & 0x7fff}\n`);
    this.#transmitted += 1;
    this.#lastSent = now;
    const seq = this.#transmitted & 0xffff;
    this.#sentAt.set(seq, now);
    this.#heard.delete(seq);
    const bytes = echoData(this.#kernel.world, now, this.#stimulus.size, this.#ask.fill);
    // With a deadline ping goes on beyond the count until so many have been answered (pinger).
    const goesOn = count === null || this.#transmitted < count || deadline !== null;
    const pause = goesOn ? Math.max(interval, MIN_INTERVAL) * SECOND : this.#lastWait();
    this.#next = this.#kernel.after(Math.round(pause), () => (goesOn ? this.#send() : this.finish()));
    const sent = this.#socket.send({
      dst: this.#address,
      seq,
      bytes,
      ttl,
      pmtudisc,
      src: this.#ask.bound?.address ?? null,
    });
    if (sent.ok) return;
    this.#refused(sent.errno, sent.mtu);
    this.#finishIfDone();
  }

  /**
   * The kernel would not send. 20240117 reads the error queue (ping4_receive_error_msg), where a local error is neither
   * told nor counted with -q; 20240905, which netshoot has, takes EMSGSIZE as it comes (pinger).
   */
  #refused(errno: Errno, mtu: number | null): void {
    const { libc } = this.#ask;
    const { quiet } = this.#stimulus;
    const tooLong = errno === 'EMSGSIZE';
    if (tooLong && (libc === 'musl' || !quiet)) this.#errors += 1;
    if (quiet) return;
    if (tooLong && libc === 'glibc') this.#complain(`local error: message too long, mtu=${mtu ?? 0}`);
    else this.#complain(`sendmsg: ${errorText(errno, libc)}`);
  }

  /** How long to wait after the last packet: two round trips once there was an answer, else -W (__schedule_exit). */
  #lastWait(): number {
    const { interval, wait } = this.#stimulus;
    if (this.#received === 0) return wait * SECOND;
    return Math.max(2 * Math.max(0, ...this.#trips) * MICROSECOND, interval * SECOND);
  }

  #onReply(reply: EchoReply): void {
    const sentAt = this.#sentAt.get(reply.seq);
    if (this.#over || sentAt === undefined) return;
    this.#acknowledge(reply.seq);
    const trip = microseconds(this.#kernel.now() - sentAt);
    const timed = this.#stimulus.size >= STAMP;
    if (timed) this.#trips.push(trip);
    const again = this.#heard.has(reply.seq);
    if (again) this.#duplicates += 1;
    else this.#received += 1;
    this.#heard.add(reply.seq);
    const time = timed ? ` time=${tripText(trip)} ms` : '';
    const oddities = (again ? ' (DUP!)' : '') + (reply.src === this.#address ? '' : ' (DIFFERENT ADDRESS!)');
    const from = this.#addressText(reply.src);
    if (!this.#stimulus.quiet)
      this.#print(
        `${this.#stamp()}${reply.length} bytes from ${from}: icmp_seq=${reply.seq} ttl=${reply.ttl}${time}${oddities}\n`,
      );
    this.#finishIfDone();
  }

  #onError(error: QueuedError): void {
    const seq = error.quote.to;
    if (this.#over || error.quote.dst !== this.#address || !this.#sentAt.has(seq)) return;
    this.#acknowledge(seq);
    this.#errors += 1;
    const from = this.#addressText(error.offender);
    if (!this.#stimulus.quiet) this.#print(`${this.#stamp()}From ${from} icmp_seq=${seq} ${icmpErrorText(error)}\n`);
    this.#finishIfDone();
  }

  /** ping_common.c acknowledge. */
  #acknowledge(seq: number): void {
    const behind = (this.#transmitted - seq) & 0xffff;
    if (behind <= 0x7fff) this.#pipe = Math.max(this.#pipe, behind + 1);
  }

  /** main_loop: everything is answered, or a deadline has been given and something went wrong. */
  #finishIfDone(): void {
    const { count, deadline } = this.#stimulus;
    const all = count !== null && this.#received + this.#errors >= count;
    if (all || (deadline !== null && this.#errors > 0)) this.finish();
  }

  close(): void {
    this.#over = true;
    this.#next?.cancel();
    this.#deadline?.cancel();
    this.#socket.close();
  }

  /** Prints the statistics and exits. */
  finish(): void {
    if (this.#over) return;
    this.close();
    const { count, deadline, size } = this.#stimulus;
    const received = this.#received;
    const first = this.#sentAt.get(1) ?? this.#lastSent;
    this.#print(
      statisticsText(this.#ask.name, {
        transmitted: this.#transmitted,
        received,
        duplicates: this.#duplicates,
        errors: this.#errors,
        time: Math.round((this.#lastSent - first) / MILLISECOND),
        pipe: this.#pipe,
        trips: size >= STAMP ? this.#trips : null,
      }),
    );
    this.#job.exit(received === 0 || (deadline !== null && count !== null && received < count) ? 1 : 0);
  }

  /** A name was typed: then addresses are looked up, and stand for themselves when nobody knows them (pr_addr). */
  #addressText(address: Ipv4Addr): string {
    if (this.#stimulus.numeric || this.#stimulus.target.kind === 'address') return address;
    return `${nameOfAddress(this.#kernel.world, this.#kernel.netns, address) ?? address} (${address})`;
  }

  /** What -D puts before a line. */
  #stamp(): string {
    return this.#stimulus.timestamps ? `${unixStamp(this.#kernel.world, this.#kernel.now())} ` : '';
  }

  #print(text: string): void {
    this.#job.print('stdout', text);
  }

  #complain(text: string): void {
    this.#job.print('stderr', `ping: ${text}\n`);
  }
}
