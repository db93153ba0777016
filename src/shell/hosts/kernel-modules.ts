import type { LiveLab } from '../../trace/live.ts';
import type { Host } from './host.ts';

interface Module {
  readonly name: string;
  /** Bytes in memory, as lsmod prints them. */
  readonly size: number;
  /** What it needs, loaded before it. */
  readonly needs: readonly string[];
  /** Its folder below kernel/. */
  readonly folder: string;
}

function module(name: string, size: number, folder: string, needs: readonly string[] = []): Module {
  return { name, size, folder, needs };
}

/**
 * Modules of Ubuntu's kernel 6.8 that a cluster's network meets. The sizes of the first three are recorded; unverified: all others.
 */
const KNOWN: ReadonlyMap<string, Module> = new Map(
  [
    module('udp_tunnel', 36_864, 'net/ipv4'),
    module('ip6_udp_tunnel', 16_384, 'net/ipv6'),
    module('vxlan', 147_456, 'drivers/net/vxlan', ['udp_tunnel', 'ip6_udp_tunnel']),
    module('geneve', 49_152, 'drivers/net', ['udp_tunnel', 'ip6_udp_tunnel']),
    module('llc', 16_384, 'net/llc'),
    module('stp', 12_288, 'net/802', ['llc']),
    module('bridge', 421_888, 'net/bridge', ['stp', 'llc']),
    module('br_netfilter', 32_768, 'net/bridge', ['bridge']),
    module('overlay', 212_992, 'fs/overlayfs'),
    module('veth', 45_056, 'drivers/net'),
    module('dummy', 12_288, 'drivers/net'),
    module('e1000', 180_224, 'drivers/net/ethernet/intel/e1000'),
    module('curve25519_x86_64', 36_864, 'arch/x86/crypto', ['libcurve25519_generic']),
    module('libcurve25519_generic', 49_152, 'lib/crypto'),
    module('libchacha', 12_288, 'lib/crypto'),
    module('chacha_x86_64', 32_768, 'arch/x86/crypto', ['libchacha']),
    module('poly1305_x86_64', 28_672, 'arch/x86/crypto'),
    module('libchacha20poly1305', 16_384, 'lib/crypto', ['chacha_x86_64', 'poly1305_x86_64']),
    module('wireguard', 114_688, 'drivers/net/wireguard', [
      'curve25519_x86_64',
      'libchacha20poly1305',
      'udp_tunnel',
      'ip6_udp_tunnel',
      'libcurve25519_generic',
    ]),
    module('tunnel4', 12_288, 'net/ipv4'),
    module('ip_tunnel', 36_864, 'net/ipv4'),
    module('ipip', 20_480, 'net/ipv4', ['tunnel4', 'ip_tunnel']),
    module('gre', 12_288, 'net/ipv4'),
    module('ip_gre', 36_864, 'net/ipv4', ['gre', 'ip_tunnel']),
    module('nf_defrag_ipv4', 12_288, 'net/ipv4/netfilter'),
    module('nf_defrag_ipv6', 24_576, 'net/ipv6/netfilter'),
    module('nf_conntrack', 196_608, 'net/netfilter', ['nf_defrag_ipv6', 'nf_defrag_ipv4']),
    module('nf_nat', 61_440, 'net/netfilter', ['nf_conntrack']),
    module('x_tables', 65_536, 'net/netfilter'),
    module('ip_tables', 32_768, 'net/ipv4/netfilter', ['x_tables']),
    module('iptable_nat', 12_288, 'net/ipv4/netfilter', ['ip_tables', 'nf_nat']),
    module('ip_set', 61_440, 'net/netfilter/ipset'),
    module('cls_bpf', 24_576, 'net/sched'),
    module('sch_ingress', 16_384, 'net/sched'),
    module('nbd', 65_536, 'drivers/block'),
  ].map((one) => [one.name, one]),
);

export type ModuleRow = Module & { readonly usedBy: readonly string[]; readonly count: number };

/** Modules are named with '-' or '_' alike. */
export function moduleNamed(name: string): Module | null {
  return KNOWN.get(name.replaceAll('-', '_')) ?? null;
}

export function moduleNames(): readonly string[] {
  return [...KNOWN.keys()];
}

/** A module with all that it needs, those first. */
export function withNeeds(name: string): readonly string[] {
  const known = KNOWN.get(name);
  return known === undefined ? [] : [...new Set([...known.needs.flatMap((need) => withNeeds(need)), name])];
}

/**
 * What has been loaded on a host, in order: by the lab's set-up (overlay and br_netfilter on nodes), by the kernel for the
 * devices that were made, among them the tunnel device of an agent that has started in tunnel mode, and by a person.
 */
function loadedOn(lab: LiveLab, host: Host): readonly string[] {
  const home = host.node ?? host.netns;
  const devices = (lab.world.netns.get(home)?.devices ?? []).map((id) => lab.world.devices.get(id)!);
  const wanted = ['e1000', ...(host.node === null ? [] : ['overlay', 'br_netfilter'])];
  if (devices.some(({ kind }) => kind === 'veth')) wanted.push('veth');
  if (devices.some(({ kind }) => kind === 'dummy')) wanted.push('dummy');
  if (host.node !== null) {
    const agents = lab.trace.stimuli.filter(({ kind, from, at }) => kind === 'agent' && from === home && at <= lab.now);
    const configured = [lab.trace.lab.cilium, ...agents.map((one) => (one.kind === 'agent' ? one.cilium : null))];
    for (const cilium of configured) if (cilium?.routingMode === 'tunnel') wanted.push(cilium.tunnelProtocol);
  }
  return [...new Set([...wanted, ...host.modules].flatMap((name) => withNeeds(name)))].filter(
    (name) => !host.modules.has(`-${name}`),
  );
}

/** The rows of /proc/modules, the latest first. */
export function modulesOf(lab: LiveLab, host: Host): readonly ModuleRow[] {
  const names = loadedOn(lab, host);
  const rows = names.map((name): ModuleRow => {
    const usedBy = names.filter((other) => KNOWN.get(other)!.needs.includes(name)).reverse();
    return { ...KNOWN.get(name)!, usedBy, count: usedBy.length };
  });
  return rows.reverse();
}

/** /proc/modules. */
export function procModules(rows: readonly ModuleRow[]): string {
  return rows
    .map(({ name, size, usedBy, count }) => {
      const users = usedBy.length === 0 ? '-' : `${usedBy.join(',')},`;
      return `${name} ${size} ${count} ${users} Live 0x${'0'.repeat(16)}\n`;
    })
    .join('');
}
