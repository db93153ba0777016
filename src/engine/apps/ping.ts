import { targetText } from '../../trace/stimulus-text.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import type { Job, Kernel, Timer } from '../kernel.ts';
import { MILLISECOND, SECOND } from '../timing.ts';
import type { EchoReply, PingSocket, QueuedError } from '../transport/sockets.ts';
import type { App, AppHost, AppStimulus } from './host.ts';
import { hostsFile } from '../../lab/hosts-file.ts';
import type { Libc } from './libc.ts';
import { errorText, libcOf, nameErrorText } from './libc.ts';
import { MICROSECOND, microseconds } from './micros.ts';
import { icmpErrorText, statisticsText, tripText } from './ping-text.ts';
import { resolve } from './resolver.ts';

/** struct timeval in front of the data: without room for it, ping measures no time. */
const STAMP = 16;
/** IPv4 and ICMP header. */
const HEADERS = 28;
/** What an unprivileged user may ask for, and what keeps a run finite. Seconds. */
const MIN_INTERVAL = 0.002;

/** ping of iputils 20221126, without reverse lookups beyond /etc/hosts. */
export const ping: App<'ping'> = (host, stimulus, job) => {
  const libc = libcOf(host.kernel.world.netns.get(host.kernel.netns)?.kind ?? 'node');
  const die = (text: string): void => {
    job.print('stderr', `ping: ${text}\n`);
    job.exit(2);
  };
  resolve(host, stimulus.target, {
    job,
    process: 'ping',
    done(found) {
      if (!found.ok) return die(`${targetText(stimulus.target)}: ${nameErrorText(found.error, libc)}`);
      const route = host.kernel.routeTo(found.address);
      if (!route.ok) return die(`connect: ${errorText(route.errno, libc)}`);
      new Run(host, stimulus, job, found.address, found.name, libc).start();
      return undefined;
    },
  });
};

class Run {
  readonly #kernel: Kernel;
  readonly #stimulus: AppStimulus<'ping'>;
  readonly #job: Job;
  readonly #address: Ipv4Addr;
  readonly #name: string;
  readonly #libc: Libc;
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

  constructor(host: AppHost, stimulus: AppStimulus<'ping'>, job: Job, address: Ipv4Addr, name: string, libc: Libc) {
    this.#kernel = host.kernel;
    this.#stimulus = stimulus;
    this.#job = job;
    this.#address = address;
    this.#name = name;
    this.#libc = libc;
    const { icmpId } = host.kernel.world.file.recorded;
    const id = stimulus.id ?? icmpId ?? host.kernel.rng(`icmp-id ${job.id}`).between(1, 0xffff);
    const onReply = (reply: EchoReply): void => this.#onReply(reply);
    const onError = (error: QueuedError): void => this.#onError(error);
    this.#socket = host.sockets.openPing({ job, process: 'ping', id, onReply, onError });
  }

  start(): void {
    const { size, deadline } = this.#stimulus;
    this.#print(`PING ${this.#name} (${this.#address}) ${size}(${size + HEADERS}) bytes of data.\n`);
    if (deadline !== null) this.#deadline = this.#kernel.after(Math.round(deadline * SECOND), () => this.#finish());
    this.#send();
  }

  #send(): void {
    const { count, deadline, interval, ttl, pmtudisc } = this.#stimulus;
    const now = this.#kernel.now();
    this.#transmitted += 1;
    this.#lastSent = now;
    const seq = this.#transmitted & 0xffff;
    this.#sentAt.set(seq, now);
    this.#heard.delete(seq);
    const bytes = this.#payload(now);
    // With a deadline ping goes on beyond the count until so many have been answered (pinger).
    const goesOn = this.#transmitted < count || deadline !== null;
    const pause = goesOn ? Math.max(interval, MIN_INTERVAL) * SECOND : this.#lastWait();
    this.#next = this.#kernel.after(Math.round(pause), () => (goesOn ? this.#send() : this.#finish()));
    const sent = this.#socket.send({ dst: this.#address, seq, bytes, ttl, pmtudisc });
    if (sent.ok) return;
    if (sent.errno === 'EMSGSIZE') {
      this.#errors += 1;
      this.#complain(`local error: message too long, mtu=${sent.mtu ?? 0}`);
    } else this.#complain(`sendmsg: ${errorText(sent.errno, this.#libc)}`);
    this.#finishIfDone();
  }

  /** How long to wait after the last packet: two round trips once there was an answer, else -W (__schedule_exit). */
  #lastWait(): number {
    const { interval, wait } = this.#stimulus;
    if (this.#received === 0) return wait * SECOND;
    return Math.max(2 * Math.max(0, ...this.#trips) * MICROSECOND, interval * SECOND);
  }

  /** The time of sending, then 0x10, 0x11 and so on. */
  #payload(now: number): Uint8Array {
    const bytes = Uint8Array.from({ length: this.#stimulus.size }, (_, i) => i & 0xff);
    if (bytes.length < STAMP) return bytes;
    const { seconds } = this.#kernel.world.epoch;
    const words = [seconds + Math.floor(now / SECOND), Math.trunc((now % SECOND) / MICROSECOND)];
    for (const [half, word] of words.entries()) {
      for (let i = 0; i < 8; i++) bytes[half * 8 + i] = Math.trunc(word / 256 ** i) & 0xff;
    }
    return bytes;
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
    this.#print(`${reply.length} bytes from ${from}: icmp_seq=${reply.seq} ttl=${reply.ttl}${time}${oddities}\n`);
    this.#finishIfDone();
  }

  #onError(error: QueuedError): void {
    const seq = error.quote.to;
    if (this.#over || error.quote.dst !== this.#address || !this.#sentAt.has(seq)) return;
    this.#acknowledge(seq);
    this.#errors += 1;
    this.#print(`From ${this.#addressText(error.offender)} icmp_seq=${seq} ${icmpErrorText(error)}\n`);
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
    if (this.#received + this.#errors >= count || (deadline !== null && this.#errors > 0)) this.#finish();
  }

  #finish(): void {
    if (this.#over) return;
    this.#over = true;
    this.#next?.cancel();
    this.#deadline?.cancel();
    this.#socket.close();
    const { count, deadline, size } = this.#stimulus;
    const received = this.#received;
    const first = this.#sentAt.get(1) ?? this.#lastSent;
    this.#print(
      statisticsText(this.#name, {
        transmitted: this.#transmitted,
        received,
        duplicates: this.#duplicates,
        errors: this.#errors,
        time: Math.round((this.#lastSent - first) / MILLISECOND),
        pipe: this.#pipe,
        trips: size >= STAMP ? this.#trips : null,
      }),
    );
    this.#job.exit(received === 0 || (deadline !== null && received < count) ? 1 : 0);
  }

  /** A name was typed: then addresses are looked up, and stand for themselves when nobody knows them (pr_addr). */
  #addressText(address: Ipv4Addr): string {
    if (this.#stimulus.target.kind === 'address') return address;
    const known = [...hostsFile(this.#kernel.world, this.#kernel.netns)].find(([, ip]) => ip === address);
    return `${known?.[0] ?? address} (${address})`;
  }

  #print(text: string): void {
    this.#job.print('stdout', text);
  }

  #complain(text: string): void {
    this.#job.print('stderr', `ping: ${text}\n`);
  }
}
