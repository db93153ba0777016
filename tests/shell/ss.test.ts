import { describe, expect, it } from 'vitest';
import { renderTable, type Cells } from '../../src/shell/commands/ss/columns.ts';
import { Terminals } from './running-lab.ts';

const listener: Cells = ['tcp', 'LISTEN', '0     ', '511   ', '0.0.0.0:', '80', '0.0.0.0:', '*', ''];
const client: Cells = ['tcp', 'ESTAB', '0     ', '0     ', '127.0.0.1:', '57268', '127.0.0.1:', '80', ''];
const server: Cells = ['tcp', 'ESTAB', '0     ', '0     ', '127.0.0.1:', '80', '127.0.0.1:', '57268', ''];
const users = (cells: Cells, fd: number): Cells => [
  ...(cells.slice(0, 8) as unknown as [string, string, string, string, string, string, string, string]),
  ` users:(("python3",pid=30641,fd=${fd}))`,
];
const udp: Cells = ['udp', 'UNCONN', '0     ', '0     ', '0.0.0.0:', '53', '0.0.0.0:', '*', ''];
const TCP = { header: true, hides: { netid: true, state: false }, width: null };

/** Recorded from ss of iproute2 6.1, with such sockets open. */
describe('ss lays its table out as the real one', () => {
  it.each([
    [
      'listeners',
      [listener],
      TCP,
      `State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess
LISTEN 0      511          0.0.0.0:80        0.0.0.0:*          
`,
    ],
    [
      'all',
      [listener, client, server],
      TCP,
      `State  Recv-Q Send-Q Local Address:Port  Peer Address:Port Process
LISTEN 0      511          0.0.0.0:80         0.0.0.0:*           
ESTAB  0      0          127.0.0.1:57268    127.0.0.1:80          
ESTAB  0      0          127.0.0.1:80       127.0.0.1:57268       
`,
    ],
    [
      'with processes, of both kinds',
      [users(udp, 4), users(listener, 3)],
      { ...TCP, hides: { netid: false, state: false } },
      `Netid State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess                            
udp   UNCONN 0      0            0.0.0.0:53        0.0.0.0:*    users:(("python3",pid=30641,fd=4))
tcp   LISTEN 0      511          0.0.0.0:80        0.0.0.0:*    users:(("python3",pid=30641,fd=3))
`,
    ],
    [
      'of one state',
      [client, server],
      { ...TCP, hides: { netid: true, state: true } },
      `Recv-Q Send-Q Local Address:Port  Peer Address:Port Process
0      0          127.0.0.1:57268    127.0.0.1:80          
0      0          127.0.0.1:80       127.0.0.1:57268       
`,
    ],
    [
      'without heading',
      [listener, client, server],
      { ...TCP, header: false },
      `LISTEN 0      511      0.0.0.0:80      0.0.0.0:*    
ESTAB  0      0      127.0.0.1:57268 127.0.0.1:80   
ESTAB  0      0      127.0.0.1:80    127.0.0.1:57268
`,
    ],
    [
      'on a terminal of 80 columns',
      [listener, client, server],
      { ...TCP, width: 80 },
      `State   Recv-Q  Send-Q     Local Address:Port      Peer Address:Port   Process  
LISTEN  0       511              0.0.0.0:80             0.0.0.0:*               
ESTAB   0       0              127.0.0.1:57268        127.0.0.1:80              
ESTAB   0       0              127.0.0.1:80           127.0.0.1:57268           
`,
    ],
    ['nothing', [], TCP, 'State Recv-Q Send-Q Local Address:Port Peer Address:PortProcess\n'],
  ] as const)('%s', (_, rows, layout, text) => {
    expect(renderTable(rows, layout)).toBe(text);
  });
});

describe('sockets of the lab', () => {
  it('shows who listens, and what is over', () => {
    const lab = new Terminals();
    expect(lab.type('router', 'ss -tln | cat').text).toBe(
      `State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess
LISTEN 0      511          0.0.0.0:80        0.0.0.0:*          
`,
    );
    lab.type('curl-pod', 'curl -s webpod');
    const over = lab.type('curl-pod', 'ss -Htan | cat').text;
    expect(over).toMatch(/^TIME-WAIT 0 {6}0 {6}172\.20\.0\.215:\d+ 172\.20\.\d\.\d+:80\n$/);
    expect(lab.type('curl-pod', 'ss -Htn | cat').text).toBe('');
    expect(lab.type('curl-pod', 'ss -Htan state time-wait | wc -l').text).toBe('1\n');
    expect(lab.type('curl-pod', 'ss -Htan dport = :80 | wc -l').text).toBe('1\n');
    expect(lab.type('curl-pod', 'ss -Htan sport = :80 or dst 172.20.0.0/16 | wc -l').text).toBe('1\n');
    expect(lab.type('curl-pod', 'ss -Htan not dport = :80 | wc -l').text).toBe('0\n');
    expect(lab.type('curl-pod', 'ss -Htan bogus').code).toBe(255);
    expect(lab.type('curl-pod', 'netstat -tan | tail -1').text).toMatch(
      /^tcp {8}0 {6}0 172\.20\.0\.215:\d+ {6}172\.20\.\d\.\d+:80 +TIME_WAIT {2}\n$/,
    );
  });
});

describe('where programs and rules are', () => {
  it('lists what Cilium attaches, by routing mode', () => {
    const hooks = (variant: object, host: string): string =>
      new Terminals(undefined, variant)
        .type(host, 'bpftool net')
        .text.replace(/ prog_id \d+ link_id \d+ /g, '')
        .replace(/lxc[0-9a-f]{12}\(\d+\)/g, 'lxc');
    expect(hooks({}, 'k8s-w0')).toBe(`xdp:

tc:
eth0(2) tcx/ingress cil_from_netdev
eth0(2) tcx/egress cil_to_netdev
eth1(3) tcx/ingress cil_from_netdev
eth1(3) tcx/egress cil_to_netdev
cilium_net(4) tcx/ingress cil_to_host
cilium_host(5) tcx/ingress cil_to_host
cilium_host(5) tcx/egress cil_from_host
lxc tcx/ingress cil_from_container

flow_dissector:

netfilter:

`);
    expect(hooks({ routing: 'vxlan' }, 'k8s-w0')).toMatch(
      /cilium_vxlan\(\d+\) tcx\/ingress cil_from_overlay\ncilium_vxlan\(\d+\) tcx\/egress cil_to_overlay\n/,
    );
    expect(hooks({ endpointRoutes: true }, 'k8s-w0')).toContain('lxc tcx/egress cil_to_container\n');
    expect(hooks({ datapath: 'linux' }, 'k8s-w0')).not.toContain('cil_');
  });

  it('lists no NAT rule where BPF masquerades, and the one where it does not', () => {
    const nat = (variant: object): string =>
      new Terminals(undefined, variant).type('k8s-ctr', 'iptables -t nat -S').text;
    expect(nat({})).not.toContain('MASQUERADE');
    expect(nat({ bpfMasquerade: false })).toContain(
      '-A CILIUM_POST_nat -s 172.20.0.0/24 ! -d 172.20.0.0/16 ! -o cilium_+ -m comment --comment "cilium masquerade non-cluster" -j MASQUERADE\n',
    );
    expect(new Terminals().type('router', 'iptables -S').text).toBe(
      '-P INPUT ACCEPT\n-P FORWARD ACCEPT\n-P OUTPUT ACCEPT\n',
    );
    expect(new Terminals().type('k8s-ctr', 'conntrack -L').text).toBe(
      'conntrack v1.4.8 (conntrack-tools): 0 flow entries have been shown.\n',
    );
  });
});
