import { parseIpv4 } from '../wire/address.ts';
import { below, shown } from './fields.ts';
import type { LabFile } from './file.ts';
import type { Findings } from './problems.ts';

const FLOW = /^(.+)->(.+) (icmp|tcp|udp)$/;

/** Recorded values of machines, pods or flows that the lab does not have would silently count for nothing. */
export function checkRecorded({ nodes, router, pods, recorded }: LabFile, found: Findings): void {
  const machines = [...nodes.map((node) => node.name), ...(router === null ? [] : [router.name])];
  const names = new Set([...machines, ...machines.map((name) => `nat@${name}`), ...pods.map((pod) => pod.name)]);
  for (const [device] of recorded.macs) {
    if (names.has(device.slice(0, Math.max(0, device.lastIndexOf(':'))))) continue;
    found.warning(below('recorded.macs', device), 'unknown-device', { got: shown(device) });
  }
  if (recorded.backend !== null && !pods.some((pod) => pod.name === recorded.backend)) {
    found.warning('recorded.backend', 'unknown-pod', { got: shown(recorded.backend) });
  }
  const known = (end: string): boolean => names.has(end) || parseIpv4(end) !== null;
  for (const [flow] of recorded.flowPorts) {
    const m = FLOW.exec(flow);
    if (m && known(m[1]!) && known(m[2]!)) continue;
    found.warning(below('recorded.flowPorts', flow), 'unknown-flow', { got: shown(flow) });
  }
}
