import { deviceId, deviceName, type DeviceId, type NetnsName } from '../../../lab/names.ts';
import { ROW_KEY, type Route } from '../../../lab/tables.ts';
import { cidrOf, type Ipv4Addr } from '../../../wire/address.ts';
import type { LiveLab } from '../../../trace/live.ts';
import type { Context } from '../../command.ts';
import { matches, noDevice, Stop, Words, wrong, type Globals } from './arguments.ts';
import { isOnLink, isUnmerged, lookUp, ownerOf, sourceOf } from './fib.ts';
import { linkNamed } from './link-facts.ts';
import { Output } from './output.ts';
import { prefixOf, type Prefix } from './prefix.ts';
import {
  NOTHING_HIDDEN,
  printDevice,
  printEncap,
  printMtu,
  printRoute,
  printSource,
  tableName,
} from './print-route.ts';

interface Ask {
  readonly dst: Ipv4Addr;
  readonly from: Ipv4Addr | null;
  readonly iif: DeviceId | null;
  readonly oif: DeviceId | null;
  readonly mark: number;
  readonly uid: number;
  readonly fibMatch: boolean;
  readonly warning: string;
}

const UNREACHABLE = 'RTNETLINK answers: Network is unreachable\n';
/** What the kernel answers for a row that refuses (net/ipv4/fib_semantics.c fib_props). */
const REFUSALS: Partial<Record<Route['type'], string>> = {
  unreachable: 'RTNETLINK answers: No route to host\n',
  blackhole: 'RTNETLINK answers: Invalid argument\n',
  prohibit: 'RTNETLINK answers: Permission denied\n',
};

/** `ip route get`: which row the kernel would take now, without sending anything (ip/iproute.c iproute_get, net/ipv4/route.c inet_rtm_getroute). */
export function routeGet(
  context: Context,
  globals: Globals,
  args: readonly string[],
): { readonly text: string; readonly warning: string } {
  const { machine, host, shows } = context;
  const { lab } = machine;
  const ask = askOf(context, args);
  if (ask.from !== null && ask.iif === null && ownerOf(lab.world, host.netns, ask.from) === null)
    throw new Stop(UNREACHABLE, 2);
  const row = lookUp(lab, host.netns, { dst: ask.dst, src: ask.from, mark: ask.mark, oif: ask.oif }) ?? onDevice(ask);
  if (row === null) throw new Stop(UNREACHABLE, 2);
  shows({ kind: 'rows', netns: host.netns, table: 'routes', keys: [ROW_KEY.routes(row)] });
  const refusal = REFUSALS[row.type];
  if (refusal !== undefined) throw new Stop(refusal, 2);
  if (ask.iif !== null) checkInput(context, ask, row);
  // Who speaks from a loopback address leaves by no other device (net/ipv4/route.c __mkroute_output).
  const from = ask.from === null ? null : ownerOf(lab.world, host.netns, ask.from);
  if (ask.iif === null && from !== null && row.type === 'unicast' && lab.world.devices.get(from)?.kind === 'loopback') {
    throw new Stop('RTNETLINK answers: Invalid argument\n', 2);
  }
  const out = new Output(globals);
  if (ask.fibMatch) {
    const style = { details: globals.details, hides: NOTHING_HIDDEN, isOnLink: isOnLink(lab, host.netns) };
    printRoute(out, { ...row, table: tableOf(context, row) }, style);
  }
  if (!ask.fibMatch) printAnswer(out, context, globals, ask, row);
  return { text: out.text, warning: ask.warning };
}

/** With `oif` and no row, the kernel takes the address to be on the link of that device (ip_route_output_key_hash_rcu). */
function onDevice({ oif, dst }: Ask): Route | null {
  if (oif === null) return null;
  return {
    table: 'main',
    type: 'unicast',
    dst: cidrOf(dst, 32),
    via: null,
    dev: oif,
    src: null,
    metric: 0,
    proto: 'boot',
    scope: 'link',
    mtu: null,
    encap: null,
  };
}

/** What a packet that came in would meet: no forwarding, or a way back by another device (net/ipv4/fib_frontend.c fib_validate_source). */
function checkInput({ machine, host }: Context, ask: Ask, row: Route): void {
  const { lab } = machine;
  const netns = lab.world.netns.get(host.netns)!;
  const back =
    ask.from === null ? null : lookUp(lab, host.netns, { dst: ask.from, src: null, mark: ask.mark, oif: null });
  // Nobody outside speaks to a loopback address (ip_route_input_slow, martian destination).
  if (
    row.type === 'local' &&
    row.dev !== null &&
    lab.world.devices.get(row.dev)?.kind === 'loopback' &&
    row.src !== null
  ) {
    throw new Stop('RTNETLINK answers: Invalid argument\n', 2);
  }
  if (row.type === 'unicast' && !netns.sysctls.ipForward) throw new Stop('RTNETLINK answers: No route to host\n', 2);
  const strict = netns.sysctls.rpFilter === 1 && back?.dev !== ask.iif;
  const nowhere = netns.sysctls.rpFilter === 2 && (back === null || back.type !== 'unicast');
  if (ask.from !== null && (strict || nowhere)) throw new Stop('RTNETLINK answers: Invalid cross-device link\n', 2);
  if (ask.from !== null && back?.type === 'local') throw new Stop('RTNETLINK answers: Invalid argument\n', 2);
}

function printAnswer(out: Output, { machine, host }: Context, globals: Globals, ask: Ask, row: Route): void {
  const { lab } = machine;
  const isLocal = row.type === 'local';
  out.open();
  if (row.type !== 'unicast' || globals.details) out.put('type', row.type, `${row.type} `);
  out.put('dst', ask.dst, `${ask.dst} `, 'ipv4');
  if (ask.from !== null) out.put('from', ask.from, `from ${ask.from} `, 'ipv4');
  printEncap(out, row);
  // A gateway that is this host itself is none: the packet goes to whoever is on the device.
  if (row.via !== null && ownerOf(lab.world, host.netns, row.via) === null) {
    out.say('via ');
    out.put('gateway', row.via, `${row.via} `, 'ipv4');
  }
  const dev = isLocal ? 'lo' : row.dev === null ? null : deviceName(row.dev);
  if (dev !== null) printDevice(out, 'dev', dev);
  const table = tableOf({ machine, host }, row);
  if (table !== 'main' || globals.details) out.put('table', tableName(table), `table ${tableName(table)} `);
  const src = ask.iif !== null || ask.from !== null ? null : (row.src ?? sourceFor(lab, host.netns, row, ask));
  if (src !== null) printSource(out, src);
  out.openList('flags');
  out.closeList();
  if (ask.mark !== 0 && ask.iif === null) {
    out.put('mark', ask.mark, `mark ${ask.mark >= 16 ? `0x${ask.mark.toString(16)}` : ask.mark} `);
  }
  if (ask.iif === null) out.put('uid', ask.uid, `uid ${ask.uid} `);
  printCache(out, row, redirects(lab, host.netns, ask, row));
  const learnt = [...lab.table(host.netns, 'pmtu').values()].find(
    ({ dst, expires }) => dst === ask.dst && expires > lab.now,
  );
  if (learnt !== undefined && !isLocal) {
    const left = Math.floor((learnt.expires - lab.now) / 1e9);
    out.put('expires', left, `expires ${left}sec `);
    printMtu(out, learnt.mtu);
  } else printMtu(out, row.mtu);
  if (ask.iif !== null) printDevice(out, 'iif', deviceName(ask.iif));
  out.say('\n');
  out.close();
}

/** As long as a namespace has the kernel's own rules only, one trie holds both tables and main is what it is called. */
function tableOf({ machine, host }: Pick<Context, 'machine' | 'host'>, { table }: Route): Route['table'] {
  return table === 'local' && !isUnmerged(machine.lab, host.netns) ? 'main' : table;
}

function sourceFor(lab: LiveLab, netns: NetnsName, row: Route, ask: Ask): Ipv4Addr | null {
  // To itself a host speaks from the very address.
  if (row.type === 'local' && row.src === null) return ask.dst;
  return row.dev === null ? null : sourceOf(lab.world, netns, row.dev, row.via ?? ask.dst);
}

/** Whether a packet would leave by the device that it came in by, from a sender on that link: then the sender is told (net/ipv4/route.c __mkroute_input). */
function redirects(lab: LiveLab, netns: NetnsName, { from, iif, mark }: Ask, { dev, type }: Route): boolean {
  if (from === null || iif === null || dev !== iif || type !== 'unicast') return false;
  const back = lookUp(lab, netns, { dst: from, src: null, mark, oif: null });
  return back?.dev === iif && (back.via === null || ownerOf(lab.world, netns, back.via) !== null);
}

function printCache(out: Output, { type }: Route, isRedirect: boolean): void {
  const flags = type === 'local' ? ['local'] : type === 'broadcast' ? ['local', 'brd'] : isRedirect ? ['redirect'] : [];
  out.openList('cache');
  for (const flag of flags) out.keep(null, flag);
  out.closeList();
  out.wrap();
  out.say('    cache ');
  if (flags.length > 0) out.say(`<${flags.join(',')}> `);
}

function askOf({ machine, host }: Context, args: readonly string[]): Ask {
  const words = new Words(args);
  let [to, from]: [Prefix | null, Ipv4Addr | null] = [null, null];
  let [iif, oif]: [DeviceId | null, DeviceId | null] = [null, null];
  let [mark, uid, fibMatch, warning] = [0, 0, false, ''];
  const device = (name: string): DeviceId => {
    const link = linkNamed(machine.lab, host.netns, name);
    if (link === null) throw noDevice(name);
    return deviceId(host.netns, link.device.name);
  };
  for (let word = words.take(); word !== null; word = words.take()) {
    if (word === 'tos' || matches(word, 'dsfield')) words.value();
    else if (matches(word, 'from')) from = prefixOf(words.value())?.address ?? null;
    else if (matches(word, 'iif')) iif = device(words.value());
    else if (matches(word, 'mark')) mark = numberOf(words.value(), 'invalid mark value');
    else if (matches(word, 'oif') || word === 'dev') oif = device(words.value());
    else if (matches(word, 'notify') || matches(word, 'connected')) continue;
    else if (matches(word, 'vrf')) throw wrong(words.value(), 'Invalid VRF\n');
    else if (matches(word, 'uid')) uid = numberOf(words.value(), 'invalid UID\n');
    else if (matches(word, 'fibmatch')) fibMatch = true;
    else if (matches(word, 'sport') || matches(word, 'dport') || matches(word, 'ipproto')) words.value();
    else {
      const text = word === 'to' ? words.value() : word;
      to = prefixOf(text);
      if (to === null) throw new Stop(UNREACHABLE, 2);
      if (to.length !== 32) {
        warning += `Warning: /${to.length} as prefix is invalid, only /32 (or none) is supported.\n`;
      }
    }
  }
  if (to === null) throw new Stop('need at least a destination address\n', 1);
  return { dst: to.address, from, iif, oif, mark, uid, fibMatch, warning };
}

function numberOf(word: string, message: string): number {
  if (!/^(?:0x[\da-fA-F]+|\d+)$/.test(word) || !(Number(word) <= 0xffffffff)) throw wrong(word, message);
  return Number(word);
}
