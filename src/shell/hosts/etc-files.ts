import type { LabNode, LabRouter } from '../../lab/file.ts';
import { hostsFile as namesOf } from '../../lab/hosts-file.ts';
import type { World } from '../../lab/world.ts';
import { ipv4Of, type Ipv4Addr } from '../../wire/address.ts';
import type { Host } from './host.ts';

const IPV6_HOSTS = `::1     ip6-localhost ip6-loopback
fe00::0 ip6-localnet
ff00::0 ip6-mcastprefix
ff02::1 ip6-allnodes
ff02::2 ip6-allrouters
`;

function loopbackOf(world: World, host: Host): Ipv4Addr {
  const devices = world.netns.get(host.netns)?.devices ?? [];
  const loopback = devices.map((id) => world.devices.get(id)!).find(({ kind }) => kind === 'loopback');
  return loopback?.addresses[0]?.ip ?? ipv4Of(0x7f00_0001);
}

/** Machines: as the lab's scripts leave it. Pods: as the kubelet makes it (pkg/kubelet/kubelet_pods.go managedHostsFileContent). */
export function hostsFile(world: World, host: Host): string {
  const loopback = loopbackOf(world, host);
  const pod = world.pods.get(host.netns);
  if (pod !== undefined) {
    return `# Kubernetes-managed hosts file.
${loopback}\tlocalhost
::1\tlocalhost ip6-localhost ip6-loopback
fe00::0\tip6-localnet
fe00::0\tip6-mcastprefix
fe00::1\tip6-allnodes
fe00::2\tip6-allrouters
${pod.ip}\t${pod.shortName}
`;
  }
  const own = [...namesOf(world, host.netns)].map(([name, ip]) => `${ip} ${name}\n`).join('');
  return `${loopback} localhost

# The following lines are desirable for IPv6 capable hosts
${IPV6_HOSTS}${own}`;
}

/** Pods: the cluster's DNS (pkg/kubelet/network/dns). Machines: systemd-resolved's own address. */
export function resolvFile(world: World, host: Host): string {
  const pod = world.pods.get(host.netns);
  if (pod === undefined) {
    const stub = ipv4Of(0x7f00_0035);
    return `# This is /run/systemd/resolve/stub-resolv.conf managed by man:systemd-resolved(8).
# Do not edit.
#
# See man:systemd-resolved.service(8) for details about the supported modes of
# operation for /etc/resolv.conf.

nameserver ${stub}
options edns0 trust-ad
search .
`;
  }
  const dns = world.services.find(
    ({ shortName, namespace }) => shortName === 'kube-dns' && namespace === 'kube-system',
  );
  const search = `search ${pod.namespace}.svc.cluster.local svc.cluster.local cluster.local\n`;
  return `${search}${dns === undefined ? '' : `nameserver ${dns.clusterIP}\n`}options ndots:5\n`;
}

/** /etc/os-release. Machines and the agent's image are Ubuntu's, netshoot's Alpine's (unverified: which release). */
export function osRelease(host: Host): string {
  if (host.kind === 'client') {
    return `NAME="Alpine Linux"
ID=alpine
VERSION_ID=3.22.0
PRETTY_NAME="Alpine Linux v3.22"
HOME_URL="https://alpinelinux.org/"
BUG_REPORT_URL="https://gitlab.alpinelinux.org/alpine/aports/-/issues"
`;
  }
  return `PRETTY_NAME="Ubuntu 24.04.2 LTS"
NAME="Ubuntu"
VERSION_ID="24.04"
VERSION="24.04.2 LTS (Noble Numbat)"
VERSION_CODENAME=noble
ID=ubuntu
ID_LIKE=debian
HOME_URL="https://www.ubuntu.com/"
SUPPORT_URL="https://help.ubuntu.com/"
BUG_REPORT_URL="https://bugs.launchpad.net/ubuntu/"
PRIVACY_POLICY_URL="https://www.ubuntu.com/legal/terms-and-policies/privacy-policy"
UBUNTU_CODENAME=noble
LOGO=ubuntu-logo
`;
}

/** /etc/netplan/50-vagrant.yaml: the private networks, and the routes that the lab's scripts add (unverified: their indentation). */
export function netplan(world: World, host: Host): string {
  const { nodes, router } = world.file;
  const node = nodes.find(({ name }) => name === host.netns);
  const devices = node === undefined ? routerPorts(router) : [[node.dev, `${node.ip}/${node.prefix}`] as const];
  const blocks = devices.map(([name, address]) => `    ${name}:\n      addresses:\n      - ${address}\n`);
  return `---
network:
  version: 2
  renderer: networkd
  ethernets:
${blocks.join('')}${node === undefined ? '' : routesOf(node)}`;
}

function routerPorts(router: LabRouter | null): readonly (readonly [string, string])[] {
  return router === null
    ? []
    : [
        ['eth1', router.eth1],
        ['eth2', router.eth2],
      ];
}

function routesOf({ staticRoutes }: LabNode): string {
  if (staticRoutes.length === 0) return '';
  const lines = staticRoutes.map((spec) => {
    const [to = '', word, via = ''] = spec.trim().split(/\s+/);
    return word === 'via' ? `      - to: ${to}\n        via: ${via}\n` : `      - to: ${word}\n        type: ${to}\n`;
  });
  return `      routes:\n${lines.join('')}`;
}
