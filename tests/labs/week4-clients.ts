import type { LabFile, LabPod } from '../../src/lab/file.ts';
import { week4 } from '../../src/lab/presets/week4.ts';

/** The lab has its only client on k8s-ctr. Tests that send from everywhere need one on each node. */
export const CLIENTS = { 'k8s-ctr': 'curl-pod', 'k8s-w1': 'curl-w1', 'k8s-w0': 'curl-w0' } as const;
export const WEBPODS = {
  'k8s-ctr': 'webpod-697b545f57-mn7r5',
  'k8s-w1': 'webpod-697b545f57-9ns5w',
  'k8s-w0': 'webpod-697b545f57-9nnfd',
} as const;
export type NodeName = keyof typeof CLIENTS;
export const NODES = Object.keys(CLIENTS) as readonly NodeName[];

function client(name: string, ip: string, node: string): LabPod {
  return {
    name,
    ip,
    node,
    identity: 27143,
    endpoint: null,
    lxc: null,
    labels: [['app', 'curl']],
    image: 'nicolaka/netshoot',
    ports: [],
  };
}

/** The week 4 lab with a client pod on every node. */
export const week4Clients: LabFile = {
  ...week4,
  title: `${week4.title} with a client on every node`,
  pods: [...week4.pods, client('curl-w1', '172.20.1.10', 'k8s-w1'), client('curl-w0', '172.20.2.10', 'k8s-w0')],
};
