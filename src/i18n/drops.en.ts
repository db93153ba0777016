import type { CiliumDropText, Errno, KernelDropText } from '../trace/verdict.ts';

/** One sentence for each reason why a packet goes no further. */
export const dropsEn = {
  cilium: {
    'Invalid source ip': 'The packet does not carry the address that this endpoint was given.',
    'Policy denied': 'A policy applies to this endpoint and no rule of it allows the packet.',
    'Policy denied by denylist': 'A rule of the policy denies it in so many words.',
    'Invalid packet': 'Conntrack cannot read it: ICMP fragments end here since Cilium 1.18.',
    'CT: Truncated or invalid header': 'The transport header that conntrack needs is cut short.',
    'Unsupported L3 protocol': 'It is neither IPv4 nor ARP, and this lab handles nothing else.',
    'Service backend not found': 'The service exists, but no backend is behind it.',
    'No tunnel/encapsulation endpoint (datapath BUG!)':
      'It should go into the tunnel, but no remote node is known for it.',
    'Stale or unroutable IP': 'No endpoint of this node and no other node has this address.',
    'Local host is unreachable': 'No entry of this node belongs to the address.',
    'No mapping for NAT masquerade': 'No NAT mapping could be found or made for it.',
    'FIB lookup failed': "The kernel's routing table had no usable answer to bpf_fib_lookup.",
    'Encapsulation traffic is prohibited': 'A pod may not send tunnel traffic of its own.',
    'Invalid identity': 'The VNI is an identity that must never arrive by tunnel.',
    'TTL exceeded': 'Its TTL is used up, and Cilium sends no ICMP about it.',
    'Endpoint policy program not available': 'The policy program of the endpoint is not loaded.',
  } satisfies Readonly<Record<CiliumDropText, string>>,
  kernel: {
    'no route': 'No row of the routing table matches, not even a default route.',
    'route unreachable': 'The matching route itself says unreachable.',
    'route prohibit': 'The matching route itself says prohibit.',
    'route blackhole': 'The matching route itself says blackhole, which is silent.',
    'reverse path filter': 'By rp_filter: the way back to its source does not go by this device.',
    'martian source': 'Its source is an address of this host itself.',
    'other host': 'The frame is for another MAC.',
    'ttl exceeded': 'Its TTL is used up.',
    'fragmentation needed': 'It is larger than the MTU of the way on, and DF forbids to cut it.',
    'neighbour unresolved': 'Nobody answered ARP for the next hop.',
    'forwarding disabled': 'It is for someone else, and this host does not forward (ip_forward=0).',
    'no socket': 'Nobody listens on that port.',
    'not this host': 'The address belongs to no one here.',
    'no such device': 'The device is not there.',
    'reassembly timeout': 'Some of its fragments never came.',
    'no tunnel key': 'The tunnel device got a packet without a tunnel key: it knows no remote of its own.',
    'dummy device': 'A dummy device swallows whatever is sent to it.',
  } satisfies Readonly<Record<KernelDropText, string>>,
  errno: {
    EMSGSIZE: "larger than the route's MTU, and not to be cut",
    ENETUNREACH: 'no route to that network',
    EHOSTUNREACH: 'no way to that host',
    ECONNREFUSED: 'nobody listens there',
    EACCES: 'the route forbids it',
    ETIMEDOUT: 'no answer in time',
  } satisfies Readonly<Record<Errno, string>>,
  /** `why` is one of the above, `name` what Cilium or the kernel calls it. */
  sentence: (x: { name: string; why: string }) => `${x.name}. ${x.why}`,
  byCilium: (x: { code: number; text: string }) => `Cilium ${x.code} ${x.text}`,
  byKernel: (x: { text: string }) => `${x.text} (kernel)`,
  /** bpf_fib_lookup's own answer, for Cilium 169. */
  fib: (x: { result: string }) => `bpf_fib_lookup answered '${x.result}'.`,
};

/** include/uapi/linux/bpf.h BPF_FIB_LKUP_RET_*: what `ext_err` of drop 169 means. The same words in every language. */
export const FIB_RESULT: Readonly<Record<number, string>> = {
  1: 'blackhole',
  2: 'unreachable',
  3: 'prohibit',
  4: 'not fwded',
  5: 'fwd disabled',
  6: 'unsupp lwt',
  7: 'no neigh',
  8: 'frag needed',
};
