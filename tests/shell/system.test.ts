import { describe, expect, it } from 'vitest';
import { stranger } from '../../src/lab/presets/stranger.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { notHere } from '../../src/shell/not-here.ts';
import { Terminals } from './running-lab.ts';

/** Lines of a post about week 4, as its author saw them (trailing spaces aside). */
describe('as the posts show it', () => {
  it('kernel options and modules on three machines', () => {
    const lab = new Terminals();
    const both = `lsmod | grep -E 'vxlan|geneve'`;
    const rows = `vxlan                 147456  0
ip6_udp_tunnel         16384  1 vxlan
udp_tunnel             36864  1 vxlan
`;
    const options = 'CONFIG_VXLAN=y|CONFIG_VXLAN=m|CONFIG_GENEVE=y|CONFIG_GENEVE=m|CONFIG_FIB_RULES=y';
    expect(lab.type('k8s-ctr', `grep -E '${options}' /boot/config-$(uname -r)`).text).toBe(
      'CONFIG_FIB_RULES=y\nCONFIG_VXLAN=m\nCONFIG_GENEVE=m\n',
    );
    expect(lab.type('k8s-ctr', both)).toMatchObject({ text: '', code: 1 });
    expect(lab.type('k8s-ctr', 'modprobe vxlan # modprobe geneve')).toMatchObject({ text: '', code: 0 });
    expect(lab.type('k8s-ctr', both).text).toBe(rows);
    const loop = (command: string): string =>
      `for i in w1 w0 ; do echo ">> node : k8s-$i <<"; sshpass -p 'vagrant' ssh vagrant@k8s-$i sudo ${command} ; echo; done`;
    expect(lab.type('k8s-ctr', loop('modprobe vxlan')).text).toBe('>> node : k8s-w1 <<\n\n>> node : k8s-w0 <<\n\n');
    expect(lab.type('k8s-ctr', loop(both)).text).toBe(`>> node : k8s-w1 <<\n${rows}\n>> node : k8s-w0 <<\n${rows}\n`);
    expect(lab.type('k8s-w0', both).text).toBe(rows);
  });

  it('routes of a node in an overlay', () => {
    const lab = new Terminals(week4, { routing: 'vxlan' });
    const shown = lab.type('k8s-ctr', 'ip -c route | grep cilium_host').text.replace(/\x1b\[[\d;]*m/g, '');
    expect(shown.replace(/ $/gm, '')).toBe(`172.20.0.0/24 via 172.20.0.84 dev cilium_host proto kernel src 172.20.0.84
172.20.0.84 dev cilium_host proto kernel scope link
172.20.1.0/24 via 172.20.0.84 dev cilium_host proto kernel src 172.20.0.84 mtu 1450
172.20.2.0/24 via 172.20.0.84 dev cilium_host proto kernel src 172.20.0.84 mtu 1450
`);
    expect(lab.type('k8s-ctr', 'ip route get 172.20.1.164').text).toBe(
      '172.20.1.164 dev cilium_host src 172.20.0.84 uid 0 \n    cache mtu 1450 \n',
    );
    expect(lab.type('k8s-ctr', 'lsmod | grep -c vxlan').text).toBe('3\n');
  });
});

describe('modules', () => {
  it('counts who needs them, and takes out what nobody needs', () => {
    const lab = new Terminals();
    lab.type('router', 'modprobe vxlan; modprobe geneve');
    expect(lab.type('router', 'lsmod | grep udp_tunnel').text).toBe(
      'ip6_udp_tunnel         16384  2 geneve,vxlan\nudp_tunnel             36864  2 geneve,vxlan\n',
    );
    expect(lab.type('router', 'modprobe -r udp_tunnel')).toMatchObject({
      text: 'modprobe: FATAL: Module udp_tunnel is in use.\n',
      code: 1,
    });
    lab.type('router', 'modprobe -r vxlan geneve');
    expect(lab.type('router', 'lsmod | grep -c tunnel').text).toBe('0\n');
    expect(lab.type('router', 'modprobe nothing')).toMatchObject({
      text: 'modprobe: FATAL: Module nothing not found in directory /lib/modules/6.8.0-53-generic\n',
      code: 1,
    });
  });

  it('keeps those of a tunnel device', () => {
    const lab = new Terminals(week4, { routing: 'geneve' });
    expect(lab.type('k8s-w1', 'modprobe -r geneve')).toMatchObject({ code: 1 });
    expect(lab.type('k8s-w1', 'lsmod | grep -c geneve').text).toBe('3\n');
  });
});

describe('other machines', () => {
  it.each([
    ['ssh k8s-w0 hostname', 'k8s-w0\n', 0],
    ['ssh 192.168.20.100 hostname', 'k8s-w0\n', 0],
    ['ssh 10.0.2.15 hostname', 'k8s-ctr\n', 0],
    ['ssh -o StrictHostKeyChecking=no -l vagrant k8s-w1 "whoami; pwd; exit 3"', 'vagrant\n/home/vagrant\n', 3],
    ['ssh vagrant@k8s-w1 sudo whoami', 'root\n', 0],
    ['ssh nobody@k8s-w1 ls', 'nobody@k8s-w1: Permission denied (publickey,password).\n', 255],
    ['ssh nowhere', 'ssh: Could not resolve hostname nowhere: Name or service not known\n', 255],
    ['ssh -p 23 router ls', 'ssh: connect to host router port 23: Connection refused\n', 255],
    ['ssh 172.20.2.152 ls', 'ssh: connect to host 172.20.2.152 port 22: Connection refused\n', 255],
    ['sshpass -p wrong ssh vagrant@k8s-w1 ls', 'Permission denied, please try again.\n', 5],
    ["echo 'hostname; whoami' | ssh vagrant@k8s-w1 bash", 'k8s-w1\nvagrant\n', 0],
    ['vagrant ssh router -c hostname', 'router\n', 0],
    ['vagrant up', `bash: vagrant: command not found\n${notHere('vagrant')}`, 127],
    ['sudo nothing', 'sudo: nothing: command not found\n', 1],
    ['sudo -u vagrant whoami', 'vagrant\n', 0],
    ["su -c 'whoami' vagrant", 'vagrant\n', 0],
    ['su nobody', 'su: user nobody does not exist or the user entry does not contain all the required fields\n', 1],
  ])('%s', (line, text, code) => {
    expect(new Terminals().type('k8s-ctr', line)).toMatchObject({ text, code });
  });

  it('keeps what was done there', () => {
    const lab = new Terminals();
    lab.type('k8s-ctr', 'ssh router ip route add 172.20.2.0/24 via 192.168.20.100');
    expect(lab.type('router', 'ip route show 172.20.2.0/24').text).toBe('172.20.2.0/24 via 192.168.20.100 dev eth2 \n');
    expect(lab.type('k8s-ctr', 'ssh router ip route del 172.20.2.0/24').code).toBe(0);
    expect(lab.type('router', 'ip route | grep -c 172.20').text).toBe('0\n');
  });

  it('talks with a shell until it is left', () => {
    const lab = new Terminals();
    const session = lab.session('k8s-ctr');
    session.run('ssh vagrant@k8s-w1');
    for (const line of ['whoami', 'sudo -i', 'whoami', 'exit', 'exit']) session.keyboard.type(`${line}\n`);
    while (session.busy) lab.machine.scheduler.run({ until: (lab.machine.now + 1e9) as never, steps: 10_000 });
    const text = session.screen.chunks.map((chunk) => chunk.text).join('');
    expect(text).toContain(
      'Welcome to Ubuntu 24.04.2 LTS (GNU/Linux 6.8.0-53-generic x86_64)\n\nvagrant@k8s-w1:~$ vagrant\n',
    );
    expect(text).toContain('root@k8s-w1:~# root\n');
    expect(text.endsWith('Connection to k8s-w1 closed.\n')).toBe(true);
  });
});

describe('what machines and pods know', () => {
  it.each([
    [
      'k8s-ctr',
      'uname -a',
      'Linux k8s-ctr 6.8.0-53-generic #55-Ubuntu SMP PREEMPT_DYNAMIC Fri Jan 17 15:37:52 UTC 2025 x86_64 x86_64 x86_64 GNU/Linux\n',
    ],
    ['k8s-ctr', 'uname -rn', 'k8s-ctr 6.8.0-53-generic\n'],
    ['k8s-ctr', 'uname -x', "uname: invalid option -- 'x'\nTry 'uname --help' for more information.\n"],
    ['k8s-ctr', 'sysctl net.ipv4.ip_forward', 'net.ipv4.ip_forward = 1\n'],
    ['k8s-ctr', 'sysctl -n net.ipv4.ip_forward', '1\n'],
    ['k8s-ctr', 'cat /proc/sys/net/ipv4/ip_forward', '1\n'],
    ['k8s-ctr', 'sysctl net.foo', 'sysctl: cannot stat /proc/sys/net/foo: No such file or directory\n'],
    ['k8s-ctr', 'sysctl -w net.ipv4.tcp_ecn=1; sysctl -n net.ipv4.tcp_ecn', 'net.ipv4.tcp_ecn = 1\n1\n'],
    ['router', 'sysctl -n net.ipv4.conf.all.rp_filter', '2\n'],
    [
      'curl-pod',
      'cat /etc/resolv.conf',
      'search default.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n',
    ],
    ['curl-pod', 'tail -1 /etc/hosts', '172.20.0.215\tcurl-pod\n'],
    ['k8s-w0', 'grep -c via /etc/netplan/50-vagrant.yaml', '3\n'],
    [
      'k8s-w0',
      'tail -4 /etc/hosts',
      '192.168.10.100 k8s-ctr\n192.168.10.101 k8s-w1\n192.168.20.100 k8s-w0\n192.168.10.200 router\n',
    ],
  ])('%s: %s', (host, line, text) => {
    expect(new Terminals().type(host, line).text).toBe(text);
  });

  it('does not set what the lab file says', () => {
    const lab = new Terminals();
    expect(lab.type('router', 'sysctl -w net.ipv4.ip_forward=0').code).toBe(1);
    expect(lab.type('router', 'sysctl -w net.ipv4.ip_forward=1').text).toBe('net.ipv4.ip_forward = 1\n');
  });

  it('has its own values in another lab', () => {
    const lab = new Terminals(stranger);
    const [node] = lab.machine.world.nodes;
    const { text } = lab.type(
      node!.name,
      'ip route; ip addr; cat /etc/hosts /etc/netplan/50-vagrant.yaml; arp -an; ss -tan',
    );
    for (const [, address] of text.matchAll(/\b(192\.168\.[12]0\.\d+|172\.20\.\d+\.\d+)\b/g)) {
      expect(JSON.stringify(stranger)).toContain(address!.split('.').slice(0, 2).join('.'));
    }
    expect(text).toContain(`${node!.ciliumHost}/32 scope global cilium_host`);
  });
});
