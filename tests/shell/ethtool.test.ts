import { describe, expect, it } from 'vitest';
import { Terminals } from './running-lab.ts';

const fixed = (lab: Terminals, device: string, filter: string): string =>
  lab.type('k8s-ctr', `ethtool -k ${device} | grep -E "${filter}"`).out;

describe('ethtool', () => {
  it('says what drivers do for the stack, by the kind of the device', () => {
    const lab = new Terminals(undefined, { routing: 'vxlan' });
    const pod = [...lab.machine.world.pods.values()].find(({ node }) => node === 'k8s-ctr')!;
    const lxc = lab.machine.world.devices.get(pod.lxc)!.name;
    expect(lab.type('k8s-ctr', 'ethtool -k eth1 | head -17').out).toBe(
      `Features for eth1:
rx-checksumming: off
tx-checksumming: on
	tx-checksum-ipv4: off [fixed]
	tx-checksum-ip-generic: on
	tx-checksum-ipv6: off [fixed]
	tx-checksum-fcoe-crc: off [fixed]
	tx-checksum-sctp: off [fixed]
scatter-gather: on
	tx-scatter-gather: on
	tx-scatter-gather-fraglist: off [fixed]
tcp-segmentation-offload: on
	tx-tcp-segmentation: on
	tx-tcp-ecn-segmentation: off [fixed]
	tx-tcp-mangleid-segmentation: off
	tx-tcp6-segmentation: off [fixed]
generic-segmentation-offload: on
`,
    );
    const tunnels = '^(tx-udp_tnl-segmentation|generic-receive-offload|tx-lockless)';
    expect(fixed(lab, lxc, tunnels)).toBe(
      'generic-receive-offload: off\ntx-lockless: on [fixed]\ntx-udp_tnl-segmentation: on\n',
    );
    expect(fixed(lab, 'cilium_vxlan', tunnels)).toBe(
      'generic-receive-offload: on\ntx-lockless: on [fixed]\ntx-udp_tnl-segmentation: off [fixed]\n',
    );
    expect(fixed(lab, 'lo', '^(tx-checksumming|loopback)')).toBe('tx-checksumming: on [fixed]\nloopback: on [fixed]\n');
  });

  it('names the driver, and the other end of a pair', () => {
    const lab = new Terminals(undefined, { routing: 'geneve' });
    const { world } = lab.machine;
    for (const { lxc, node, endpoint } of world.pods.values()) {
      const device = world.devices.get(lxc)!;
      const { out } = lab.type(node, `ethtool -S ${device.name} | head -2`);
      const inside = lab.type(node, `ip -br link show ${device.name}`).out;
      expect([endpoint, out]).toEqual([
        endpoint,
        `NIC statistics:\n     peer_ifindex: ${/@if(\d+)/.exec(inside)?.[1]}\n`,
      ]);
    }
    expect(lab.type('k8s-w0', 'ethtool -i cilium_geneve').out).toMatch(
      /^driver: geneve\nversion: 0\.6\nfirmware-version: \n/,
    );
    expect(lab.type('k8s-w0', 'ethtool -i eth1').out).toMatch(
      /^driver: e1000\n.*\nbus-info: 0000:00:08\.0\nsupports-statistics: yes\n/s,
    );
    expect(lab.type('k8s-w0', 'ethtool -i lo')).toMatchObject({
      text: 'Cannot get driver information: Operation not supported\n',
      code: 71,
    });
    expect(lab.type('k8s-w0', 'ethtool -S cilium_geneve')).toMatchObject({ text: 'no stats available\n', code: 94 });
  });

  it('counts what has passed a NIC', () => {
    const lab = new Terminals();
    const packets = (): number => Number(/tx_packets: (\d+)/.exec(lab.type('k8s-ctr', 'ethtool -S eth1').out)?.[1]);
    const before = packets();
    lab.type('k8s-ctr', `ping -c 2 ${lab.machine.world.nodes.at(-1)!.ip}`);
    expect(packets()).toBeGreaterThanOrEqual(before + 2);
  });

  it.each([
    ['ethtool', /bad command line argument/, 1],
    ['ethtool -k nope', /No such device/, 1],
    ['ethtool -i nope', /^Cannot get driver information: No such device\n$/, 71],
    ['ethtool -K eth1 tso off', /is not supported in this lab/, 1],
    ['ethtool eth1', /are not part of this lab/, 1],
  ] as const)('%s', (line, text, code) => {
    const { err, code: got } = new Terminals().type('k8s-ctr', line);
    expect(err).toMatch(text);
    expect(got).toBe(code);
  });
});
