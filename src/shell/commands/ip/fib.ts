import type { DeviceId, NetnsName } from '../../../lab/names.ts';
import type { Route, Rule } from '../../../lab/tables.ts';
import type { World } from '../../../lab/world.ts';
import type { LiveLab } from '../../../trace/live.ts';
import { cidrHas, cidrOf, prefixLength, type Ipv4Addr } from '../../../wire/address.ts';

export interface FibAsk {
  readonly dst: Ipv4Addr;
  readonly src: Ipv4Addr | null;
  readonly mark: number;
  readonly oif: DeviceId | null;
}

/**
 * The row that the kernel of a namespace takes as things stand (net/ipv4/fib_rules.c, fib_trie.c fib_table_lookup): the
 * rules in order, in each table the longest prefix and of those the lowest metric. Null: no row matches.
 */
export function lookUp(lab: LiveLab, netns: NetnsName, ask: FibAsk): Route | null {
  const routes = [...lab.table(netns, 'routes').values()];
  for (const rule of rulesOf(lab, netns)) {
    if (!applies(rule, ask)) continue;
    const [best] = routes
      .filter((row) => row.table === rule.table && cidrHas(row.dst, ask.dst))
      .filter((row) => ask.oif === null || row.dev === ask.oif || row.type !== 'unicast')
      .sort((a, b) => prefixLength(b.dst) - prefixLength(a.dst) || a.metric - b.metric);
    if (best !== undefined) return best;
  }
  return null;
}

/** In the order in which the kernel asks them. */
export function rulesOf(lab: LiveLab, netns: NetnsName): readonly Rule[] {
  return [...lab.table(netns, 'rules').values()].sort((a, b) => a.priority - b.priority);
}

function applies({ from, fwmark }: Rule, { src, mark }: FibAsk): boolean {
  if (fwmark !== null && (mark & fwmark.mask) !== fwmark.value) return false;
  return from === null || (src !== null && cidrHas(from, src));
}

/** Whether rules of its own have parted table local from main in this namespace (net/ipv4/fib_frontend.c fib_unmerge). */
export function isUnmerged(lab: LiveLab, netns: NetnsName): boolean {
  return rulesOf(lab, netns).some(({ table }) => table !== 'local' && table !== 'main' && table !== 'default');
}

/** The device that carries an address. */
export function ownerOf(world: World, netns: NetnsName, address: Ipv4Addr): DeviceId | null {
  for (const id of world.netns.get(netns)?.devices ?? []) {
    if (world.devices.get(id)?.addresses.some(({ ip }) => ip === address) === true) return id;
  }
  return null;
}

/** net/ipv4/devinet.c inet_select_addr: the address of the device in the gateway's subnet, else its first, else anybody's. */
export function sourceOf(world: World, netns: NetnsName, dev: DeviceId, towards: Ipv4Addr): Ipv4Addr | null {
  const own = world.devices.get(dev)?.addresses ?? [];
  const near = own.find(({ ip, length }) => cidrHas(cidrOf(ip, length), towards));
  const first = near ?? own.find(({ scope }) => scope === 'global') ?? own[0];
  if (first !== undefined) return first.ip;
  for (const id of world.netns.get(netns)?.devices ?? []) {
    const other = world.devices.get(id)?.addresses.find(({ scope }) => scope === 'global');
    if (other !== undefined) return other.ip;
  }
  return null;
}

/** A row whose gateway is behind its device though no other row says so: it was added with `onlink` (net/ipv4/fib_semantics.c fib_check_nh_v4_gw). */
export function isOnLink(lab: LiveLab, netns: NetnsName): (row: Route) => boolean {
  const near = [...lab.table(netns, 'routes').values()].filter(({ via, dst }) => via === null && prefixLength(dst) > 0);
  return ({ via, dev }) => via !== null && !near.some((row) => row.dev === dev && cidrHas(row.dst, via));
}
