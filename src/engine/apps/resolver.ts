import { must } from '../../base/assert.ts';
import type { Target } from '../../trace/stimulus.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import { parseIpv4 } from '../../wire/address.ts';
import { nameComplaint } from '../../wire/dns-name.ts';
import type { DnsQuestion, Layer } from '../../wire/layers.ts';
import type { Job } from '../kernel.ts';
import { SECOND } from '../timing.ts';
import { NDOTS, nameServerOf, searchListOf } from './cluster-names.ts';
import { exchange } from './dns-exchange.ts';
import type { AppHost } from './host.ts';
import { hostsFile } from '../../lab/hosts-file.ts';
import type { NameError } from './libc.ts';
import { THINK } from './think-time.ts';

/** `name` is the one that was found: with the search domain that led to it. */
export type Found =
  | { readonly ok: true; readonly address: Ipv4Addr; readonly name: string }
  | { readonly ok: false; readonly error: NameError };

/** musl's defaults without `options` in resolv.conf: `timeout:5` for all of `attempts:2`. */
const TRIES = 2;
const PAUSE = (5 * SECOND) / TRIES;
const NXDOMAIN = 3;

interface Ask {
  readonly job: Job;
  readonly process: string;
  /** AF_INET: no AAAA is asked for. */
  readonly onlyIpv4?: boolean;
  done(found: Found): void;
}

/** The address that a command is to talk to, looked up when it is a name. Returns what calls it off. */
export function resolve(host: AppHost, target: Target, ask: Ask): () => void {
  if (target.kind === 'address') {
    ask.done({ ok: true, address: target.address, name: target.address });
    return () => {};
  }
  const { name } = target;
  ask.job.step({ kind: 'resolving', name });
  const done = (found: Found): void => {
    ask.job.step({ kind: 'resolved', name, address: found.ok ? found.address : null });
    ask.done(found);
  };
  return lookUp(host, name, { ...ask, done });
}

/**
 * getaddrinfo() as musl does it in the pods (src/network/lookup_name.c): /etc/hosts, then the search list, A and
 * AAAA at once from one socket. Nodes and router have their /etc/hosts and no name server that answers.
 */
function lookUp(host: AppHost, name: string, ask: Ask): () => void {
  const { kernel } = host;
  const { world, netns } = kernel;
  const later = (found: Found): (() => void) => {
    const timer = kernel.after(THINK.hostsFile, () => ask.done(found));
    return () => timer.cancel();
  };
  const known = hostsFile(world, netns).get(name);
  if (known !== undefined) return later({ ok: true, address: known, name });
  const pod = world.pods.get(netns);
  if (!pod) return later({ ok: false, error: 'EAI_NONAME' });
  const server = nameServerOf(world);
  if (server === null) return later({ ok: false, error: 'EAI_AGAIN' });
  // What no message can carry is never asked for (res_mkquery fails). musl would send letters beyond Latin-1 as UTF-8.
  const names = candidates(name, searchListOf(pod)).filter((candidate) => nameComplaint(candidate) === null);
  if (names.length === 0) return later({ ok: false, error: 'EAI_NONAME' });
  let cancel = (): void => {};
  const tryFrom = (index: number): void => {
    const candidate = names[index];
    if (candidate === undefined) return ask.done({ ok: false, error: 'EAI_NONAME' });
    const questions: readonly DnsQuestion[] = [
      { name: candidate, type: 'A' },
      ...(ask.onlyIpv4 === true ? [] : [{ name: candidate, type: 'AAAA' } as const]),
    ];
    const done = (answers: readonly (Layer<'dns'> | null)[]): void => {
      const found = foundIn(answers, candidate);
      if (found === 'no such name') tryFrom(index + 1);
      else ask.done(found);
    };
    cancel = exchange(host, { ...ask, server, questions, tries: TRIES, pause: PAUSE, done });
    return undefined;
  };
  tryFrom(0);
  return () => cancel();
}

/** A name with enough dots is only tried as it stands (musl name_from_dns_search). */
export function candidates(name: string, search: readonly string[]): readonly string[] {
  const dots = name.split('.').length - 1;
  if (name.endsWith('.')) return [name.slice(0, -1)];
  return dots >= NDOTS ? [name] : [...search.map((domain) => `${name}.${domain}`), name];
}

function foundIn(answers: readonly (Layer<'dns'> | null)[], name: string): Found | 'no such name' {
  const heard = answers.filter((answer) => answer !== null);
  if (heard.length < answers.length) return { ok: false, error: 'EAI_AGAIN' };
  if (heard.some((answer) => answer.rcode === NXDOMAIN)) return 'no such name';
  if (heard.some((answer) => answer.rcode !== 0)) return { ok: false, error: 'EAI_AGAIN' };
  const record = heard.flatMap((answer) => answer.answers).find((answer) => answer.type === 'A');
  if (!record) return { ok: false, error: 'EAI_NODATA' };
  return { ok: true, address: must(parseIpv4(record.data), 'address in an A record'), name };
}
