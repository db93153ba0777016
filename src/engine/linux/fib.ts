import type { DeviceId, NetnsName } from '../../lab/names.ts';
import { ROW_KEY } from '../../lab/tables.ts';
import type { Route, Rule } from '../../lab/tables.ts';
import type { Device, Netns } from '../../lab/world.ts';
import type { Loser, Read } from '../../trace/events.ts';
import { cidrHas, cidrOf, prefixLength } from '../../wire/address.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import type { Sim } from '../sim.ts';

export interface FibKey {
  readonly dst: Ipv4Addr;
  /** Source address for `ip rule from`; null when it is not chosen yet. */
  readonly src: Ipv4Addr | null;
  readonly mark: number;
  /** Only routes over this device (`oif`); null: any. */
  readonly oif?: DeviceId | null;
}

export type FibResult =
  | { readonly kind: 'local'; readonly device: Device; readonly reads: readonly Read[] }
  | { readonly kind: 'route'; readonly route: Route; readonly reads: readonly Read[] }
  | { readonly kind: 'miss'; readonly reads: readonly Read[] };

/** Kept as long as the namespace: addresses do not change while a lab runs. */
const localAddresses = new WeakMap<Netns, Map<Ipv4Addr, Device>>();

/** The device of this namespace that carries `addr`, or null: the local table, which follows from the addresses. */
export function localDevice(sim: Sim, netns: NetnsName, addr: Ipv4Addr): Device | null {
  const owner = sim.netns(netns);
  let own = localAddresses.get(owner);
  if (!own) {
    own = new Map();
    for (const id of owner.devices) {
      const device = sim.device(id);
      for (const { ip } of device.addresses) if (!own.has(ip)) own.set(ip, device);
    }
    localAddresses.set(owner, own);
  }
  return own.get(addr) ?? null;
}

function ruleApplies(rule: Rule, key: FibKey): boolean {
  if (rule.fwmark && (key.mark & rule.fwmark.mask) !== rule.fwmark.value) return false;
  return rule.from === null || (key.src !== null && cidrHas(rule.from, key.src));
}

/** Rows that match, best first: the longest prefix, then the lowest metric (net/ipv4/fib_trie.c fib_table_lookup). */
function byPreference(a: Route, b: Route): number {
  return prefixLength(b.dst) - prefixLength(a.dst) || a.metric - b.metric;
}

/**
 * fib_lookup: the rules in order of priority, each with its table, the first answer wins (net/ipv4/fib_rules.c).
 * The rows that matched and lost are kept with the reason.
 */
export function fibLookup(sim: Sim, netns: NetnsName, key: FibKey): FibResult {
  const reads: Read[] = [];
  for (const rule of sim.state.rules(netns)) {
    if (!ruleApplies(rule, key)) continue;
    if (rule.table === 'local') {
      const device = localDevice(sim, netns, key.dst);
      if (device) return { kind: 'local', device, reads };
      continue;
    }
    if (rule.table === 'default') continue;
    const matches = sim.state.routes(netns, rule.table)?.matches(key.dst) ?? [];
    const usable = (key.oif ? matches.filter((r) => r.dev === key.oif) : matches).sort(byPreference);
    const [won, ...rest] = usable;
    const losers: Loser[] = rest.map((r) => ({
      key: ROW_KEY.routes(r),
      why: won && prefixLength(r.dst) < prefixLength(won.dst) ? 'shorter prefix' : 'higher metric',
    }));
    if (won || rule.table === 'main') {
      reads.push({ netns, table: 'routes', query: key.dst, found: won ? ROW_KEY.routes(won) : null, losers });
    }
    if (won) return { kind: 'route', route: won, reads };
  }
  return { kind: 'miss', reads };
}

/**
 * inet_select_addr: the first address of the device, else the first of any device in ifindex order
 * (net/ipv4/devinet.c). That is why a node speaks from its first NIC where the outgoing device has no address.
 */
export function selectAddress(sim: Sim, netns: NetnsName, device: Device, towards: Ipv4Addr | null): Ipv4Addr | null {
  const global = device.addresses.filter((a) => a.scope === 'global');
  if (towards !== null) {
    const near = global.find((a) => cidrHas(cidrOf(a.ip, a.length), towards));
    if (near) return near.ip;
  }
  if (global[0]) return global[0].ip;
  for (const id of sim.netns(netns).devices) {
    const other = sim.device(id).addresses.find((a) => a.scope === 'global');
    if (other) return other.ip;
  }
  return null;
}
