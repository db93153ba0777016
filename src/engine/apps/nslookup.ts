import type { Ipv4Addr } from '../../wire/address.ts';
import type { DnsType, Layer } from '../../wire/layers.ts';
import type { World } from '../../lab/world.ts';
import type { NetnsName } from '../../lab/names.ts';
import { parseIpv4 } from '../../wire/address.ts';
import type { Job } from '../kernel.ts';
import { SECOND } from '../timing.ts';
import { nameServerOf, searchListOf } from './cluster-names.ts';
import { DNS_PORT } from './coredns.ts';
import { exchange } from './dns-exchange.ts';
import type { App, AppHost } from './host.ts';
import { candidates } from './resolver.ts';

/** BIND's nslookup asks three times for five seconds (lib/dns, bin/dig/dighost.c). */
const TRIES = 3;
const PAUSE = 5 * SECOND;
const RCODES: Readonly<Record<number, string>> = {
  1: 'FORMERR',
  2: 'SERVFAIL',
  3: 'NXDOMAIN',
  4: 'NOTIMP',
  5: 'REFUSED',
};

/** nslookup of BIND 9: one type of record after the other, names by way of the search list. */
export const nslookup: App<'dns'> = (host, stimulus, job) => {
  const server = stimulus.server ?? serverOf(host.kernel.world, host.kernel.netns);
  if (server === null) {
    job.print('stdout', ';; no servers could be reached\n\n');
    job.exit(1);
    return;
  }
  const pod = host.kernel.world.pods.get(host.kernel.netns);
  const names = candidates(stimulus.name, pod ? searchListOf(pod) : []);
  new Questions(host, job, server, stimulus.types).ask(names, 0, 0);
};

/** The name server of resolv.conf: the cluster's for a pod, what the first NIC's DHCP says for a node, none for the router. */
function serverOf(world: World, netns: NetnsName): Ipv4Addr | null {
  if (world.pods.has(netns)) return nameServerOf(world);
  const uplink = world.file.nodes.find((node) => node.name === netns)?.uplink;
  return uplink ? parseIpv4(uplink.dns) : null;
}

class Questions {
  readonly #host: AppHost;
  readonly #job: Job;
  readonly #server: Ipv4Addr;
  readonly #types: readonly DnsType[];
  #headed = false;

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
    exchange(this.#host, {
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
    this.#print(records.map((record) => `Name:\t${record.name}\nAddress: ${record.data}\n`).join(''));
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

  #quit(code: number): void {
    this.#job.exit(code);
  }
}
