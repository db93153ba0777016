import { isVirtualBox, type LinkFacts } from '../ip/link-facts.ts';

/** A feature's state. 'fixed' cannot be changed. */
type State = 'on' | 'off' | 'on [fixed]' | 'off [fixed]';

/** Groups first, with their members, then all others in the kernel's order (ethtool 6.7 common.c off_flag_def; net/ethtool/common.c of 6.8). */
const GROUPS: readonly (readonly [name: string, members: readonly string[]])[] = [
  ['rx-checksumming', []],
  [
    'tx-checksumming',
    ['tx-checksum-ipv4', 'tx-checksum-ip-generic', 'tx-checksum-ipv6', 'tx-checksum-fcoe-crc', 'tx-checksum-sctp'],
  ],
  ['scatter-gather', ['tx-scatter-gather', 'tx-scatter-gather-fraglist']],
  [
    'tcp-segmentation-offload',
    ['tx-tcp-segmentation', 'tx-tcp-ecn-segmentation', 'tx-tcp-mangleid-segmentation', 'tx-tcp6-segmentation'],
  ],
];
const OTHERS =
  `generic-segmentation-offload generic-receive-offload large-receive-offload rx-vlan-offload tx-vlan-offload
ntuple-filters receive-hashing highdma rx-vlan-filter vlan-challenged tx-lockless netns-local tx-gso-robust
tx-fcoe-segmentation tx-gre-segmentation tx-gre-csum-segmentation tx-ipxip4-segmentation tx-ipxip6-segmentation
tx-udp_tnl-segmentation tx-udp_tnl-csum-segmentation tx-gso-partial tx-tunnel-remcsum-segmentation tx-sctp-segmentation
tx-esp-segmentation tx-udp-segmentation tx-gso-list fcoe-mtu tx-nocache-copy loopback rx-fcs rx-all
tx-vlan-stag-hw-insert rx-vlan-stag-hw-parse rx-vlan-stag-filter l2-fwd-offload hw-tc-offload esp-hw-offload
esp-tx-csum-hw-offload rx-udp_tunnel-port-offload tls-hw-tx-offload tls-hw-rx-offload rx-gro-hw tls-hw-record rx-gro-list
macsec-hw-offload rx-udp-gro-forwarding hsr-tag-ins-offload hsr-tag-rm-offload hsr-fwd-offload hsr-dup-offload`.split(
    /\s+/,
  );

type Set = ReadonlyMap<string, State>;

function states(state: State, names: string): readonly (readonly [string, State])[] {
  return names.split(' ').map((name) => [name, state] as const);
}

/** What the stack does itself and every device may be told to (include/linux/netdev_features.h NETIF_F_SOFT_FEATURES). */
const SOFT = [
  ...states('on', 'generic-segmentation-offload generic-receive-offload'),
  ...states('off', 'tx-nocache-copy rx-gro-list rx-udp-gro-forwarding'),
];
const SEGMENTS =
  'tx-tcp-segmentation tx-tcp-ecn-segmentation tx-tcp-mangleid-segmentation tx-tcp6-segmentation tx-sctp-segmentation tx-udp-segmentation tx-gso-list';
const TUNNELS =
  'tx-gre-segmentation tx-gre-csum-segmentation tx-ipxip4-segmentation tx-ipxip6-segmentation tx-udp_tnl-segmentation tx-udp_tnl-csum-segmentation';
const COPIES = 'tx-checksum-ip-generic tx-scatter-gather tx-scatter-gather-fraglist';
const LOCKLESS = states('on [fixed]', 'tx-lockless');

/** drivers/net/veth.c VETH_FEATURES; receive offload is off until someone asks for it (veth_disable_gro). */
const VETH: Set = new Map([
  ...SOFT,
  ...states(
    'on',
    `rx-checksumming ${COPIES} ${SEGMENTS} ${TUNNELS} tx-checksum-sctp highdma rx-vlan-offload tx-vlan-offload`,
  ),
  ...states('on', 'tx-vlan-stag-hw-insert rx-vlan-stag-hw-parse'),
  ...states('off', 'generic-receive-offload'),
  ...LOCKLESS,
]);
/** drivers/net/vxlan/vxlan_core.c vxlan_setup, drivers/net/geneve.c geneve_setup: big packets are cut in software, below. */
const TUNNEL: Set = new Map([...SOFT, ...states('on', `rx-checksumming ${COPIES} ${SEGMENTS}`), ...LOCKLESS]);
/** drivers/net/dummy.c dummy_setup. */
const DUMMY: Set = new Map([...SOFT, ...states('on', `${COPIES} ${SEGMENTS} ${TUNNELS} highdma`), ...LOCKLESS]);
/** drivers/net/loopback.c gen_lo_setup: only segmentation can be changed. */
const LOOPBACK: Set = new Map([
  ...SOFT,
  ...states('on [fixed]', `rx-checksumming ${COPIES} tx-checksum-sctp highdma vlan-challenged netns-local loopback`),
  ...states('on', SEGMENTS),
  ...states('off [fixed]', 'tx-nocache-copy'),
  ...LOCKLESS,
]);
/** drivers/net/ethernet/intel/e1000/e1000_main.c e1000_probe, for the 82540EM of VirtualBox. */
const E1000: Set = new Map([
  ...SOFT,
  ...states('on', 'tx-checksum-ip-generic tx-scatter-gather tx-tcp-segmentation rx-vlan-offload'),
  ...states('on [fixed]', 'tx-vlan-offload rx-vlan-filter'),
  ...states('off', 'rx-checksumming tx-tcp-mangleid-segmentation rx-fcs rx-all'),
]);

/** Null: whose NIC it is nobody knows. */
function featuresOf({ device }: LinkFacts): Set | null {
  switch (device.kind) {
    case 'veth':
      return VETH;
    case 'tunnel':
      return TUNNEL;
    case 'dummy':
      return DUMMY;
    case 'loopback':
      return LOOPBACK;
    case 'nic':
      return isVirtualBox(device) ? E1000 : isDocker(device.mac) ? VETH : null;
  }
}

/** A container's interface is one end of a pair. */
export function isDocker(mac: string): boolean {
  return mac.startsWith('02:42:');
}

/** `ethtool -k`; null for a driver that the lab does not know. */
export function featuresText(link: LinkFacts): string | null {
  const features = featuresOf(link);
  if (features === null) return null;
  const stateOf = (name: string): State => features.get(name) ?? 'off [fixed]';
  const groups = GROUPS.flatMap(([name, members]) => {
    if (members.length === 0) return [`${name}: ${stateOf(name)}\n`];
    const all = members.map(stateOf);
    const isOn = all.some((state) => state.startsWith('on'));
    const isFixed = all.every((state) => state.endsWith('[fixed]'));
    const lines = members.map((member, i) => `\t${member}: ${all[i] ?? ''}\n`);
    return [`${name}: ${isOn ? 'on' : 'off'}${isFixed ? ' [fixed]' : ''}\n`, ...lines];
  });
  const others = OTHERS.map((name) => `${name}: ${stateOf(name)}\n`);
  return `Features for ${link.device.name}:\n${[...groups, ...others].join('')}`;
}
