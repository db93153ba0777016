import { targetText } from '../../trace/stimulus-text.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import type { Job, Kernel, Timer } from '../kernel.ts';
import { SECOND } from '../timing.ts';
import type { App, AppHost, AppStimulus } from './host.ts';
import { nameOfAddress } from '../../lab/hosts-file.ts';
import { libcOf } from '../../lab/libc.ts';
import { errorText, nameErrorText } from './libc.ts';
import { microseconds, millisText } from './micros.ts';
import { resolve } from './resolver.ts';
import { endedBySignal } from './signals.ts';
import { THINK } from './think-time.ts';
import type { Answer, Prober } from './traceroute-probes.ts';
import { proberOf } from './traceroute-probes.ts';

/**
 * Modern traceroute for Linux (Dmitry Butskoy's); probes are sent one after the other rather than sixteen at a time, and
 * without -n only /etc/hosts is asked for names.
 */
export const traceroute: App<'traceroute'> = (host, stimulus, job) => {
  const name = targetText(stimulus.target);
  let run: Run | null = null;
  const stopResolving = resolve(host, stimulus.target, {
    job,
    process: 'traceroute',
    done(found) {
      if (found.ok) {
        run = new Run(host, stimulus, job, name, found.address);
        return run.start();
      }
      const why = nameErrorText(found.error, libcOf(host.kernel.world, host.kernel.netns));
      job.print('stderr', `${name}: ${why}\nCannot handle "host" cmdline arg \`${name}' on position 1 (argc 1)\n`);
      return job.exit(2);
    },
  });
  return endedBySignal(job, () => (run === null ? stopResolving() : run.close()));
};

class Run {
  readonly #kernel: Kernel;
  readonly #stimulus: AppStimulus<'traceroute'>;
  readonly #job: Job;
  readonly #title: string;
  readonly #prober: Prober;
  #ttl = 1;
  #probe = 0;
  /** What the line of this hop says so far, the address it last named, and whether the way ends here. */
  #line = '';
  #named: Ipv4Addr | null = null;
  #asked = 0;
  #final = false;
  #sentAt = 0;
  #wait: Timer | null = null;
  #pause: Timer | null = null;

  constructor(host: AppHost, stimulus: AppStimulus<'traceroute'>, job: Job, name: string, address: Ipv4Addr) {
    this.#kernel = host.kernel;
    this.#stimulus = stimulus;
    this.#job = job;
    this.#title = `${name} (${address})`;
    const onAnswer = (probe: number, answer: Answer): void => this.#onAnswer(probe, answer);
    const { method, port } = stimulus;
    this.#prober = proberOf({ host, job, address, process: 'traceroute', method, port, onAnswer });
  }

  start(): void {
    this.#job.print('stdout', `traceroute to ${this.#title}, ${this.#stimulus.maxHops} hops max, 60 byte packets\n`);
    this.#send();
  }

  #send(): void {
    const errno = this.#prober.send(this.#probe, this.#ttl);
    if (errno !== null) {
      this.#job.print(
        'stderr',
        `${this.#stimulus.method === 'udp' ? 'connect' : 'send'}: ${errorText(errno, libcOf(this.#kernel.world, this.#kernel.netns))}\n`,
      );
      this.#quit(1);
      return;
    }
    this.#sentAt = this.#kernel.now();
    this.#wait = this.#kernel.after(Math.round(this.#stimulus.wait * SECOND), () => this.#next(' *'));
  }

  #onAnswer(probe: number, answer: Answer): void {
    // Late answers belong to a hop that has been printed.
    if (this.#wait === null || probe !== this.#probe) return;
    this.#final ||= answer.final;
    const address = answer.from === this.#named ? '' : ` ${this.#hostText(answer.from)}`;
    this.#named = answer.from;
    const time = millisText(microseconds(this.#kernel.now() - this.#sentAt));
    this.#next(`${address}  ${time} ms${answer.mark === '' ? '' : ` ${answer.mark}`}`);
  }

  /** Without -n a name and the address in parentheses; the address twice when nobody knows it (traceroute.c print_addr). */
  #hostText(address: Ipv4Addr): string {
    if (this.#stimulus.names !== true) return address;
    return `${nameOfAddress(this.#kernel.world, this.#kernel.netns, address) ?? address} (${address})`;
  }

  #next(text: string): void {
    const { queries, maxHops } = this.#stimulus;
    this.#wait?.cancel();
    this.#wait = null;
    this.#line += text;
    this.#probe += 1;
    this.#asked += 1;
    if (this.#asked >= queries) {
      this.#job.print('stdout', `${`${this.#ttl}`.padStart(2)} ${this.#line}\n`);
      if (this.#final || this.#ttl >= maxHops) {
        this.#quit(0);
        return;
      }
      this.#ttl += 1;
      this.#line = '';
      this.#named = null;
      this.#asked = 0;
    }
    this.#pause = this.#kernel.after(THINK.nextProbe, () => this.#send());
  }

  close(): void {
    this.#wait?.cancel();
    this.#pause?.cancel();
    this.#prober.close();
  }

  #quit(code: number): void {
    this.close();
    this.#job.exit(code);
  }
}
