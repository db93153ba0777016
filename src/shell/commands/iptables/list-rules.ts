import { cidrOf, ipv4Of } from '../../../wire/address.ts';
import type { Table } from './rules.ts';

/** What -L is asked to show. */
export interface ListStyle {
  readonly numeric: boolean;
  readonly verbose: boolean;
  readonly lineNumbers: boolean;
  /** -x: counters to the last digit, in wider columns. */
  readonly exact: boolean;
}

/** A rule as -S prints it, taken apart. */
interface Rule {
  readonly chain: string;
  readonly target: string;
  readonly source: string;
  readonly destination: string;
  readonly inDev: string;
  readonly outDev: string;
  readonly protocol: string;
  /** What matches and the target's options say at the end of the line. */
  readonly words: readonly string[];
}

const ANYWHERE = cidrOf(ipv4Of(0), 0);

/** Chains with their rules in columns (iptables 1.8.10, xshared.c print_header, print_rule_details). No counter is modelled: they are zero. */
export function listText(table: Table, chain: string | undefined, style: ListStyle): string {
  const wanted = [...table.chains, ...table.own].filter((name) => chain === undefined || name === chain);
  const rules = table.rules.map(parsed);
  return wanted
    .map((name) => {
      const references = rules.filter(({ target }) => target === name).length;
      const counts = style.verbose ? ' 0 packets, 0 bytes' : '';
      const about = table.own.includes(name) ? `${references} references` : `policy ACCEPT${counts}`;
      const rows = rules.filter((rule) => rule.chain === name).map((rule, i) => rowOf(rule, i + 1, style));
      return `Chain ${name} (${about})\n${headOf(style)}${rows.join('')}`;
    })
    .join('\n');
}

function countsOf(packets: string, bytes: string, { verbose, exact }: ListStyle): string {
  if (!verbose) return '';
  return exact ? `${packets.padStart(8)} ${bytes.padStart(10)} ` : `${packets.padStart(5)} ${bytes.padStart(5)} `;
}

function headOf(style: ListStyle): string {
  const number = style.lineNumbers ? 'num  ' : '';
  const devices = style.verbose ? ` ${'in'.padEnd(6)} ${'out'.padEnd(6)} ` : '';
  const addresses = ` ${'source'.padEnd(19)}  ${'destination'.padEnd(19)} `;
  return `${number}${countsOf('pkts', 'bytes', style)}${'target'.padEnd(9)}  prot opt${devices}${addresses}\n`;
}

function rowOf(rule: Rule, number: number, style: ListStyle): string {
  const { numeric, verbose, lineNumbers } = style;
  const any = numeric ? '*' : 'any';
  const device = (name: string): string => (name === '' ? any : name).padEnd(6);
  // Since 1.8.9 -n makes numbers of protocols, too.
  const protocol = rule.protocol === '' ? (numeric ? '0' : 'all') : rule.protocol;
  const address = (text: string): string => {
    const isNot = text.startsWith('!');
    const plain = isNot ? text.slice(1) : text;
    const shown = plain === '' ? (numeric ? ANYWHERE : 'anywhere') : plain;
    return `${isNot ? '!' : ' '}${shown.padEnd(19)} `;
  };
  return [
    lineNumbers ? `${`${number}`.padEnd(4)} ` : '',
    countsOf('0', '0', style),
    `${rule.target.padEnd(9)}  ${protocol.padEnd(4)} -- `,
    verbose ? ` ${device(rule.inDev)} ${device(rule.outDev)} ` : '',
    address(rule.source),
    address(rule.destination),
    ...rule.words.map((word) => ` ${word}`),
    '\n',
  ].join('');
}

function parsed(text: string): Rule {
  const [chain = '', ...words] = (text.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replace(/^"|"$/g, ''));
  const found = { target: '', source: '', destination: '', inDev: '', outDev: '', protocol: '' };
  const said: string[] = [];
  const after: string[] = [];
  let not = '';
  for (let at = 0; at < words.length; at++) {
    const option = words[at];
    const value = words[at + 1] ?? '';
    if (option === '!') {
      not = '!';
      continue;
    }
    if (option === '-s') found.source = not + addressText(value);
    else if (option === '-d') found.destination = not + addressText(value);
    else if (option === '-i') found.inDev = not + value;
    else if (option === '-o') found.outDev = not + value;
    else if (option === '-p') found.protocol = value;
    else if (option === '-j') found.target = value;
    else if (option === '--comment') said.push(`/* ${value} */`);
    else if (option === '--mark') said.push(`mark match ${not === '' ? '' : '! '}${value}`);
    else if (option === '--ctstate') said.push(`${not === '' ? '' : '! '}ctstate ${value}`);
    else if (option === '--set-xmark') after.push(`MARK xset ${value}`);
    not = '';
    at += 1;
  }
  return { chain, ...found, words: [...said, ...after] };
}

/** An address of one host has no length behind it. */
function addressText(cidr: string): string {
  return cidr.replace(/\/32$/, '');
}
