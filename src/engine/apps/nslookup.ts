import type { Ipv4Addr } from '../../wire/address.ts';
import type { DnsType, Layer } from '../../wire/layers.ts';
import { parseIpv4 } from '../../wire/address.ts';
import type { Job } from '../kernel.ts';
import { searchListOf } from './cluster-names.ts';
import { DNS_PORT } from './coredns.ts';
import { exchange } from './dns-exchange.ts';
import type { App, AppHost } from './host.ts';
import { PAUSE, RCODES, serverOf } from './name-server.ts';
import { candidates } from './resolver.ts';
import { endedBySignal } from './signals.ts';

/** BIND's nslookup asks three times (bin/dig/dighost.c). */
const TRIES = 3;

/** nslookup of BIND 9: one type of record after the other, names by way of the search list. */
export const nslookup: App<'dns'> = (host, stimulus, job) => {
  const server = stimulus.server ?? serverOf(host.kernel.world, host.kernel.netns);
  if (server === null) {
    job.print('stdout', ';; no servers could be reached\n\n');
    job.exit(1);
    return endedBySignal(job, () => {});
  }
  const pod = host.kernel.world.pods.get(host.kernel.netns);
  const names = stimulus.types.includes('PTR')
    ? [stimulus.name]
    : candidates(stimulus.name, pod ? searchListOf(pod) : []);
  const questions = new Questions(host, job, server, stimulus.types);
  questions.ask(names, 0, 0);
  return endedBySignal(job, () => questions.stop());
};

class Questions {
  readonly #host: AppHost;
  readonly #job: Job;
  readonly #server: Ipv4Addr;
  readonly #types: readonly DnsType[];
  #headed = false;
  #stop = (): void => {};

  constructor(host: AppHost, job: Job, server: Ipv4Addr, types: readonly DnsType[]) {
    this.#host = host;
    this.#job = job;
    this.#server = server;
    this.#types = types;
  }

  /** Asks for the record type at `type`, first under the name at `index`. */
  ask(names: readonly string[], index: number, type: number): void {
    const name = names[index];
    const wanted = this.#types[type];
    if (name === undefined || wanted === undefined) return this.#quit(0);
    this.#job.step({ kind: 'resolving', name });
    this.#stop = exchange(this.#host, {
      job: this.#job,
      process: 'nslookup',
      server: this.#server,
      questions: [{ name, type: wanted }],
      tries: TRIES,
      pause: PAUSE,
      onTimeout: () => this.#print(`;; communications error to ${this.#server}#${DNS_PORT}: timed out\n`),
      done: ([answer]) => this.#take(names, index, type, answer ?? null),
    });
    return undefined;
  }

  #take(names: readonly string[], index: number, type: number, answer: Layer<'dns'> | null): void {
    const name = names[index] ?? '';
    if (answer === null) {
      this.#print(';; no servers could be reached\n\n');
      return this.#quit(1);
    }
    const more = index + 1 < names.length;
    if (answer.rcode === 3 && more) return this.ask(names, index + 1, type);
    this.#head();
    if (answer.rcode !== 0) {
      this.#job.step({ kind: 'resolved', name, address: null });
      this.#print(`** server can't find ${name}: ${RCODES[answer.rcode] ?? answer.rcode}\n\n`);
      return this.#quit(1);
    }
    const records = answer.answers.filter((record) => record.type === this.#types[type]);
    const address = records[0]?.type === 'A' ? parseIpv4(records[0].data) : null;
    this.#job.step({ kind: 'resolved', name, address });
    if (records.length === 0 && type === 0) this.#print(`*** Can't find ${name}: No answer\n`);
    this.#print(
      records
        .map(({ name: owner, type: kind, data }) =>
          kind === 'PTR' ? `${owner}\tname = ${data}.\n` : `Name:\t${owner}\nAddress: ${data}\n`,
        )
        .join(''),
    );
    if (type + 1 < this.#types.length) return this.ask([name], 0, type + 1);
    this.#print('\n');
    return this.#quit(0);
  }

  #head(): void {
    if (!this.#headed) this.#print(`Server:\t\t${this.#server}\nAddress:\t${this.#server}#${DNS_PORT}\n\n`);
    this.#headed = true;
  }

  #print(text: string): void {
    this.#job.print('stdout', text);
  }

  stop(): void {
    this.#stop();
  }

  #quit(code: number): void {
    this.#job.exit(code);
  }
}
