import { describe, expect, it } from 'vitest';
import { stranger } from '../../src/lab/presets/stranger.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import type { Command } from '../../src/shell/command.ts';
import { COMMANDS } from '../../src/shell/registry.ts';
import { Terminals } from './running-lab.ts';

const command = (name: string): Command => COMMANDS.get(name)!;

/** What may follow the words on a host. */
function offered(lab: Terminals, host: string, ...words: readonly string[]): readonly string[] {
  const [name = ''] = words;
  return command(name).complete!({ machine: lab.machine, host: lab.host(host), words, part: '' });
}

describe('addresses and devices of virtual machines', () => {
  it('prints a NIC with its lease, its other name and its link-local address', () => {
    const file = {
      ...week4,
      recorded: { ...week4.recorded, macs: [['k8s-ctr:eth0', '08:00:27:6b:69:c9']] as const },
    };
    expect(new Terminals(file).type('k8s-ctr', 'ip addr show eth0').text).toBe(
      `2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP group default qlen 1000
    link/ether 08:00:27:6b:69:c9 brd ff:ff:ff:ff:ff:ff
    altname enp0s3
    inet 10.0.2.15/24 metric 100 brd 10.0.2.255 scope global dynamic eth0
       valid_lft 86400sec preferred_lft 86400sec
    inet6 fe80::a00:27ff:fe6b:69c9/64 scope link 
       valid_lft forever preferred_lft forever
`,
    );
  });

  it('counts what has passed', () => {
    const lab = new Terminals();
    lab.type('curl-pod', 'ping -c 3 -i 0.2 172.20.1.164');
    const { text } = lab.type('curl-pod', 'ip -s link show eth0');
    expect(text.split('\n').slice(2).join('\n')).toBe(`    RX:  bytes packets errors dropped  missed   mcast           
           294       3      0       0       0       0 
    TX:  bytes packets errors dropped carrier collsns           
           294       3      0       0       0       0 
`);
    const json = JSON.parse(lab.type('curl-pod', 'ip -s -j link show eth0 | cat').text) as {
      stats64: { tx: { packets: number } };
    }[];
    expect(json[0]!.stats64.tx.packets).toBe(3);
  });

  it('shows each pair from both sides', () => {
    const lab = new Terminals(stranger);
    for (const pod of lab.machine.world.pods.values()) {
      const outside = lab.machine.world.devices.get(pod.lxc)!;
      const inside = lab.machine.world.devices.get(pod.eth0)!;
      expect(lab.type(pod.node, `ip -br link show ${outside.name}`).text).toContain(
        `${outside.name}@if${inside.ifindex} `,
      );
    }
  });
});

describe('nodes that are containers', () => {
  const nodes = week4.nodes.map((node) => ({ ...node, uplink: null, dev: 'eth0', staticRoutes: [] }));
  const lab = new Terminals({ ...week4, nodes, router: null, recorded: { ...week4.recorded, macs: [] } });

  it('have no alternative names of VirtualBox, and MACs of their addresses as Docker gives them', () => {
    const { out } = lab.type('k8s-ctr', 'ip -d link show eth0');
    expect(out).not.toMatch(/altname|parentbus/);
    expect(out).toContain('link/ether 02:42:c0:a8:0a:64 ');
    expect(new Terminals().type('k8s-ctr', 'ip link show eth1').out).toMatch(/ether 08:00:27:.*altname enp0s8\n/s);
  });
});

describe('what the lab cannot do is said', () => {
  it.each([
    'ip link set eth1 down',
    'ip addr add 10.9.9.9/32 dev lo',
    'ip rule add from all lookup 5',
    'ip netns exec x ls',
    'ip monitor',
    'ip tunnel',
    'ip maddr',
    'ip route add 10.9.0.0/16 nexthop via 10.0.2.2 nexthop via 10.0.2.3',
    'ip -batch file',
    'iptables -A INPUT -j DROP',
    'bpftool prog dump xlated id 1',
    'bpftool btf',
    'route add default gw 10.0.2.2',
    'sysctl -w net.ipv4.ip_forward=0',
  ])('%s', (line) => {
    const { text, code } = new Terminals().type('k8s-ctr', line);
    expect(text).toMatch(/is not supported in this lab/);
    expect(code).toBeGreaterThan(0);
  });

  it('vtysh comes with BGP', () => {
    expect(new Terminals().type('router', 'vtysh').text).toContain('it comes with BGP');
  });
});

describe('after an upgrade to an overlay', () => {
  it('device, routes, module and programs are there as soon as the agents have started again', () => {
    const lab = new Terminals();
    const sets =
      '--set routingMode=tunnel --set tunnelProtocol=vxlan --set autoDirectNodeRoutes=false --set installNoConntrackIptablesRules=false';
    expect(lab.type('k8s-w0', 'ip -br link show type vxlan').text).toBe('');
    lab.type('k8s-ctr', `helm upgrade cilium cilium/cilium -n kube-system --version 1.18.0 --reuse-values ${sets}`);
    lab.type(
      'k8s-ctr',
      'kubectl rollout restart -n kube-system ds/cilium && kubectl rollout status -n kube-system ds/cilium',
    );
    expect(lab.type('k8s-w0', 'ip -br link show type vxlan').text).toMatch(
      /^cilium_vxlan +UNKNOWN +[0-9a-f:]{17} <BROADCAST,MULTICAST,UP,LOWER_UP> \n$/,
    );
    expect(lab.type('k8s-w0', 'ip route show dev cilium_host | grep -c mtu').text).toBe('2\n');
    expect(lab.type('k8s-w0', 'lsmod | grep -c vxlan').text).toBe('3\n');
    expect(lab.type('k8s-w0', 'bpftool net | grep -c overlay').text).toBe('2\n');
    expect(lab.type('k8s-w0', 'ip rule').text).not.toContain('2005');
  });
});

describe('for the page', () => {
  it('says which rows an answer was read from', () => {
    const lab = new Terminals();
    lab.type('k8s-ctr', 'ip route get 172.20.1.164');
    expect(lab.session('k8s-ctr').entries.at(-1)!.evidence).toEqual([
      { kind: 'rows', netns: 'k8s-ctr', table: 'routes', keys: ['172.20.1.0/24'] },
    ]);
    lab.type('k8s-ctr', 'ssh router ip neigh show dev eth2');
    expect(lab.session('k8s-ctr').entries.at(-1)!.evidence).toEqual([
      { kind: 'rows', netns: 'router', table: 'neigh', keys: ['192.168.20.100 router:eth2'] },
    ]);
  });

  it('offers objects, verbs, devices and addresses of the lab', () => {
    const lab = new Terminals();
    expect(offered(lab, 'k8s-ctr', 'ip')).toContain('route');
    expect(offered(lab, 'k8s-ctr', 'ip', '-c', 'r')).toContain('get');
    expect(offered(lab, 'k8s-ctr', 'ip', 'route', 'get')).toContain('172.20.2.152');
    expect(offered(lab, 'router', 'ip', 'route', 'add', '172.20.2.0/24', 'via')).toContain('192.168.20.100');
    expect(offered(lab, 'router', 'ip', 'link', 'show', 'dev')).toEqual([
      'lo',
      'eth0',
      'eth1',
      'eth2',
      'loop1',
      'loop2',
    ]);
    expect(offered(lab, 'k8s-ctr', 'ssh')).toContain('k8s-w0');
    expect(offered(lab, 'k8s-ctr', 'modprobe')).toContain('geneve');
    expect(offered(lab, 'k8s-ctr', 'sysctl')).toContain('net.ipv4.ip_forward');
  });

  it('explains words in both languages', () => {
    const words = ['ip', '-c', 'route', 'get', '172.20.2.152', 'from', '172.20.0.215', 'iif', 'eth0'];
    for (const index of [2, 3, 5, 6, 7]) {
      const about = command('ip').explain!(words, index);
      expect(about?.en).not.toBe('');
      expect(about?.ko).toMatch(/[가-힣]/);
    }
    expect(command('ip').explain!(words, 1)).toBe(null);
  });

  it.each([
    ['week 4', week4, {}],
    ['week 4, Geneve', week4, { routing: 'geneve' }],
    ['another lab', stranger, {}],
  ] as const)('offers lines that work: %s', (_, file, variant) => {
    const lab = new Terminals(file, variant);
    const { world } = lab.machine;
    const hosts = {
      'control-plane': world.nodes.find((node) => node.controlPlane)?.name,
      router: world.router,
    } as const;
    for (const name of ['ip', 'lsmod', 'ssh', 'bpftool']) {
      for (const { line, on } of command(name).examples!(lab.machine)) {
        const host = hosts[on as keyof typeof hosts];
        if (host === undefined || host === null) continue;
        expect({ line, err: lab.type(host, line).err }).toEqual({ line, err: '' });
      }
    }
  });
});
