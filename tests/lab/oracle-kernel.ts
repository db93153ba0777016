import type { LabFile, LabPod } from '../../src/lab/file.ts';
import { week4 } from '../../src/lab/presets/week4.ts';

/**
 * The lab as it stood in network namespaces of a real Linux kernel, and what `ip route`, `ip rule` and `ip neigh` said there.
 * Its NATs were reached by a plain default route, not by DHCP, so the rows of eth0 are left out on both sides.
 */
function pod(name: string, ip: string, node: string, identity: number, lxc: string): LabPod {
  return { name, ip, node, identity, endpoint: null, lxc, labels: [], image: '', ports: [] };
}

export const oracleLab: LabFile = {
  ...week4,
  cilium: { ...week4.cilium, datapath: 'linux' },
  pods: [
    pod('curl-pod', '172.20.0.215', 'k8s-ctr', 27143, 'lxc0215'),
    pod('webpod-ctr', '172.20.0.154', 'k8s-ctr', 16202, 'lxc0154'),
    pod('webpod-w1', '172.20.1.164', 'k8s-w1', 16202, 'lxc1164'),
    pod('webpod-w0', '172.20.2.152', 'k8s-w0', 16202, 'lxc2152'),
  ],
  services: [],
  recorded: {
    ...week4.recorded,
    macs: [
      ['k8s-ctr:eth0', '08:00:27:00:02:0f'],
      ['k8s-ctr:eth1', '08:00:27:aa:10:64'],
      ['k8s-w1:eth1', '08:00:27:aa:10:65'],
      ['k8s-w0:eth1', '08:00:27:aa:20:64'],
      ['router:eth1', '08:00:27:aa:10:c8'],
      ['router:eth2', '08:00:27:aa:20:c8'],
      ['curl-pod:eth0', '9e:11:17:20:21:50'],
      ['webpod-ctr:eth0', '9e:11:17:20:15:40'],
      ['webpod-w1:eth0', '9e:11:17:21:16:40'],
      ['webpod-w0:eth0', '9e:11:17:22:15:20'],
      ['k8s-ctr:lxc0215', 'c6:d1:17:20:21:50'],
      ['k8s-ctr:lxc0154', 'c6:d1:17:20:15:40'],
      ['k8s-w1:lxc1164', 'c6:d1:17:21:16:40'],
      ['k8s-w0:lxc2152', 'c6:d1:17:22:15:20'],
      ['k8s-ctr:cilium_vxlan', 'ee:75:0e:00:10:64'],
      ['k8s-w1:cilium_vxlan', 'ee:75:0e:00:10:65'],
      ['k8s-w0:cilium_vxlan', 'ee:75:0e:00:20:64'],
    ],
  },
};

/** Route, `ip rule` (without the kernel's own three) and `ip neigh` lines by namespace. */
export interface KernelState {
  readonly routes: string;
  readonly rules?: string;
  readonly neigh: string;
}

const ROUTER: KernelState = {
  routes: `
    10.10.1.0/24 dev loop1 proto kernel scope link src 10.10.1.200
    10.10.2.0/24 dev loop2 proto kernel scope link src 10.10.2.200
    192.168.10.0/24 dev eth1 proto kernel scope link src 192.168.10.200
    192.168.20.0/24 dev eth2 proto kernel scope link src 192.168.20.200`,
  neigh: `
    10.0.2.2 dev eth0 lladdr 52:54:00:12:35:02 REACHABLE
    192.168.10.100 dev eth1 lladdr 08:00:27:aa:10:64 REACHABLE
    192.168.10.101 dev eth1 lladdr 08:00:27:aa:10:65 REACHABLE
    192.168.20.100 dev eth2 lladdr 08:00:27:aa:20:64 REACHABLE`,
};

function podState(gateway: string, mtu: string, lladdr: string): KernelState {
  return {
    routes: `default via ${gateway} dev eth0 ${mtu}\n${gateway} dev eth0 scope link`,
    neigh: `${gateway} dev eth0 lladdr ${lladdr} REACHABLE`,
  };
}

export const NATIVE: Readonly<Record<string, KernelState>> = {
  'k8s-ctr': {
    routes: `
      10.10.0.0/16 via 192.168.10.200 dev eth1 proto static
      172.20.0.0/24 via 172.20.0.84 dev cilium_host proto kernel src 172.20.0.84
      172.20.0.0/16 via 192.168.10.200 dev eth1 proto static
      172.20.0.84 dev cilium_host proto kernel scope link
      172.20.0.154 dev lxc0154 proto kernel scope link
      172.20.0.215 dev lxc0215 proto kernel scope link
      172.20.1.0/24 via 192.168.10.101 dev eth1 proto kernel
      192.168.10.0/24 dev eth1 proto kernel scope link src 192.168.10.100
      192.168.20.0/24 via 192.168.10.200 dev eth1 proto static`,
    neigh: `
      10.0.2.2 dev eth0 lladdr 52:54:00:12:35:02 REACHABLE
      172.20.0.154 dev lxc0154 lladdr 9e:11:17:20:15:40 REACHABLE
      172.20.0.215 dev lxc0215 lladdr 9e:11:17:20:21:50 REACHABLE
      192.168.10.101 dev eth1 lladdr 08:00:27:aa:10:65 REACHABLE
      192.168.10.200 dev eth1 lladdr 08:00:27:aa:10:c8 REACHABLE`,
  },
  'k8s-w0': {
    routes: `
      10.10.0.0/16 via 192.168.20.200 dev eth1 proto static
      172.20.0.0/16 via 192.168.20.200 dev eth1 proto static
      172.20.2.0/24 via 172.20.2.70 dev cilium_host proto kernel src 172.20.2.70
      172.20.2.70 dev cilium_host proto kernel scope link
      172.20.2.152 dev lxc2152 proto kernel scope link
      192.168.10.0/24 via 192.168.20.200 dev eth1 proto static
      192.168.20.0/24 dev eth1 proto kernel scope link src 192.168.20.100`,
    neigh: `
      192.168.20.200 dev eth1 lladdr 08:00:27:aa:20:c8 REACHABLE
      172.20.2.152 dev lxc2152 lladdr 9e:11:17:22:15:20 REACHABLE
      10.0.2.2 dev eth0 lladdr 52:54:00:12:35:02 REACHABLE`,
  },
  router: ROUTER,
  'curl-pod': podState('172.20.0.84', '', 'c6:d1:17:20:21:50'),
  'webpod-w0': podState('172.20.2.70', '', 'c6:d1:17:22:15:20'),
};

export const VXLAN: Readonly<Record<string, KernelState>> = {
  'k8s-ctr': {
    routes: `
      10.10.0.0/16 via 192.168.10.200 dev eth1 proto static
      172.20.0.0/24 via 172.20.0.84 dev cilium_host proto kernel src 172.20.0.84
      172.20.0.0/16 via 192.168.10.200 dev eth1 proto static
      172.20.0.84 dev cilium_host proto kernel scope link
      172.20.0.154 dev lxc0154 proto kernel scope link
      172.20.0.215 dev lxc0215 proto kernel scope link
      172.20.1.0/24  encap ip id 27143 src 0.0.0.0 dst 192.168.10.101 ttl 0 tos 0 via 172.20.1.179 dev cilium_vxlan onlink mtu 1450
      172.20.2.0/24  encap ip id 27143 src 0.0.0.0 dst 192.168.20.100 ttl 0 tos 0 via 172.20.2.70 dev cilium_vxlan onlink mtu 1450
      192.168.10.0/24 dev eth1 proto kernel scope link src 192.168.10.100
      192.168.20.0/24 via 192.168.10.200 dev eth1 proto static
      table 16202: 172.20.1.0/24  encap ip id 16202 src 0.0.0.0 dst 192.168.10.101 ttl 0 tos 0 via 172.20.1.179 dev cilium_vxlan onlink mtu 1450
      table 16202: 172.20.2.0/24  encap ip id 16202 src 0.0.0.0 dst 192.168.20.100 ttl 0 tos 0 via 172.20.2.70 dev cilium_vxlan onlink mtu 1450`,
    rules: '32765: from 172.20.0.154 lookup 16202',
    neigh: `
      172.20.0.215 dev lxc0215 lladdr 9e:11:17:20:21:50 REACHABLE
      10.0.2.2 dev eth0 lladdr 52:54:00:12:35:02 REACHABLE
      192.168.10.200 dev eth1 lladdr 08:00:27:aa:10:c8 REACHABLE
      172.20.0.154 dev lxc0154 lladdr 9e:11:17:20:15:40 REACHABLE
      192.168.10.101 dev eth1 lladdr 08:00:27:aa:10:65 REACHABLE
      172.20.2.70 dev cilium_vxlan lladdr ee:75:0e:00:20:64 PERMANENT
      172.20.1.179 dev cilium_vxlan lladdr ee:75:0e:00:10:65 PERMANENT`,
  },
  'k8s-w1': {
    routes: `
      10.10.0.0/16 via 192.168.10.200 dev eth1 proto static
      172.20.0.0/24  encap ip id 16202 src 0.0.0.0 dst 192.168.10.100 ttl 0 tos 0 via 172.20.0.84 dev cilium_vxlan onlink mtu 1450
      172.20.0.0/16 via 192.168.10.200 dev eth1 proto static
      172.20.1.0/24 via 172.20.1.179 dev cilium_host proto kernel src 172.20.1.179
      172.20.1.164 dev lxc1164 proto kernel scope link
      172.20.1.179 dev cilium_host proto kernel scope link
      172.20.2.0/24  encap ip id 16202 src 0.0.0.0 dst 192.168.20.100 ttl 0 tos 0 via 172.20.2.70 dev cilium_vxlan onlink mtu 1450
      192.168.10.0/24 dev eth1 proto kernel scope link src 192.168.10.101
      192.168.20.0/24 via 192.168.10.200 dev eth1 proto static`,
    neigh: `
      172.20.0.84 dev cilium_vxlan lladdr ee:75:0e:00:10:64 PERMANENT
      172.20.2.70 dev cilium_vxlan lladdr ee:75:0e:00:20:64 PERMANENT
      192.168.10.100 dev eth1 lladdr 08:00:27:aa:10:64 REACHABLE
      192.168.10.200 dev eth1 lladdr 08:00:27:aa:10:c8 REACHABLE
      172.20.1.164 dev lxc1164 lladdr 9e:11:17:21:16:40 REACHABLE
      10.0.2.2 dev eth0 lladdr 52:54:00:12:35:02 REACHABLE`,
  },
  router: ROUTER,
  'nat@k8s-ctr': {
    routes: '',
    neigh: '10.0.2.15 dev eth0 lladdr 08:00:27:00:02:0f REACHABLE',
  },
  'curl-pod': podState('172.20.0.84', 'mtu 1450', 'c6:d1:17:20:21:50'),
  'webpod-w1': podState('172.20.1.179', 'mtu 1450', 'c6:d1:17:21:16:40'),
};
