import { stimulusArgv } from '../../trace/stimulus-text.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import { parseIpv4 } from '../../wire/address.ts';
import { dns as dnsCodec } from '../../wire/dns.ts';
import type { DnsAnswer, Layer } from '../../wire/layers.ts';
import { MILLISECOND } from '../timing.ts';
import { wallClock } from './clock-text.ts';
import { DNS_PORT } from './coredns.ts';
import { exchange } from './dns-exchange.ts';
import type { App } from './host.ts';
import { PAUSE, RCODES, serverOf } from './name-server.ts';
import { endedBySignal } from './signals.ts';

const TRIES = 3;
const NO_SERVER = 9;
const NO_RESOLV_CONF = 10;
/** Columns of a record: TTL, class, type, data; a tab is 8 wide (bin/dig/dig.c printmessage). */
const COLUMNS = { ttl: 24, class: 32, type: 40, data: 48 } as const;
const TAB = 8;

/** Ubuntu 24.04's package, and netshoot's (Alpine). unverified: both patch levels. */
const RELEASE = '24.04';
const UBUNTU = `9.18.30-0ubuntu0.${RELEASE}.2-Ubuntu`;
const ALPINE = '9.20.10';

/**
 * dig of BIND 9 for one name and type. The name is asked for as it stands: dig knows no search list. Queries go without
 * EDNS, which the lab's DNS does not speak, so that no OPT pseudosection is printed either.
 */
export const dig: App<'dns'> = (host, stimulus, job) => {
  const { kernel } = host;
  const { style = 'dig', types, server: typed } = stimulus;
  const type = types[0] ?? 'A';
  const name = stimulus.name.replace(/\.$/, '');
  const greeting =
    style === 'dig'
      ? `\n; <<>> DiG ${kernel.world.pods.has(kernel.netns) ? ALPINE : UBUNTU} <<>> ` +
        `${stimulusArgv(stimulus).slice(1).join(' ')}\n` +
        `${typed === null ? '' : '; (1 server found)\n'};; global options: +cmd\n`
      : '';
  const server = typed ?? serverOf(kernel.world, kernel.netns);
  if (server === null) {
    // unverified: what dig says where resolv.conf names nobody; it falls back to the machine itself.
    job.print('stdout', `${greeting};; no servers could be reached\n`);
    job.exit(NO_RESOLV_CONF);
    return endedBySignal(job, () => {});
  }
  const began = kernel.now();
  job.step({ kind: 'resolving', name });
  const stop = exchange(host, {
    job,
    process: 'dig',
    server,
    questions: [{ name, type }],
    tries: TRIES,
    pause: PAUSE,
    onTimeout: () => job.print('stdout', `;; communications error to ${server}#${DNS_PORT}: timed out\n`),
    done([answer]) {
      if (!answer) {
        job.print('stdout', `${greeting};; no servers could be reached\n`);
        return job.exit(NO_SERVER);
      }
      job.step({ kind: 'resolved', name, address: addressIn(answer) });
      if (style === 'dig-short') job.print('stdout', answer.answers.map((record) => `${dataText(record)}\n`).join(''));
      else if (style === 'dig-answer') job.print('stdout', answer.answers.map(recordLine).join(''));
      else {
        const spent = Math.trunc((kernel.now() - began) / MILLISECOND);
        const end = `;; Query time: ${spent} msec\n;; SERVER: ${server}#${DNS_PORT}(${server}) (UDP)\n`;
        const when = `;; WHEN: ${wallClock(kernel).long}\n;; MSG SIZE  rcvd: ${dnsCodec.size(answer)}\n\n`;
        job.print('stdout', greeting + messageText(answer) + end + when);
      }
      return job.exit(0);
    },
  });
  return endedBySignal(job, stop);
};

function addressIn(answer: Layer<'dns'>): Ipv4Addr | null {
  const record = answer.answers.find(({ type }) => type === 'A');
  return record ? parseIpv4(record.data) : null;
}

/** Header, question and answers, with the empty line after each section. */
function messageText(answer: Layer<'dns'>): string {
  const { questions, answers, id, rcode } = answer;
  const isLocal = questions.some(({ name }) => name === 'local' || name.toLowerCase().endsWith('.local'));
  const flags = [
    'qr',
    ...(answer.authoritative ? ['aa'] : []),
    ...(answer.recursionDesired ? ['rd'] : []),
    ...(answer.recursionAvailable ? ['ra'] : []),
  ];
  const counts = `QUERY: ${questions.length}, ANSWER: ${answers.length}, AUTHORITY: 0, ADDITIONAL: 0`;
  const lines = [
    ';; Got answer:',
    ...(isLocal
      ? [
          ';; WARNING: .local is reserved for Multicast DNS',
          ';; You are currently testing what happens when an mDNS query is leaked to DNS',
        ]
      : []),
    `;; ->>HEADER<<- opcode: QUERY, status: ${RCODES[rcode] ?? rcode}, id: ${id}`,
    `;; flags: ${flags.join(' ')}; ${counts}`,
    ...(answer.recursionDesired && !answer.recursionAvailable
      ? [';; WARNING: recursion requested but not available']
      : []),
    '',
    '',
  ].join('\n');
  const asked = questions.map(({ name, type }) =>
    columns([`;${absolute(name)}`, 'IN', type], [COLUMNS.class, COLUMNS.type]),
  );
  const question = `;; QUESTION SECTION:\n${asked.map((line) => `${line}\n`).join('')}\n`;
  return lines + question + (answers.length === 0 ? '' : `;; ANSWER SECTION:\n${answers.map(recordLine).join('')}\n`);
}

function recordLine(record: DnsAnswer): string {
  const words = [absolute(record.name), `${record.ttl}`, 'IN', record.type, dataText(record)];
  return `${columns(words, [COLUMNS.ttl, COLUMNS.class, COLUMNS.type, COLUMNS.data])}\n`;
}

function dataText({ type, data }: DnsAnswer): string {
  return type === 'PTR' || type === 'CNAME' ? absolute(data) : data;
}

function absolute(name: string): string {
  return `${name}.`;
}

/** Each word after the first at its column, by tabs where one is passed, or one further (lib/dns/masterdump.c indent). */
function columns(words: readonly string[], starts: readonly number[]): string {
  const [first = '', ...rest] = words;
  let line = first;
  let at = first.length;
  rest.forEach((word, i) => {
    const to = Math.max(starts[i] ?? 0, at + 1);
    const tabs = Math.trunc(to / TAB) - Math.trunc(at / TAB);
    const from = tabs > 0 ? Math.trunc(to / TAB) * TAB : at;
    line += '\t'.repeat(tabs) + ' '.repeat(to - from) + word;
    at = to + word.length;
  });
  return line;
}
