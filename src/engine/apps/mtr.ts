import { targetText } from '../../trace/stimulus-text.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import type { Job, Kernel, Timer } from '../kernel.ts';
import { SECOND } from '../timing.ts';
import { wallClock } from './clock-text.ts';
import type { App, AppHost, AppStimulus } from './host.ts';
import { nameOfAddress } from '../../lab/hosts-file.ts';
import { libcOf } from '../../lab/libc.ts';
import { nameErrorText } from './libc.ts';
import { microseconds } from './micros.ts';
import { emptyHop, heard, type MtrHop, reportText } from './mtr-report.ts';
import { resolve } from './resolver.ts';
import { endedBySignal } from './signals.ts';
import type { Answer, Prober } from './traceroute-probes.ts';
import { proberOf } from './traceroute-probes.ts';

/** How many hops a round is thought to have before one has ended (net.c numhosts). */
const HOSTS = 10;
/** Hops without an answer that end a round (maxUnknown), and seconds that late answers have (GraceTime). */
const UNKNOWN_MAX = 12;
const GRACE = 5;
/** First destination port of UDP probes (packet/protocols.h MIN_PORT). */
const UDP_PORT = 33000;

/** `mtr -r` of mtr 0.95; without -n only /etc/hosts is asked for names. */
export const mtr: App<'mtr'> = (host, stimulus, job) => {
  const name = targetText(stimulus.target);
  let run: Run | null = null;
  const stopResolving = resolve(host, stimulus.target, {
    job,
    process: 'mtr',
    done(found) {
      if (found.ok) {
        run = new Run(host, stimulus, job, found.address);
        return run.start();
      }
      const why = nameErrorText(found.error, libcOf(host.kernel.world, host.kernel.netns));
      job.print('stderr', `mtr: Failed to resolve host: ${name}: ${why}\n`);
      // A report goes on with the next name, of which there is none (mtr.c main).
      return job.exit(0);
    },
  });
  return endedBySignal(job, () => (run === null ? stopResolving() : run.close()));
};

class Run {
  readonly #kernel: Kernel;
  readonly #stimulus: AppStimulus<'mtr'>;
  readonly #job: Job;
  readonly #address: Ipv4Addr;
  readonly #prober: Prober;
  readonly #hops: MtrHop[] = [];
  readonly #sent: { readonly hop: number; readonly at: number; answered: boolean }[] = [];
  #at = 0;
  #rounds = 0;
  #hosts = HOSTS;
  #timer: Timer | null = null;

  constructor(host: AppHost, stimulus: AppStimulus<'mtr'>, job: Job, address: Ipv4Addr) {
    this.#kernel = host.kernel;
    this.#stimulus = stimulus;
    this.#job = job;
    this.#address = address;
    const { method } = stimulus;
    const port = method === 'tcp' ? stimulus.port : UDP_PORT;
    const onAnswer = (probe: number, answer: Answer): void => this.#onAnswer(probe, answer);
    this.#prober = proberOf({ host, job, address, process: 'mtr', method, port, onAnswer });
  }

  start(): void {
    this.#job.print('stdout', `Start: ${wallClock(this.#kernel).iso}\n`);
    this.#later();
  }

  /** One probe at a time, so that a round takes the interval (calc_deltatime, select.c select_loop). */
  #later(): void {
    const pause = Math.round((this.#stimulus.interval * SECOND) / this.#hosts);
    this.#timer = this.#kernel.after(pause, () => this.#probe());
  }

  #probe(): void {
    if (this.#rounds >= this.#stimulus.count) {
      this.#timer = this.#kernel.after(GRACE * SECOND, () => this.#report());
      return;
    }
    const hop = (this.#hops[this.#at] ??= emptyHop());
    hop.sent += 1;
    this.#sent.push({ hop: this.#at, at: this.#kernel.now(), answered: false });
    // A probe that the kernel refuses counts as one without an answer.
    this.#prober.send(this.#sent.length - 1, this.#at + 1);
    if (this.#isLast()) {
      this.#at = 0;
      this.#rounds += 1;
    } else this.#at += 1;
    this.#later();
  }

  /** Whether the round ends with the hop that has just been probed (net.c net_send_batch). */
  #isLast(): boolean {
    const before = this.#hops.slice(0, this.#at);
    const reached = before.findIndex((hop) => hop.address === this.#address);
    if (reached >= 0) {
      this.#hosts = reached + 1;
      return true;
    }
    const unknown = before.filter((hop) => hop.address === null).length;
    const here = this.#hops[this.#at]?.address === this.#address;
    if (!here && unknown <= UNKNOWN_MAX && this.#at < this.#stimulus.maxHops - 1) return false;
    this.#hosts = this.#at + 1;
    return true;
  }

  #onAnswer(probe: number, { from, mark }: Answer): void {
    const sent = this.#sent[probe];
    const hop = sent && this.#hops[sent.hop];
    if (!sent || !hop || sent.answered) return;
    sent.answered = true;
    heard(hop, from, mark !== '', microseconds(this.#kernel.now() - sent.at));
  }

  #report(): void {
    const { world, netns } = this.#kernel;
    const { wide, names, maxHops } = this.#stimulus;
    const nameOf = (address: Ipv4Addr): string => (names ? nameOfAddress(world, netns, address) : null) ?? address;
    const host = world.pods.get(netns)?.shortName ?? netns;
    this.#job.print('stdout', reportText({ host, wide, maxHops, nameOf, hops: this.#hops, target: this.#address }));
    this.close();
    this.#job.exit(0);
  }

  close(): void {
    this.#timer?.cancel();
    this.#prober.close();
  }
}
