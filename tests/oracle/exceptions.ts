/**
 * Where a replayed case may differ from its recording, and why. Every entry is checked to be needed still: one that
 * no longer is fails its test.
 */
export interface Exception {
  readonly case: string;
  /** 'order', 'paths', 'STEP prints' or the name of a capture. */
  readonly check: string;
  /**
   * 'commuting': the same frames, in the same order at each device and along each packet; unrelated frames may be
   * exchanged. 'differs': not compared.
   */
  readonly allowed: 'commuting' | 'differs';
  readonly reason: string;
}

/** Cases that are not replayed at all. */
export const NOT_REPLAYED: Readonly<Record<string, string>> = {
  '13-offload-on-vxlan':
    'NIC offload is not modelled: checksums that the card would fill in, and frames longer than the MTU',
};

const ONE_PROCESSOR =
  'the recording host took the first fragment through all of its namespaces before it sent the second; machines work side by side';
const FLOODING = 'a broadcast reaches the hosts of a segment in the order of the ports of the recording bridge';

export const EXCEPTIONS: readonly Exception[] = [
  { case: '08a-mtu-native', check: 'order', allowed: 'commuting', reason: ONE_PROCESSOR },
  { case: '08b-mtu-vxlan', check: 'order', allowed: 'commuting', reason: ONE_PROCESSOR },
  {
    case: '08b-mtu-vxlan',
    check: 'k8s-ctr.any',
    allowed: 'commuting',
    reason: 'both outer frames came in one poll of the NIC and were unpacked after it; k8s-w0 got them one by one',
  },
  { case: '08f-vxlan-underlay-1400', check: 'order', allowed: 'commuting', reason: ONE_PROCESSOR },
  { case: '11e-no-such-node', check: 'order', allowed: 'commuting', reason: FLOODING },
  { case: '11f-arp-cold-native-w0', check: 'order', allowed: 'commuting', reason: FLOODING },
  { case: '11g-arp-cold-native-w1', check: 'order', allowed: 'commuting', reason: FLOODING },
  { case: '14j-ebpf-arp-cold-native-w0', check: 'order', allowed: 'commuting', reason: FLOODING },
  {
    case: '12a-asym-w0-no-return',
    check: 'order',
    allowed: 'commuting',
    reason: 'SYN and SYN-ACK are repeated in the same tick of two kernels; which of them is first is chance',
  },
];

export function exceptionOf(name: string, check: string): Exception | null {
  return EXCEPTIONS.find((e) => e.case === name && e.check === check) ?? null;
}
