import { describe, expect, it } from 'vitest';
import { deriveWorld } from '../../src/lab/derive.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { withVariant } from '../../src/lab/variant.ts';
import { ipcacheLine, lines, routeLines, ruleLine, tablesOf } from './printed.ts';

/** What people who ran the lab saw in their terminals. */
const CILIUM_HOST_ROUTES = {
  'k8s-ctr': `
    172.20.0.0/24 via 172.20.0.84 dev cilium_host proto kernel src 172.20.0.84
    172.20.0.84 dev cilium_host proto kernel scope link
    172.20.1.0/24 via 172.20.0.84 dev cilium_host proto kernel src 172.20.0.84 mtu 1450
    172.20.2.0/24 via 172.20.0.84 dev cilium_host proto kernel src 172.20.0.84 mtu 1450`,
  'k8s-w0': `
    172.20.0.0/24 via 172.20.2.70 dev cilium_host proto kernel src 172.20.2.70 mtu 1450
    172.20.1.0/24 via 172.20.2.70 dev cilium_host proto kernel src 172.20.2.70 mtu 1450
    172.20.2.0/24 via 172.20.2.70 dev cilium_host proto kernel src 172.20.2.70
    172.20.2.70 dev cilium_host proto kernel scope link`,
  'k8s-w1': `
    172.20.0.0/24 via 172.20.1.179 dev cilium_host proto kernel src 172.20.1.179 mtu 1450
    172.20.1.0/24 via 172.20.1.179 dev cilium_host proto kernel src 172.20.1.179
    172.20.1.179 dev cilium_host proto kernel scope link
    172.20.2.0/24 via 172.20.1.179 dev cilium_host proto kernel src 172.20.1.179 mtu 1450`,
} as const;

const IPCACHE_OF_W1 = `
  172.20.0.215/32     identity=27143 encryptkey=0 tunnelendpoint=192.168.10.100 flags=hastunnel
  172.20.0.231/32     identity=17559 encryptkey=0 tunnelendpoint=192.168.10.100 flags=hastunnel
  172.20.2.152/32     identity=16202 encryptkey=0 tunnelendpoint=192.168.20.100 flags=hastunnel
  172.20.0.182/32     identity=17559 encryptkey=0 tunnelendpoint=192.168.10.100 flags=hastunnel
  172.20.1.179/32     identity=1 encryptkey=0 tunnelendpoint=0.0.0.0 flags=<none>
  192.168.10.101/32   identity=1 encryptkey=0 tunnelendpoint=0.0.0.0 flags=<none>
  192.168.20.100/32   identity=6 encryptkey=0 tunnelendpoint=0.0.0.0 flags=<none>
  172.20.0.78/32      identity=26816 encryptkey=0 tunnelendpoint=192.168.10.100 flags=hastunnel
  172.20.0.84/32      identity=6 encryptkey=0 tunnelendpoint=192.168.10.100 flags=hastunnel
  172.20.0.194/32     identity=25089 encryptkey=0 tunnelendpoint=192.168.10.100 flags=hastunnel
  172.20.2.70/32      identity=6 encryptkey=0 tunnelendpoint=192.168.20.100 flags=hastunnel
  0.0.0.0/0           identity=2 encryptkey=0 tunnelendpoint=0.0.0.0 flags=<none>
  172.20.0.96/32      identity=28473 encryptkey=0 tunnelendpoint=192.168.10.100 flags=hastunnel
  172.20.0.154/32     identity=16202 encryptkey=0 tunnelendpoint=192.168.10.100 flags=hastunnel
  172.20.0.197/32     identity=46313 encryptkey=0 tunnelendpoint=192.168.10.100 flags=hastunnel
  172.20.2.0/24       identity=2 encryptkey=0 tunnelendpoint=192.168.20.100 flags=hastunnel
  192.168.10.100/32   identity=7 encryptkey=0 tunnelendpoint=0.0.0.0 flags=<none>
  172.20.0.0/24       identity=2 encryptkey=0 tunnelendpoint=192.168.10.100 flags=hastunnel
  172.20.1.164/32     identity=16202 encryptkey=0 tunnelendpoint=0.0.0.0 flags=<none>
  10.0.2.15/32        identity=1 encryptkey=0 tunnelendpoint=0.0.0.0 flags=<none>
  172.20.0.15/32      identity=52439 encryptkey=0 tunnelendpoint=192.168.10.100 flags=hastunnel
  172.20.0.73/32      identity=55586 encryptkey=0 tunnelendpoint=192.168.10.100 flags=hastunnel`;
/** Of these pods the lab file keeps only two kinds; the rest (metrics, Hubble, storage) talk to nobody in it. */
const NOT_IN_THE_LAB = ['172.20.0.78', '172.20.0.194', '172.20.0.96', '172.20.0.197', '172.20.0.15', '172.20.0.73'];

const UPLINK_ROUTES = `
  default via 10.0.2.2 dev eth0 proto dhcp src 10.0.2.15 metric 100
  10.0.2.0/24 dev eth0 proto kernel scope link src 10.0.2.15 metric 100
  10.0.2.2 dev eth0 proto dhcp scope link src 10.0.2.15 metric 100
  10.0.2.3 dev eth0 proto dhcp scope link src 10.0.2.15 metric 100`;

const native = deriveWorld(week4);
const overlay = deriveWorld(withVariant(week4, { routing: 'vxlan' }));

describe('what the lab printed', () => {
  it.each(Object.entries(CILIUM_HOST_ROUTES))('ip route | grep cilium_host on %s, overlay', (node, printed) => {
    const own = routeLines(tablesOf(overlay, node)).filter((line) => line.includes('cilium_host'));
    expect(own).toEqual(lines(printed));
  });

  it('is the same for Geneve', () => {
    const geneve = deriveWorld(withVariant(week4, { routing: 'geneve' }));
    for (const node of Object.keys(CILIUM_HOST_ROUTES)) {
      expect(routeLines(tablesOf(geneve, node))).toEqual(routeLines(tablesOf(overlay, node)));
    }
  });

  it.each([['native', native] as const, ['overlay', overlay] as const])(
    'cilium-dbg bpf ipcache list on k8s-w1, %s',
    (_, world) => {
      const recorded = lines(IPCACHE_OF_W1).filter((line) => !NOT_IN_THE_LAB.some((ip) => line.startsWith(`${ip}/`)));
      const own = [...tablesOf(world, 'k8s-w1').cilium_ipcache_v2.values()].map(ipcacheLine);
      expect(own.toSorted()).toEqual(recorded.toSorted());
    },
  );

  it('the eight routes of the router', () => {
    expect(routeLines(tablesOf(native, 'router'))).toEqual(
      lines(`${UPLINK_ROUTES}
        10.10.1.0/24 dev loop1 proto kernel scope link src 10.10.1.200
        10.10.2.0/24 dev loop2 proto kernel scope link src 10.10.2.200
        192.168.10.0/24 dev eth1 proto kernel scope link src 192.168.10.200
        192.168.20.0/24 dev eth2 proto kernel scope link src 192.168.20.200`),
    );
  });

  it('ip route on k8s-ctr, native: a direct route to the peer on the wire, none to the one behind the router', () => {
    expect(routeLines(tablesOf(native, 'k8s-ctr'))).toEqual(
      lines(`${UPLINK_ROUTES}
        10.10.0.0/16 via 192.168.10.200 dev eth1 proto static
        172.20.0.0/24 via 172.20.0.84 dev cilium_host proto kernel src 172.20.0.84
        172.20.0.0/16 via 192.168.10.200 dev eth1 proto static
        172.20.0.84 dev cilium_host proto kernel scope link
        172.20.1.0/24 via 192.168.10.101 dev eth1 proto kernel
        192.168.10.0/24 dev eth1 proto kernel scope link src 192.168.10.100
        192.168.20.0/24 via 192.168.10.200 dev eth1 proto static`),
    );
    expect(routeLines(tablesOf(native, 'k8s-w0')).filter((line) => line.startsWith('172.20.'))).toEqual(
      lines(`
        172.20.0.0/16 via 192.168.20.200 dev eth1 proto static
        172.20.2.0/24 via 172.20.2.70 dev cilium_host proto kernel src 172.20.2.70
        172.20.2.70 dev cilium_host proto kernel scope link`),
    );
  });

  it('without direct node routes not even the peer on the wire has one', () => {
    const world = deriveWorld(withVariant(week4, { autoDirectNodeRoutes: false }));
    expect(routeLines(tablesOf(world, 'k8s-ctr')).some((line) => line.startsWith('172.20.1.0/24'))).toBe(false);
  });

  it('endpoint routes take the place of cilium_host in native mode and join it in overlay', () => {
    const podRows = (routing: 'native' | 'vxlan') =>
      routeLines(tablesOf(deriveWorld(withVariant(week4, { routing, endpointRoutes: true })), 'k8s-w0'))
        .filter((line) => line.startsWith('172.20.2.'))
        .map((line) => line.replace(/lxc[0-9a-f]{12}/, 'lxc<12 hex>'));
    const pod = '172.20.2.152 dev lxc<12 hex> proto kernel scope link';
    expect(podRows('native')).toEqual([pod]);
    expect(podRows('vxlan')).toEqual([
      '172.20.2.0/24 via 172.20.2.70 dev cilium_host proto kernel src 172.20.2.70',
      '172.20.2.70 dev cilium_host proto kernel scope link',
      pod,
    ]);
  });

  it('ip route in a pod', () => {
    expect(routeLines(tablesOf(native, 'curl-pod'))).toEqual([
      'default via 172.20.0.84 dev eth0 mtu 1500',
      '172.20.0.84 dev eth0 scope link',
    ]);
    expect(routeLines(tablesOf(overlay, 'curl-pod'))[0]).toBe('default via 172.20.0.84 dev eth0 mtu 1450');
  });

  it('ip rule on a node and in a pod', () => {
    const rules = (netns: string) => [...tablesOf(native, netns).rules.values()].map(ruleLine);
    expect(rules('k8s-ctr')).toEqual([
      '9: from all fwmark 0x200/0xf00 lookup 2004',
      '10: from all fwmark 0xa00/0xf00 lookup 2005',
      '100: from all lookup local',
      '32766: from all lookup main',
      '32767: from all lookup default',
    ]);
    expect(rules('curl-pod')).toEqual([
      '0: from all lookup local',
      '32766: from all lookup main',
      '32767: from all lookup default',
    ]);
    expect(rules('router')).toEqual(rules('curl-pod'));
  });

  it('what the proxy rules look up; nothing comes from the proxy by a rule in overlay', () => {
    expect(routeLines(tablesOf(native, 'k8s-w0'), 2004)).toEqual(['local default dev lo proto kernel scope host']);
    expect(routeLines(tablesOf(native, 'k8s-w0'), 2005)).toEqual([
      'default via 172.20.2.70 dev cilium_host proto kernel',
      '172.20.2.70 dev cilium_host proto kernel scope link',
    ]);
    expect(routeLines(tablesOf(overlay, 'k8s-w0'), 2005)).toEqual([]);
    expect([...tablesOf(overlay, 'k8s-w0').rules.values()].map(ruleLine)).not.toContain(
      '10: from all fwmark 0xa00/0xf00 lookup 2005',
    );
  });

  it('the way in through the uplink ends at a NAT that knows its guest alone', () => {
    expect(routeLines(tablesOf(native, 'nat@k8s-w0'))).toEqual([
      '10.0.2.0/24 dev eth0 proto kernel scope link src 10.0.2.2',
    ]);
  });
});
