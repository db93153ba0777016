import { week4 } from '../../../src/lab/presets/week4.ts';
import type { LabFile, LabPod } from '../../../src/lab/file.ts';
import { closing, shown, unshown, type Post } from './post.ts';

/** What ran beside the samples in the post's cluster: only addresses and identities are known, from its ipcache. */
const OTHERS: readonly LabPod[] = (
  [
    ['hubble-relay', '172.20.0.78', 26816],
    ['hubble-ui', '172.20.0.194', 25089],
    ['metrics-server', '172.20.0.96', 28473],
    ['local-path-provisioner', '172.20.0.197', 46313],
    ['prometheus', '172.20.0.15', 52439],
    ['grafana', '172.20.0.73', 55586],
  ] as const
).map(([name, ip, identity]) => ({
  name: `kube-system/${name}`,
  ip,
  node: 'k8s-ctr',
  identity,
  endpoint: null,
  lxc: null,
  labels: [['app', name]],
  image: '',
  ports: [],
}));

const lab: LabFile = { ...week4, pods: [...week4.pods, ...OTHERS] };

const LOOP = `kubectl exec -it curl-pod -- sh -c 'while true; do curl -s --connect-timeout 1 webpod | grep Hostname; echo "---" ; sleep 1; done'`;
const ANY_WEBPOD = /webpod-697b545f57-(?:mn7r5|9ns5w|9nnfd)/g;
/** Until each has answered. */
const ALL_THREE = /^(?=[^]*mn7r5)(?=[^]*9ns5w)(?=[^]*9nnfd)[^]*---\s*$/;
const ENDED = 'command terminated with exit code 130';
const NAMES = `kubectl get -l k8s-app=cilium pods -n kube-system --field-selector spec.nodeName=`;
const FIRST = `-o jsonpath='{.items[0].metadata.name}'`;

/** Line 154: what the agent on k8s-w1 knows. */
const IPCACHE = `IP PREFIX/ADDRESS   IDENTITY
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

export const seed000: Post = {
  number: '000',
  about: 'the lab of week 4 in native mode, with six more pods whose addresses and identities the post shows',
  lab,
  lines: [
    [21, 21],
    [22, 22],
    [23, 23],
    [24, 24],
    [27, 27],
    [28, 28],
    [29, 29],
    [34, 34],
    [39, 39],
    [53, 55],
    [71, 71],
    [74, 74],
    [77, 77],
    [84, 84],
    [112, 112],
    [118, 118],
    [124, 124],
    [135, 135],
    [136, 136],
    [140, 140],
    [141, 141],
    [142, 142],
    [143, 143],
    [147, 147],
    [148, 148],
    [149, 149],
    [154, 154],
    [179, 179],
    [184, 184],
    [185, 185],
    [207, 207],
    [208, 208],
    [211, 211],
    [226, 226],
    [244, 244],
    [268, 268],
    [275, 275],
  ],
  steps: [
    shown(
      21,
      'k8s-ctr',
      `grep -E 'CONFIG_VXLAN=y|CONFIG_VXLAN=m|CONFIG_GENEVE=y|CONFIG_GENEVE=m|CONFIG_FIB_RULES=y' /boot/config-$(uname -r)`,
      `CONFIG_FIB_RULES=y
CONFIG_VXLAN=m
CONFIG_GENEVE=m`,
      { judged: { as: 'same', note: "without the author's remarks and prompts in its output" } },
    ),
    ...(
      [
        'CONFIG_FIB_RULES=y # 커널에 내장됨',
        'CONFIG_VXLAN=m # 모듈로 컴파일됨 → 커널에 로드해서 사용',
        'CONFIG_GENEVE=m # 모듈로 컴파일됨 → 커널에 로드해서 사용',
      ] as const
    ).map((typed, i) =>
      unshown(22 + i, 'k8s-ctr', typed, {
        ours: '',
        code: 0,
        note: 'output of line 21 behind a prompt; typed as it stands it sets a variable',
      }),
    ),
    shown(27, 'k8s-ctr', `lsmod | grep -E 'vxlan|geneve'`, '', { judged: { as: 'same', code: 1 } }),
    shown(28, 'k8s-ctr', 'modprobe vxlan # modprobe geneve', '', { judged: { as: 'same', code: 0 } }),
    shown(
      29,
      'k8s-ctr',
      `lsmod | grep -E 'vxlan|geneve'`,
      `vxlan                 147456  0
ip6_udp_tunnel         16384  1 vxlan
udp_tunnel             36864  1 vxlan`,
    ),
    shown(
      34,
      'k8s-ctr',
      `for i in w1 w0 ; do echo ">> node : k8s-$i <<"; sshpass -p 'vagrant' ssh vagrant@k8s-$i sudo modprobe vxlan ; echo; done`,
      `>> node : k8s-w1 <<

>> node : k8s-w0 <<
`,
    ),
    shown(
      39,
      'k8s-ctr',
      `for i in w1 w0 ; do echo ">> node : k8s-$i <<"; sshpass -p 'vagrant' ssh vagrant@k8s-$i sudo lsmod | grep -E 'vxlan|geneve' ; echo; done`,
      `>> node : k8s-w1 <<

>> node : k8s-w0 <<
Host key verification failed.
`,
      {
        judged: {
          as: 'differs',
          why: "the author's k8s-ctr had never spoken to its workers by ssh; here its known hosts are set up, so line 34 has loaded the module and this line shows it",
          ours: `>> node : k8s-w1 <<
vxlan                 147456  0
ip6_udp_tunnel         16384  1 vxlan
udp_tunnel             36864  1 vxlan

>> node : k8s-w0 <<
vxlan                 147456  0
ip6_udp_tunnel         16384  1 vxlan
udp_tunnel             36864  1 vxlan`,
        },
      },
    ),
    shown(
      [53, 55],
      'k8s-ctr',
      `helm upgrade cilium cilium/cilium --namespace kube-system --version 1.18.0 --reuse-values \\
  --set routingMode=tunnel --set tunnelProtocol=vxlan \\
  --set autoDirectNodeRoutes=false --set installNoConntrackIptablesRules=false`,
      `Release "cilium" has been upgraded. Happy Helming!
NAME: cilium
LAST DEPLOYED: Sun Aug 10 03:03:57 2025
NAMESPACE: kube-system
STATUS: deployed
REVISION: 2
TEST SUITE: None
NOTES:
You have successfully installed Cilium with Hubble Relay and Hubble UI.

Your release version is 1.18.0.

For any further help, visit https://docs.cilium.io/en/v1.18/gettinghelp`,
    ),
    unshown(null, 'k8s-ctr', 'kubectl rollout restart -n kube-system ds/cilium', {
      ours: 'daemonset.apps/cilium restarted',
      code: 0,
      note: 'the post does not show it; what follows needs it',
    }),
    unshown(null, 'k8s-ctr', 'kubectl rollout status -n kube-system ds/cilium', {
      among: ['daemon set "cilium" successfully rolled out'],
      code: 0,
      note: 'the post does not show it; waits for line 71',
    }),
    shown(
      71,
      'k8s-ctr',
      'cilium features status | grep datapath_network',
      `Yes      cilium_feature_datapath_network                                         mode=overlay-vxlan                                1        1       1`,
    ),
    shown(
      74,
      'k8s-ctr',
      'kubectl exec -it -n kube-system ds/cilium -- cilium status | grep ^Routing',
      `Routing:                 Network: Tunnel [vxlan]   Host: BPF`,
    ),
    shown(
      77,
      'k8s-ctr',
      'cilium config view | grep tunnel',
      `routing-mode                                      tunnel
tunnel-protocol                                   vxlan
tunnel-source-port-range                          0-0`,
    ),
    unshown(84, 'k8s-ctr', 'ip route | grep cilium_host', {
      note: 'in a sentence; as line 112',
      code: 0,
      ours: `172.20.0.0/24 via 172.20.0.84 dev cilium_host proto kernel src 172.20.0.84
172.20.0.84 dev cilium_host proto kernel scope link
172.20.1.0/24 via 172.20.0.84 dev cilium_host proto kernel src 172.20.0.84 mtu 1450
172.20.2.0/24 via 172.20.0.84 dev cilium_host proto kernel src 172.20.0.84 mtu 1450`,
    }),
    shown(
      112,
      'k8s-ctr',
      'ip -c route | grep cilium_host',
      `172.20.0.0/24 via 172.20.0.84 dev cilium_host proto kernel src 172.20.0.84
172.20.0.84 dev cilium_host proto kernel scope link
172.20.1.0/24 via 172.20.0.84 dev cilium_host proto kernel src 172.20.0.84 mtu 1450
172.20.2.0/24 via 172.20.0.84 dev cilium_host proto kernel src 172.20.0.84 mtu 1450`,
      { judged: { as: 'same', note: "without the author's remarks behind two lines" } },
    ),
    shown(
      118,
      'k8s-w0',
      'ip -c route | grep cilium_host',
      `172.20.0.0/24 via 172.20.2.70 dev cilium_host proto kernel src 172.20.2.70 mtu 1450
172.20.1.0/24 via 172.20.2.70 dev cilium_host proto kernel src 172.20.2.70 mtu 1450
172.20.2.0/24 via 172.20.2.70 dev cilium_host proto kernel src 172.20.2.70
172.20.2.70 dev cilium_host proto kernel scope link`,
    ),
    shown(
      124,
      'k8s-w1',
      'ip -c route | grep cilium_host',
      `172.20.0.0/24 via 172.20.1.179 dev cilium_host proto kernel src 172.20.1.179 mtu 1450
172.20.1.0/24 via 172.20.1.179 dev cilium_host proto kernel src 172.20.1.179
172.20.1.179 dev cilium_host proto kernel scope link
172.20.2.0/24 via 172.20.1.179 dev cilium_host proto kernel src 172.20.1.179 mtu 1450`,
    ),
    unshown(135, 'cilium@k8s-ctr', 'cilium status --all-addresses | grep router', {
      note: 'in a sentence; of the agent, as line 147 runs it',
      code: 0,
      ours: '  172.20.0.84 (router)',
    }),
    unshown(136, 'cilium@k8s-w1', 'cilium-dbg bpf ipcache list', {
      note: 'in a sentence; as line 154',
      code: 0,
      among: ['IP PREFIX/ADDRESS   IDENTITY'],
    }),
    unshown(140, 'k8s-ctr', `export CILIUMPOD0=$(${NAMES}k8s-ctr ${FIRST})`, { ours: '', code: 0 }),
    unshown(141, 'k8s-ctr', `export CILIUMPOD1=$(${NAMES}k8s-w1  ${FIRST})`, { ours: '', code: 0 }),
    unshown(142, 'k8s-ctr', `export CILIUMPOD2=$(${NAMES}k8s-w0  ${FIRST})`, { ours: '', code: 0 }),
    shown(143, 'k8s-ctr', 'echo $CILIUMPOD0 $CILIUMPOD1 $CILIUMPOD2', 'cilium-2lmcl cilium-4d66j cilium-b6t44'),
    shown(
      147,
      'k8s-ctr',
      'kubectl exec -it $CILIUMPOD0 -n kube-system -c cilium-agent -- cilium status --all-addresses | grep router',
      '  172.20.0.84 (router)',
    ),
    shown(
      148,
      'k8s-ctr',
      'kubectl exec -it $CILIUMPOD1 -n kube-system -c cilium-agent -- cilium status --all-addresses | grep router',
      '  172.20.1.179 (router)',
    ),
    shown(
      149,
      'k8s-ctr',
      'kubectl exec -it $CILIUMPOD2 -n kube-system -c cilium-agent -- cilium status --all-addresses | grep router',
      '  172.20.2.70 (router)',
    ),
    shown(154, 'k8s-ctr', 'kubectl exec -n kube-system ds/cilium -- cilium-dbg bpf ipcache list', IPCACHE, {
      judged: {
        as: 'differs',
        why: 'ds/cilium is the agent that has been ready longest; which one restarts first is chance, in the post that of k8s-w1',
      },
    }),
    {
      lines: null,
      host: 'k8s-ctr',
      typed: 'kubectl exec -n kube-system $CILIUMPOD1 -- cilium-dbg bpf ipcache list',
      post: IPCACHE,
      judged: { as: 'same set', note: 'the same of the agent that the post has met; the order is that of a hash map' },
    },
    shown(
      179,
      'k8s-ctr',
      'kubectl exec -n kube-system ds/cilium -- cilium-dbg bpf socknat list',
      'Socket Cookie   Backend -> Frontend',
    ),
    shown(
      184,
      'k8s-ctr',
      'kubectl exec -it curl-pod -- curl webpod | grep Hostname',
      'Hostname: webpod-697b545f57-mn7r5',
      {
        judged: { as: 'same', chance: ANY_WEBPOD, note: 'which of the three answers is chance' },
      },
    ),
    shown(
      185,
      'k8s-ctr',
      LOOP,
      `Hostname: webpod-697b545f57-mn7r5
---
Hostname: webpod-697b545f57-mn7r5
---
Hostname: webpod-697b545f57-mn7r5
---
Hostname: webpod-697b545f57-9ns5w
---
Hostname: webpod-697b545f57-mn7r5
---
Hostname: webpod-697b545f57-9nnfd
---
Hostname: webpod-697b545f57-9ns5w
---`,
      {
        stop: ALL_THREE,
        judged: { as: 'same set', ends: ENDED, code: 130, note: 'which of the three answers is chance; then Ctrl-C' },
      },
    ),
    unshown(
      207,
      'k8s-ctr',
      `export WEBPOD=$(kubectl get pod -l app=webpod --field-selector spec.nodeName=k8s-w0 -o jsonpath='{.items[0].status.podIP}')`,
      { ours: '', code: 0 },
    ),
    shown(208, 'k8s-ctr', 'echo $WEBPOD', '172.20.2.152'),
    shown(
      226,
      'router',
      'tcpdump -i any udp port 8472 -nn',
      `tcpdump: data link type LINUX_SLL2
tcpdump: verbose output suppressed, use -v[v]... for full protocol decode
listening on any, link-type LINUX_SLL2 (Linux cooked v2), snapshot length 262144 bytes
03:13:23.583824 eth1  In  IP 192.168.10.100.46624 > 192.168.20.100.8472: OTV, flags [I] (0x08), overlay 0, instance 27143
IP 172.20.0.215 > 172.20.2.152: ICMP echo request, id 163, seq 1, length 64
03:13:23.583916 eth2  Out IP 192.168.10.100.46624 > 192.168.20.100.8472: OTV, flags [I] (0x08), overlay 0, instance 27143
IP 172.20.0.215 > 172.20.2.152: ICMP echo request, id 163, seq 1, length 64
03:13:23.585821 eth2  In  IP 192.168.20.100.47789 > 192.168.10.100.8472: OTV, flags [I] (0x08), overlay 0, instance 16202
IP 172.20.2.152 > 172.20.0.215: ICMP echo reply, id 163, seq 1, length 64
03:13:23.585839 eth1  Out IP 192.168.20.100.47789 > 192.168.10.100.8472: OTV, flags [I] (0x08), overlay 0, instance 16202
IP 172.20.2.152 > 172.20.0.215: ICMP echo reply, id 163, seq 1, length 64`,
      {
        judged: { as: 'same', ends: closing(4), note: 'then Ctrl-C, and the counters that the post leaves out' },
        beside: shown(
          211,
          'k8s-ctr',
          'kubectl exec -it curl-pod -- ping -c 2 -w 1 -W 1 $WEBPOD',
          `PING 172.20.2.152 (172.20.2.152) 56(84) bytes of data.
64 bytes from 172.20.2.152: icmp_seq=1 ttl=63 time=3.08 ms

--- 172.20.2.152 ping statistics ---
1 packets transmitted, 1 received, 0% packet loss, time 0ms
rtt min/avg/max/mdev = 3.082/3.082/3.082/0.000 ms
command terminated with exit code 1`,
          { judged: { as: 'same', code: 1, note: 'beside line 226' } },
        ),
      },
    ),
    shown(
      268,
      'router',
      'tcpdump -i any udp port 8472 -w /tmp/vxlan.pcap',
      `tcpdump: data link type LINUX_SLL2
tcpdump: listening on any, link-type LINUX_SLL2 (Linux cooked v2), snapshot length 262144 bytes
^C22 packets captured
26 packets received by filter
0 packets dropped by kernel`,
      {
        judged: {
          as: 'differs',
          why: 'the counters: the post has the ACK of the GET twice as often as any clean connection ([decision 013](decisions/013-the-extra-ack-pair.md)), and its 26 received are four more that were still in the buffer',
          ours: `tcpdump: data link type LINUX_SLL2
tcpdump: listening on any, link-type LINUX_SLL2 (Linux cooked v2), snapshot length 262144 bytes
20 packets captured
20 packets received by filter
0 packets dropped by kernel`,
        },
        beside: shown(
          244,
          'k8s-ctr',
          LOOP,
          `Hostname: webpod-697b545f57-9nnfd
---
Hostname: webpod-697b545f57-9nnfd
---
Hostname: webpod-697b545f57-9nnfd
---
Hostname: webpod-697b545f57-9nnfd
---
Hostname: webpod-697b545f57-mn7r5
---
Hostname: webpod-697b545f57-mn7r5
---
Hostname: webpod-697b545f57-mn7r5
---
Hostname: webpod-697b545f57-9ns5w
---`,
          {
            stop: /9nnfd\s*---/,
            judged: {
              as: 'same set',
              chance: ANY_WEBPOD,
              ends: ENDED,
              code: 130,
              note: 'which of the three answers is chance; beside line 268; then Ctrl-C',
            },
          },
        ),
      },
    ),
    shown(
      275,
      'router',
      'tshark -r /tmp/vxlan.pcap -d udp.port==8472,vxlan',
      `Running as user "root" and group "root". This could be dangerous.
    1   0.000000 172.20.0.215 → 172.20.2.152 TCP 130 48220 → 80 [SYN] Seq=0 Win=64860 Len=0 MSS=1410 SACK_PERM TSval=2053954081 TSecr=0 WS=128
    2   0.000049 172.20.0.215 → 172.20.2.152 TCP 130 [TCP Retransmission] 48220 → 80 [SYN] Seq=0 Win=64860 Len=0 MSS=1410 SACK_PERM TSval=2053954081 TSecr=0 WS=128
    3   0.001525 172.20.2.152 → 172.20.0.215 TCP 130 80 → 48220 [SYN, ACK] Seq=0 Ack=1 Win=64308 Len=0 MSS=1410 SACK_PERM TSval=3941321021 TSecr=2053954081 WS=128
    4   0.001531 172.20.2.152 → 172.20.0.215 TCP 130 [TCP Retransmission] 80 → 48220 [SYN, ACK] Seq=0 Ack=1 Win=64308 Len=0 MSS=1410 SACK_PERM TSval=3941321021 TSecr=2053954081 WS=128
    5   0.002049 172.20.0.215 → 172.20.2.152 TCP 122 48220 → 80 [ACK] Seq=1 Ack=1 Win=64896 Len=0 TSval=2053954083 TSecr=3941321021
    6   0.002072 172.20.0.215 → 172.20.2.152 TCP 122 [TCP Dup ACK 5#1] 48220 → 80 [ACK] Seq=1 Ack=1 Win=64896 Len=0 TSval=2053954083 TSecr=3941321021
    7   0.002252 172.20.0.215 → 172.20.2.152 HTTP 192 GET / HTTP/1.1
    8   0.002256 172.20.0.215 → 172.20.2.152 TCP 192 [TCP Retransmission] 48220 → 80 [PSH, ACK] Seq=1 Ack=1 Win=64896 Len=70 TSval=2053954083 TSecr=3941321021
    9   0.002691 172.20.2.152 → 172.20.0.215 TCP 122 80 → 48220 [ACK] Seq=1 Ack=71 Win=64256 Len=0 TSval=3941321022 TSecr=2053954083
   10   0.002691 172.20.2.152 → 172.20.0.215 TCP 122 [TCP Dup ACK 9#1] 80 → 48220 [ACK] Seq=1 Ack=71 Win=64256 Len=0 TSval=3941321022 TSecr=2053954083
   11   0.002698 172.20.2.152 → 172.20.0.215 TCP 122 [TCP Dup ACK 9#2] 80 → 48220 [ACK] Seq=1 Ack=71 Win=64256 Len=0 TSval=3941321022 TSecr=2053954083
   12   0.002755 172.20.2.152 → 172.20.0.215 TCP 122 [TCP Dup ACK 9#3] 80 → 48220 [ACK] Seq=1 Ack=71 Win=64256 Len=0 TSval=3941321022 TSecr=2053954083
   13   0.006506 172.20.2.152 → 172.20.0.215 HTTP 444 HTTP/1.1 200 OK  (text/plain)
   14   0.006511 172.20.2.152 → 172.20.0.215 TCP 444 [TCP Retransmission] 80 → 48220 [PSH, ACK] Seq=1 Ack=71 Win=64256 Len=322 TSval=3941321026 TSecr=2053954083
   15   0.006830 172.20.0.215 → 172.20.2.152 TCP 122 48220 → 80 [ACK] Seq=71 Ack=323 Win=64640 Len=0 TSval=2053954088 TSecr=3941321026
   16   0.006835 172.20.0.215 → 172.20.2.152 TCP 122 [TCP Dup ACK 15#1] 48220 → 80 [ACK] Seq=71 Ack=323 Win=64640 Len=0 TSval=2053954088 TSecr=3941321026
   17   0.007004 172.20.0.215 → 172.20.2.152 TCP 122 48220 → 80 [FIN, ACK] Seq=71 Ack=323 Win=64640 Len=0 TSval=2053954088 TSecr=3941321026
   18   0.007007 172.20.0.215 → 172.20.2.152 TCP 122 [TCP Fast Retransmission] 48220 → 80 [FIN, ACK] Seq=71 Ack=323 Win=64640 Len=0 TSval=2053954088 TSecr=3941321026
   19   0.007478 172.20.2.152 → 172.20.0.215 TCP 122 80 → 48220 [FIN, ACK] Seq=323 Ack=72 Win=64256 Len=0 TSval=3941321027 TSecr=2053954088
   20   0.007483 172.20.2.152 → 172.20.0.215 TCP 122 [TCP Retransmission] 80 → 48220 [FIN, ACK] Seq=323 Ack=72 Win=64256 Len=0 TSval=3941321027 TSecr=2053954088
   21   0.007831 172.20.0.215 → 172.20.2.152 TCP 122 48220 → 80 [ACK] Seq=72 Ack=324 Win=64640 Len=0 TSval=2053954089 TSecr=3941321027
   22   0.007834 172.20.0.215 → 172.20.2.152 TCP 122 [TCP Dup ACK 21#1] 48220 → 80 [ACK] Seq=72 Ack=324 Win=64640 Len=0 TSval=2053954089 TSecr=3941321027`,
      {
        judged: {
          as: 'differs',
          why: 'frames 11 and 12 of the post, a second copy of the ACK that no clean connection has ([decision 013](decisions/013-the-extra-ack-pair.md)); with them go the three duplicate ACKs for which the second FIN counts as fast. All other frames are the same, two numbers lower',
          ours: `Running as user "root" and group "root". This could be dangerous.
    1   0.000000 172.20.0.215 → 172.20.2.152 TCP 130 48220 → 80 [SYN] Seq=0 Win=64860 Len=0 MSS=1410 SACK_PERM TSval=2053954081 TSecr=0 WS=128
    2   0.000049 172.20.0.215 → 172.20.2.152 TCP 130 [TCP Retransmission] 48220 → 80 [SYN] Seq=0 Win=64860 Len=0 MSS=1410 SACK_PERM TSval=2053954081 TSecr=0 WS=128
    3   0.001525 172.20.2.152 → 172.20.0.215 TCP 130 80 → 48220 [SYN, ACK] Seq=0 Ack=1 Win=64308 Len=0 MSS=1410 SACK_PERM TSval=3941321021 TSecr=2053954081 WS=128
    4   0.001531 172.20.2.152 → 172.20.0.215 TCP 130 [TCP Retransmission] 80 → 48220 [SYN, ACK] Seq=0 Ack=1 Win=64308 Len=0 MSS=1410 SACK_PERM TSval=3941321021 TSecr=2053954081 WS=128
    5   0.002049 172.20.0.215 → 172.20.2.152 TCP 122 48220 → 80 [ACK] Seq=1 Ack=1 Win=64896 Len=0 TSval=2053954083 TSecr=3941321021
    6   0.002072 172.20.0.215 → 172.20.2.152 TCP 122 [TCP Dup ACK 5#1] 48220 → 80 [ACK] Seq=1 Ack=1 Win=64896 Len=0 TSval=2053954083 TSecr=3941321021
    7   0.002252 172.20.0.215 → 172.20.2.152 HTTP 192 GET / HTTP/1.1
    8   0.002256 172.20.0.215 → 172.20.2.152 TCP 192 [TCP Retransmission] 48220 → 80 [PSH, ACK] Seq=1 Ack=1 Win=64896 Len=70 TSval=2053954083 TSecr=3941321021
    9   0.002691 172.20.2.152 → 172.20.0.215 TCP 122 80 → 48220 [ACK] Seq=1 Ack=71 Win=64256 Len=0 TSval=3941321022 TSecr=2053954083
   10   0.002691 172.20.2.152 → 172.20.0.215 TCP 122 [TCP Dup ACK 9#1] 80 → 48220 [ACK] Seq=1 Ack=71 Win=64256 Len=0 TSval=3941321022 TSecr=2053954083
   11   0.006506 172.20.2.152 → 172.20.0.215 HTTP 444 HTTP/1.1 200 OK  (text/plain)
   12   0.006511 172.20.2.152 → 172.20.0.215 TCP 444 [TCP Retransmission] 80 → 48220 [PSH, ACK] Seq=1 Ack=71 Win=64256 Len=322 TSval=3941321026 TSecr=2053954083
   13   0.006830 172.20.0.215 → 172.20.2.152 TCP 122 48220 → 80 [ACK] Seq=71 Ack=323 Win=64640 Len=0 TSval=2053954088 TSecr=3941321026
   14   0.006835 172.20.0.215 → 172.20.2.152 TCP 122 [TCP Dup ACK 13#1] 48220 → 80 [ACK] Seq=71 Ack=323 Win=64640 Len=0 TSval=2053954088 TSecr=3941321026
   15   0.007004 172.20.0.215 → 172.20.2.152 TCP 122 48220 → 80 [FIN, ACK] Seq=71 Ack=323 Win=64640 Len=0 TSval=2053954088 TSecr=3941321026
   16   0.007007 172.20.0.215 → 172.20.2.152 TCP 122 [TCP Retransmission] 48220 → 80 [FIN, ACK] Seq=71 Ack=323 Win=64640 Len=0 TSval=2053954088 TSecr=3941321026
   17   0.007478 172.20.2.152 → 172.20.0.215 TCP 122 80 → 48220 [FIN, ACK] Seq=323 Ack=72 Win=64256 Len=0 TSval=3941321027 TSecr=2053954088
   18   0.007483 172.20.2.152 → 172.20.0.215 TCP 122 [TCP Retransmission] 80 → 48220 [FIN, ACK] Seq=323 Ack=72 Win=64256 Len=0 TSval=3941321027 TSecr=2053954088
   19   0.007831 172.20.0.215 → 172.20.2.152 TCP 122 48220 → 80 [ACK] Seq=72 Ack=324 Win=64640 Len=0 TSval=2053954089 TSecr=3941321027
   20   0.007834 172.20.0.215 → 172.20.2.152 TCP 122 [TCP Dup ACK 19#1] 48220 → 80 [ACK] Seq=72 Ack=324 Win=64640 Len=0 TSval=2053954089 TSecr=3941321027`,
        },
      },
    ),
  ],
};
