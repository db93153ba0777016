import type { At } from './at.ts';
import type { Story } from './story.ts';

const TITLE = 'lxc · cil_from_container';

/** Why the FIB row of a native-mode packet is the one that it is. */
export type FibTrap =
  /** No route of its own for a node in another subnet: autoDirectNodeRoutes adds none. */
  | { readonly kind: 'other-subnet'; readonly podCIDR: string; readonly nodeIp: string }
  /** autoDirectNodeRoutes is off: no node has a route of its own. */
  | { readonly kind: 'no-auto'; readonly podCIDR: string }
  /** The agent's own route to a node on the same L2 won. */
  | { readonly kind: 'direct'; readonly node: string; readonly loser: string | null }
  | { readonly kind: 'tunnel-ignored' }
  /** No endpoint has the address: the podCIDR's own row is left, and it leads into cilium_host. */
  | { readonly kind: 'nobody' }
  | { readonly kind: 'plain' };

/** cil_from_container: everything that a pod sends passes here. */
export const lxcEn = {
  arp: (x: { target: string; mac: string }): Story => ({
    title: 'lxc · tail_handle_arp',
    sentence: `The program answers the pod's ARP itself: ${x.target} is at ${x.mac}, the MAC of this lxc.`,
    detail:
      'The gateway is the IP of cilium_host, but not its MAC: the frames come to the lxc, and cilium_host never hears the question.',
  }),
  local: (at: At, x: { pod: string; bypassed: string | null }): Story => ({
    title: TITLE,
    sentence: `${at.dst} is ${x.pod} on this node (cilium_lxc): TTL ${at.before}→${at.ttl}, new MACs, then its policy.`,
    detail:
      x.bypassed === null
        ? "All of it happens in the sender's hook: nothing on eth1, nothing on cilium_host."
        : `All of it happens in the sender's hook. \`ip route\` says ${x.bypassed} dev cilium_host, but nobody asks it.`,
  }),
  fib: (at: At, x: { row: string; via: string | null; dev: string; neigh: boolean; trap: FibTrap }): Story => ({
    title: TITLE,
    sentence: `bpf_fib_lookup: ${x.row} ${x.via === null ? 'on the link' : `via ${x.via}`} wins; TTL ${at.before}→${at.ttl}, bpf_redirect${x.neigh ? '_neigh' : ''} to ${x.dev}.`,
    detail: fibDetail(x.trap, x.row),
  }),
  fibDefault: (at: At, x: { dev: string }): Story => ({
    title: TITLE,
    sentence: `Only the node's default route matches ${at.dst}: TTL ${at.before}→${at.ttl}, bpf_redirect to ${x.dev}, away from the lab.`,
    detail: 'No other row covers the address. For Cilium this is a success: to-network FORWARDED.',
  }),
  encap: (at: At, x: { vni: number; remote: string; tunnel: string; bypassed: string | null }): Story => ({
    title: TITLE,
    sentence: `ipcache says ${at.dst} is behind ${x.remote}: tunnel key with VNI ${x.vni}, bpf_redirect to ${x.tunnel}.`,
    detail:
      x.bypassed === null
        ? 'TTL and MACs stay as the pod sent them, and no kernel route is asked.'
        : `\`ip route\` says ${x.bypassed} dev cilium_host, yet the packet never enters it: the redirect comes before any route.`,
  }),
  host: (at: At, x: { endpointRoutes: boolean }): Story => ({
    title: TITLE,
    sentence: x.endpointRoutes
      ? `${at.dst} is this node itself: identity into the mark, up to its kernel; endpointRoutes spares the TTL.`
      : `${at.dst} is this node itself: TTL ${at.before}→${at.ttl}, identity into the mark, up to its kernel (to-stack).`,
    detail: 'The way in does not cross cilium_host: the lxc hands the packet straight to the stack.',
  }),
  stack: (at: At): Story => ({
    title: TITLE,
    sentence:
      at.before === at.ttl
        ? 'Legacy host routing with endpointRoutes: up to the kernel, which routes it as any other packet.'
        : `Legacy host routing: TTL ${at.before}→${at.ttl} here, then up to the kernel, which routes it as any other packet.`,
    detail: 'Netfilter sees the packet now, and ip_forward will take one more from the TTL.',
  }),
  egressDenied: (at: At, x: { pod: string }): Story => ({
    title: TITLE,
    sentence: `The egress policy of ${x.pod} does not allow ${at.dst}: dropped here (133), before any route is asked.`,
    detail: 'No ICMP and no RST: the sender only sees a timeout.',
  }),
  fragment: (at: At): Story => ({
    title: TITLE,
    sentence: `An ICMP fragment from ${at.src}: conntrack cannot read its type, so 1.18 drops it as Invalid packet (134).`,
    detail: 'Cilium 1.17 let such fragments through. This is read from the code; no capture of it is known.',
  }),
  dropped: (at: At, x: { reason: string }): Story => ({
    title: TITLE,
    sentence: `The program drops ${at.src} → ${at.dst}: ${x.reason}.`,
    detail: null,
  }),
  /** Takes the place of the detail when this program itself chose the backend. */
  perPacketLb: (x: { service: string; backend: string }) =>
    `socketLB is off: the ClusterIP came as far as this lxc, and here ${x.service} becomes ${x.backend}.`,
  passed: (at: At): Story => ({
    title: TITLE,
    sentence: `The program lets ${at.src} → ${at.dst} go on to the kernel.`,
    detail: null,
  }),
};

function fibDetail(trap: FibTrap, row: string): string {
  switch (trap.kind) {
    case 'other-subnet':
      return `autoDirectNodeRoutes gives no route to ${trap.podCIDR}: ${trap.nodeIp} lies behind a gateway, so only ${row} is left.`;
    case 'no-auto':
      return `autoDirectNodeRoutes is off, so the agent adds no route to ${trap.podCIDR}: ${row} is all that matches.`;
    case 'direct':
      return trap.loser === null
        ? `autoDirectNodeRoutes put ${row} there: ${trap.node} is on the same L2.`
        : `autoDirectNodeRoutes put ${row} there, since ${trap.node} is on the same L2; its longer prefix beats ${trap.loser}.`;
    case 'tunnel-ignored':
      return 'ipcache says hastunnel even now, but native routing does not compile the branch that reads it.';
    case 'nobody':
      return 'No endpoint of this node has the address, so only the row of the podCIDR is left. Behind cilium_host nobody has it either.';
    case 'plain':
      return "The kernel's own table, asked through a BPF helper: no netfilter, no cilium_host on the way.";
  }
}
