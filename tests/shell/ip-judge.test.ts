import { spawnSync } from 'node:child_process';
import { afterAll, describe, expect, it } from 'vitest';
import { stranger } from '../../src/lab/presets/stranger.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import type { LabFile } from '../../src/lab/file.ts';
import type { Variant } from '../../src/lab/variant.ts';
import { missing, RealNamespace } from './real-ip.ts';
import { Terminals } from './running-lab.ts';

const why = missing();
if (why !== null) console.warn(`ip is not compared with the real one: ${why}`);

const netTools = spawnSync('route', ['-V']).status === 0 || spawnSync('arp', ['-V']).status === 0;
if (!netTools)
  console.warn('arp, route, netstat and ifconfig are not compared with the real ones: no net-tools on this machine');

const LABS: readonly (readonly [string, LabFile, Variant, string])[] = [
  ['native, control plane', week4, {}, 'k8s-ctr'],
  ['native, router', week4, {}, 'router'],
  ['native, router with routes', week4, { router: { kind: 'static', prefixes: 'all' } }, 'router'],
  ['native, pod', week4, {}, 'curl-pod'],
  ['VXLAN, worker', week4, { routing: 'vxlan' }, 'k8s-w0'],
  ['VXLAN, pod', week4, { routing: 'vxlan' }, 'curl-pod'],
  ['endpoint routes', week4, { endpointRoutes: true }, 'k8s-ctr'],
  ['another lab', stranger, {}, stranger.nodes[0]!.name],
  ['another lab, VXLAN', stranger, { routing: 'vxlan' }, stranger.nodes.at(-1)!.name],
  ['VXLAN by the plain kernel', week4, { routing: 'vxlan', datapath: 'linux' }, 'k8s-ctr'],
];

/** A table that is changed, and what is said about it in between. */
function changes(gateway: string | null): readonly string[] {
  if (gateway === null) return [];
  return [
    `ip route add 10.9.0.0/16 via ${gateway}`,
    'ip route show root 10.8.0.0/15',
    'ip route get 10.9.1.1',
    `ip route add 10.9.0.0/16 via ${gateway}`,
    `ip route add 10.9.0.0/16 via ${gateway} metric 50`,
    'ip route show root 10.8.0.0/15',
    `ip route replace 10.9.0.0/16 via ${gateway} mtu 1400 proto static`,
    'ip route get 10.9.1.1',
    `ip route change 10.10.9.0/24 via ${gateway}`,
    'ip route add blackhole 10.8.0.0/16',
    'ip route add unreachable 10.8.7.0/24 metric 9',
    'ip route add prohibit 10.8.6.0/24',
    ...['10.8.1.1', '10.8.7.1', '10.8.6.1'].map((address) => `ip route get ${address}`),
    'ip route show root 10.8.0.0/15',
    'ip route show type blackhole',
    'ip -j route show root 10.8.0.0/15',
    'ip r del 10.9.0.0/16',
    'ip route show root 10.8.0.0/15',
    'ip route flush root 10.8.0.0/15',
    'ip route show root 10.8.0.0/15',
    'ip route flush cache',
    'ip route del 10.9.0.0/16',
    `ip route add 10.9.0.1/16 via ${gateway}`,
    `ip route add 10.9.0.0/16 via ${gateway} table 77`,
    'ip route show table 77',
    'ip route get 10.9.1.1 | tail -1',
    'ip route flush table 77',
    'ip route show table 77',
  ];
}

/** A lease goes on while the test runs. */
function stripped(text: string): string {
  return text.replace(/\d+sec/g, 'Nsec');
}

const open: RealNamespace[] = [];
afterAll(() => open.forEach((namespace) => namespace.close()));

describe.skipIf(why !== null)(
  why === null ? 'the real ip prints the same' : `the real ip prints the same (${why})`,
  () => {
    it.each(LABS)('%s', (_, file, variant, name) => {
      const terminals = new Terminals(file, variant);
      const { world } = terminals.machine;
      const host = terminals.host(name);
      const real = new RealNamespace(world, host.netns);
      open.push(real);
      const addresses = [
        ...world.nodes.flatMap(({ ip, ciliumHost }) => [ip, ciliumHost]),
        ...[...world.pods.values()].map(({ ip }) => ip),
        ...[...world.devices.values()].flatMap((device) => device.addresses.map(({ ip }) => ip)),
        '8.8.8.8',
        '127.0.0.5',
      ];
      const main = [...world.netns.get(host.netns)!.tables.routes.values()].filter(({ table }) => table === 'main');
      const lines = [
        ...['', '-4 ', '-d ', '-j ', '-p -j ', '-c ', '-o '].map((flags) => `ip ${flags}route`),
        'ip route show table all | grep -v "::"',
        'ip route show table local',
        'ip route list proto kernel',
        'ip r s scope link',
        'ip ro ls type unicast',
        'ip route show metric 100',
        'ip route show table 2004',
        'ip route show dev lo table local',
        'ip route show default',
        ...main.flatMap(({ dst }) => [
          `ip route show ${dst}`,
          `ip route show match ${dst}`,
          `ip route show root ${dst}`,
        ]),
        ...new Set(main.flatMap(({ via }) => (via === null ? [] : [`ip route show via ${via}`]))),
        ...new Set(main.flatMap(({ dev }) => (dev === null ? [] : [`ip route show dev ${dev.split(':').at(-1)!}`]))),
        ...['', '-j ', '-d ', '-c '].map((flags) => `ip ${flags}rule`),
        'ip rule list table 2004',
        ...[...new Set(addresses)].flatMap((address) => [
          `ip route get ${address}`,
          `ip -j route get ${address}`,
          `ip route get ${address} mark 0x200`,
          `ip route get fibmatch ${address}`,
        ]),
        // As packets of a pod meet the table.
        ...[...world.pods.values()]
          .filter(({ node }) => node === host.netns)
          .slice(0, 1)
          .flatMap(({ ip, lxc }) =>
            [...new Set(addresses)].map(
              (address) => `ip route get ${address} from ${ip} iif ${lxc.split(':').at(-1)!}`,
            ),
          ),
        'ip -d -c route get 8.8.8.8',
        'ip -o route get 8.8.8.8',
        'ip route get 8.8.8.8 from 127.0.0.1',
        'ip route get 1.2.3.0/24',
        'ip route get',
        'ip route get nowhere',
        'ip neigh | sort',
        'ip -br neigh | sort',
        'ip -c n show | sort',
        'ip neigh show nud permanent | sort',
        'ip neigh show dev nodev',
        'ip addr show dev lo | grep -v inet6',
        'ip -br addr show lo | cut -c1-40',
        ...['cilium_host', 'cilium_net', 'cilium_vxlan'].flatMap((device) => [
          `ip addr show dev ${device}`,
          `ip -d link show ${device}`,
          `ip -j -d link show ${device}`,
          `ip -c -br addr show ${device}`,
          `ip -br link show ${device}`,
          `ip -o addr show ${device}`,
          `ip -j -p addr show ${device}`,
          `ip -4 addr show ${device}`,
          `ip -6 addr show ${device}`,
        ]),
        'ip link show type vxlan',
        'ip -4 -o addr',
        'ip addr show scope host | grep -v inet6',
        ...(netTools
          ? [
              'route -n',
              'netstat -rn',
              'arp -n | sort',
              'arp -an | sort',
              'arp -n 1.1.1.1',
              'ifconfig cilium_host | grep -v packets',
              'ifconfig lo | grep -v packets',
              'ifconfig nodev',
            ]
          : []),
        // Neither has tc in a pod.
        ...(host.kind === 'client'
          ? []
          : ['tc qdisc show dev cilium_host', 'tc filter show dev cilium_host ingress', 'tc qdisc show dev nodev']),
        'ip foo',
        'ip route foo',
        'ip -foo',
        'ip',
        'ip route show proto foo',
        'ip route show table foo',
        'ip route show dev foo',
        'ip link show foo',
        'ip route flush',
        'ip neigh flush',
        'ip addr show dev lo dev lo',
        'ip route add',
        'ip route add 10.9.0.0/16 via 10.99.0.1',
        'ip route add 10.9.0.0/16 dev foo',
        'ip route del 10.9.0.0/16',
        'ip route add foo via 10.0.0.1',
        'ip route add 10.9.0.0/16 via foo',
        'ip route add 10.9.0.0/16 metric foo',
        ...changes(main.find(({ via, scope }) => via !== null && scope === 'global')?.via ?? null),
      ];
      const theirs = real.run(lines);
      for (const [i, line] of lines.entries()) {
        const { text, code } = terminals.type(name, line);
        const answer = theirs[i]!;
        // Neighbours come in the order of a hash with the kernel's own secret.
        const shown = (all: string): string =>
          line.startsWith('ip neigh') ? stripped(all).split('\n').toSorted().join('\n') : stripped(all);
        expect({ line, text: shown(text), code }).toEqual({ line, text: shown(answer.text), code: answer.code });
      }
    });
  },
);
