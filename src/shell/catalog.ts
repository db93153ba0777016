import { MACHINES, NODES, SHELLS, type HostKind } from './hosts/host.ts';

const MASTER: readonly HostKind[] = ['control-plane'];
const ROUTER: readonly HostKind[] = ['router'];
const AGENTS: readonly HostKind[] = ['agent'];
const SENDERS: readonly HostKind[] = [...MACHINES, 'client'];

/** Programs by where they are installed. */
interface Listed {
  readonly on: readonly HostKind[];
  readonly names: string;
}

const on = (where: readonly HostKind[], names: string): Listed => ({ on: where, names });

/**
 * What can be typed, and in which package it comes: known before any of it is fetched. Packages are named as a
 * distribution names them where it has one.
 */
const LISTS = {
  bash: [on(SHELLS, 'bash sh')],
  essentials: [
    on(
      SHELLS,
      'clear cp echo env false help hostname id ls mkdir mv printenv printf pwd rm sleep cat test timeout touch true uname which whoami',
    ),
    on(MACHINES, 'su sudo'),
  ],
  coreutils: [
    on(
      SHELLS,
      'base64 basename comm cut date dirname expr fold head nl nohup od paste seq sort stat tac tail tee tr uniq wc yes',
    ),
  ],
  grep: [on(SHELLS, 'grep egrep fgrep')],
  sed: [on(SHELLS, 'sed')],
  awk: [on(SHELLS, 'awk mawk nawk')],
  jq: [on(SHELLS, 'jq')],
  bsdutils: [on(SHELLS, 'column diff file hd hexdump less more rev xxd')],
  findutils: [on(SHELLS, 'find xargs')],
  procps: [on(MACHINES, 'lsmod modprobe'), on(SHELLS, 'sysctl watch')],
  iproute2: [on(SHELLS, 'ip ss'), on([...MACHINES, ...AGENTS], 'tc')],
  'net-tools': [on(SHELLS, 'arp ifconfig netstat route')],
  iptables: [on(MACHINES, 'conntrack iptables iptables-save')],
  bpftool: [on([...NODES, ...AGENTS], 'bpftool')],
  ethtool: [on(SENDERS, 'ethtool')],
  openssh: [on(MACHINES, 'ssh sshpass vagrant')],
  frr: [on(ROUTER, 'vtysh')],
  curl: [on(SENDERS, 'curl')],
  iputils: [on(SENDERS, 'ping mtr tracepath traceroute')],
  dnsutils: [on(SENDERS, 'dig host nc nslookup')],
  tcpdump: [on(SENDERS, 'tcpdump')],
  tshark: [on(MACHINES, 'termshark'), on(SENDERS, 'tshark')],
  kubectl: [on(MASTER, 'kubectl')],
  helm: [on(MASTER, 'helm')],
  cilium: [on([...MASTER, ...AGENTS], 'cilium hubble'), on(AGENTS, 'cilium-dbg')],
} as const satisfies { readonly [name: string]: readonly Listed[] };

export type PackageName = keyof typeof LISTS;

export const PACKAGE_NAMES = Object.keys(LISTS) as readonly PackageName[];

/** A program that can be installed. */
export interface Catalogued {
  readonly name: string;
  readonly package: PackageName;
  /** Where it is installed. */
  readonly on: readonly HostKind[];
}

export const CATALOG: ReadonlyMap<string, Catalogued> = new Map(
  PACKAGE_NAMES.flatMap((from) =>
    LISTS[from].flatMap((listed) =>
      listed.names.split(' ').map((name) => [name, { name, package: from, on: listed.on }] as const),
    ),
  ),
);
