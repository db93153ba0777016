import type { Trace } from '../../../trace/trace.ts';
import type { Globals } from './arguments.ts';
import { countersOf, type Counters, type Count } from './counters.ts';
import type { AddressFacts, LinkFacts } from './link-facts.ts';
import { printDetails } from './link-details.ts';
import type { Output } from './output.ts';

export interface LinkStyle extends Globals {
  readonly isLink: boolean;
}

const FOREVER = 4_294_967_295;
const ETHERNET_BROADCAST = 'ff:ff:ff:ff:ff:ff';

/** One device (ip/ipaddress.c print_linkinfo). */
export function printLink(out: Output, link: LinkFacts, style: LinkStyle, trace: Trace): void {
  const { device } = link;
  if (style.brief) return printBrief(out, link, style);
  out.put('ifindex', device.ifindex, `${device.ifindex}: `);
  printName(out, link, (name) => `${name}: `);
  printFlags(out, link);
  out.put('mtu', device.mtu, `mtu ${device.mtu} `);
  out.put('qdisc', link.qdisc, `qdisc ${link.qdisc} `);
  out.keep('operstate', link.state);
  out.say('state ');
  out.say(`${link.state} `, link.state === 'UP' ? 'up' : null);
  if (style.isLink) out.put('linkmode', 'DEFAULT', 'mode DEFAULT ');
  out.put('group', 'default', 'group default ');
  if (link.qlen > 0) out.put('txqlen', link.qlen, `qlen ${link.qlen}`);
  if (style.family === 'any' || style.family === 'link' || style.details) printHardware(out, link);
  if (style.details) printDetails(out, link, style.isLink);
  if (style.isLink && style.stats > 0) {
    out.wrap();
    printCounters(out, countersOf(trace, device.id), style);
  }
  if (link.altname !== null) {
    out.openList('altnames');
    out.keep(null, link.altname);
    out.closeList();
    out.wrap();
    out.say(`    altname ${link.altname}`);
  }
  out.say('\n');
}

function printBrief(out: Output, link: LinkFacts, style: LinkStyle): void {
  printName(out, link, (name) => `${name.padEnd(16)} `);
  out.put('operstate', link.state, `${link.state.padEnd(14)} `, link.state === 'UP' ? 'up' : null);
  if (style.family !== 'link') return;
  out.put('address', link.device.mac, `${link.device.mac} `, 'mac');
  printFlags(out, link);
  out.say('\n');
}

function printName(out: Output, { device, peer }: LinkFacts, text: (name: string) => string): void {
  if (peer !== null) {
    if ('name' in peer) out.keep('link', peer.name);
    else out.keep('link_index', peer.index);
  }
  const at = peer === null ? '' : 'name' in peer ? `@${peer.name}` : `@if${peer.index}`;
  out.keep('ifname', device.name);
  out.say(text(`${device.name}${at}`), 'device');
}

function printFlags(out: Output, { flags }: LinkFacts): void {
  out.openList('flags');
  for (const flag of flags) out.keep(null, flag);
  out.closeList();
  out.say(`<${flags.join(',')}> `);
}

function printHardware(out: Output, { device, peer }: LinkFacts): void {
  const type = device.kind === 'loopback' ? 'loopback' : 'ether';
  out.wrap();
  out.put('link_type', type, `    link/${type} `);
  out.put('address', device.mac, device.mac, 'mac');
  out.say(' brd ');
  const broadcast = device.kind === 'loopback' ? device.mac : ETHERNET_BROADCAST;
  out.put('broadcast', broadcast, broadcast, 'mac');
  if (peer !== null && 'netnsid' in peer) out.put('link_netnsid', peer.netnsid, ` link-netnsid ${peer.netnsid}`);
}

/** One address of a device (ip/ipaddress.c print_addrinfo). */
export function printAddress(out: Output, link: LinkFacts, address: AddressFacts, style: LinkStyle): void {
  const { name, ifindex } = link.device;
  out.open();
  if (!style.brief) {
    if (style.oneline) {
      out.keep('index', ifindex);
      out.keep('dev', name);
      out.say(`${ifindex}: ${name}`);
    }
    out.put('family', address.family, `    ${address.family} `);
  }
  out.put('local', address.ip, address.ip, address.family === 'inet' ? 'ipv4' : 'ipv6');
  out.put('prefixlen', address.length, `/${address.length} `);
  const lease = address.family === 'inet' ? address.lease : null;
  if (lease !== null) out.put('metric', lease.metric, `metric ${lease.metric} `);
  if (!style.brief) {
    if (address.family === 'inet' && address.broadcast !== null) {
      out.say('brd ');
      out.put('broadcast', address.broadcast, `${address.broadcast} `, 'ipv4');
    }
    out.put('scope', address.scope, `scope ${address.scope} `);
    if (lease !== null) out.put('dynamic', true, 'dynamic ');
    if (address.family === 'inet6' && address.noPrefixRoute) out.put('noprefixroute', true, 'noprefixroute ');
    if (address.family === 'inet') out.put('label', name, name);
    out.wrap();
    for (const [key, word] of [
      ['valid_life_time', '       valid_lft '],
      ['preferred_life_time', ' preferred_lft '],
    ] as const) {
      out.say(word);
      if (lease === null) out.put(key, FOREVER, 'forever');
      else out.put(key, lease.left, `${lease.left}sec`);
    }
    out.say('\n');
  }
  out.close();
}

const RECEIVED = ['bytes', 'packets', 'errors', 'dropped', 'missed', 'mcast', ''];
const SENT = ['bytes', 'packets', 'errors', 'dropped', 'carrier', 'collsns', ''];
const WIDTHS = ['*X errors:', 'packets', 'errors', 'dropped', 'heartbt', 'overrun', 'compressed'].map((w) => w.length);

/** ip/ipaddress.c print_stats64. What devices lose is not modelled: it is 0. */
export function printCounters(out: Output, { rx, tx }: Counters, { human }: Globals): void {
  const numbers = ({ bytes, packets }: Count): readonly number[] => [bytes, packets, 0, 0, 0, 0];
  const widths = WIDTHS.map((width, i) =>
    Math.max(width, `${numbers(rx)[i] ?? 0}`.length, `${numbers(tx)[i] ?? 0}`.length),
  );
  out.open('stats64');
  for (const [name, count, other] of [
    ['rx', rx, ['over_errors', 'multicast']],
    ['tx', tx, ['carrier_errors', 'collisions']],
  ] as const) {
    out.open(name);
    out.keep('bytes', count.bytes);
    out.keep('packets', count.packets);
    for (const zero of ['errors', 'dropped', ...other]) out.keep(zero, 0);
    out.close();
    const heads = name === 'rx' ? RECEIVED : SENT;
    const head = heads.map((word, i) => word.padStart(i === 0 ? widths[0]! - 4 : widths[i]!)).join(' ');
    out.say(`    ${name.toUpperCase()}: ${head}`);
    out.wrap();
    out.say(
      `    ${numbers(count)
        .map((number, i) => `${(human ? humanOf(number) : `${number}`).padStart(widths[i]!)} `)
        .join('')}`,
    );
    if (name === 'rx') out.wrap();
  }
  out.close();
}

/** ip -h: powers of 1000, two digits behind the point below ten (ip/ipaddress.c print_num). */
function humanOf(number: number): string {
  let [value, power] = [number, 0];
  while (value >= 1000 && power < 5) [value, power] = [value / 1000, power + 1];
  if (power === 0) return `${number}`;
  const digits = value < 10 ? 2 : value < 100 ? 1 : 0;
  return `${value.toFixed(digits)}${['', 'k', 'M', 'G', 'T', 'P'][power]!}`;
}
