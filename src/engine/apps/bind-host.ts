import { addressOfReverse } from '../../trace/stimulus-text.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import { parseIpv4 } from '../../wire/address.ts';
import type { DnsType, Layer } from '../../wire/layers.ts';
import type { Job } from '../kernel.ts';
import { searchListOf } from './cluster-names.ts';
import { DNS_PORT } from './coredns.ts';
import { exchange } from './dns-exchange.ts';
import type { App, AppHost, AppStimulus } from './host.ts';
import { PAUSE, RCODES, serverOf } from './name-server.ts';
import { candidates } from './resolver.ts';
import { endedBySignal } from './signals.ts';

const TRIES = 3;
const NXDOMAIN = 3;
const SAYS: Readonly<Record<DnsType, string>> = {
  A: 'has address',
  AAAA: 'has IPv6 address',
  CNAME: 'is an alias for',
  PTR: 'domain name pointer',
};

/** host of BIND 9. Without -t it would ask for MX last, a type that the lab's DNS does not know: the lab asks for A and AAAA. */
export const bindHost: App<'dns'> = (host, stimulus, job) => {
  const server = stimulus.server ?? serverOf(host.kernel.world, host.kernel.netns);
  if (server === null) {
    job.print('stdout', ';; no servers could be reached\n');
    job.exit(1);
    return endedBySignal(job, () => {});
  }
  const questions = new Questions(host, job, server, stimulus);
  questions.start();
  return endedBySignal(job, () => questions.stop());
};

class Questions {
  readonly #host: AppHost;
  readonly #job: Job;
  readonly #server: Ipv4Addr;
  readonly #stimulus: AppStimulus<'dns'>;
  /** As typed; a reversed address is absolute (bin/dig/dighost.c get_reverse). */
  readonly #typed: string;
  #told = false;
  #stop = (): void => {};

  constructor(host: AppHost, job: Job, server: Ipv4Addr, stimulus: AppStimulus<'dns'>) {
    this.#host = host;
    this.#job = job;
    this.#server = server;
    this.#stimulus = stimulus;
    this.#typed = addressOfReverse(stimulus.name) === null ? stimulus.name : `${stimulus.name}.`;
  }

  start(): void {
    const { kernel } = this.#host;
    const pod = kernel.world.pods.get(kernel.netns);
    const isReversed = addressOfReverse(this.#stimulus.name) !== null;
    const names = isReversed ? [this.#stimulus.name] : candidates(this.#stimulus.name, pod ? searchListOf(pod) : []);
    this.#ask(names, 0, 0);
  }

  stop(): void {
    this.#stop();
  }

  #ask(names: readonly string[], index: number, at: number): void {
    const name = names[index];
    const type = this.#stimulus.types[at];
    if (name === undefined || type === undefined) return this.#job.exit(0);
    this.#job.step({ kind: 'resolving', name });
    this.#stop = exchange(this.#host, {
      job: this.#job,
      process: 'host',
      server: this.#server,
      questions: [{ name, type }],
      tries: TRIES,
      pause: PAUSE,
      onTimeout: () => this.#print(`;; communications error to ${this.#server}#${DNS_PORT}: timed out\n`),
      done: ([answer]) => this.#take(names, index, at, answer ?? null),
    });
    return undefined;
  }

  #take(names: readonly string[], index: number, at: number, answer: Layer<'dns'> | null): void {
    const name = names[index] ?? '';
    const type = this.#stimulus.types[at] ?? 'A';
    if (answer === null) {
      this.#print(';; no servers could be reached\n');
      return this.#job.exit(1);
    }
    if (answer.rcode === NXDOMAIN && index + 1 < names.length) return this.#ask(names, index + 1, at);
    this.#head();
    const records = answer.answers.filter((record) => record.type === type);
    const address = records[0]?.type === 'A' ? parseIpv4(records[0].data) : null;
    this.#job.step({ kind: 'resolved', name, address });
    if (answer.rcode !== 0) {
      const which = answer.rcode === NXDOMAIN ? this.#typed : name;
      this.#print(`Host ${which} not found: ${answer.rcode}(${RCODES[answer.rcode] ?? answer.rcode})\n`);
      return this.#job.exit(1);
    }
    for (const record of records) {
      const data = record.type === 'PTR' || record.type === 'CNAME' ? `${record.data}.` : record.data;
      this.#print(`${record.name} ${SAYS[record.type]} ${data}\n`);
    }
    // Only a type that was asked for by name is missed (bin/dig/host.c printmessage).
    if (records.length === 0 && this.#stimulus.types.length === 1) this.#print(`${name} has no ${type} record\n`);
    return this.#ask([name], 0, at + 1);
  }

  /** Which server answers, if one was typed. */
  #head(): void {
    if (this.#told || this.#stimulus.server === null) return;
    this.#told = true;
    const server = this.#server;
    this.#print(`Using domain server:\nName: ${server}\nAddress: ${server}#${DNS_PORT}\nAliases: \n\n`);
  }

  #print(text: string): void {
    this.#job.print('stdout', text);
  }
}
