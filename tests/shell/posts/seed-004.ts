import type { LabFile, LabNode, LabPod } from '../../../src/lab/file.ts';
import { week4 } from '../../../src/lab/presets/week4.ts';
import { closing, outside, shown, unshown, type Post, type Step } from './post.ts';

const node = {
  prefix: 16,
  dev: 'eth0',
  controlPlane: false,
  uplink: null,
  staticRoutes: [],
  rpFilter: null,
  mtu: 1500,
  ciliumHost: null,
} as const satisfies Partial<LabNode>;
const pod = {
  identity: null,
  endpoint: null,
  lxc: null,
  image: 'nicolaka/netshoot',
  ports: [],
} as const satisfies Partial<LabPod>;
const WEBPOD = [['app', 'webpod']] as const;

/** kind: containers as nodes on one bridge, Cilium 1.17.6, the pods in the namespace native. */
const lab: LabFile = {
  ...week4,
  title: 'kind with native routing',
  clock: '2025-08-02T07:00:00Z',
  versions: { kubernetes: '1.33.1', cilium: '1.17.6', kernel: '6.14.10' },
  cilium: { ...week4.cilium, endpointRoutes: true, ipv4NativeRoutingCIDR: '10.244.0.0/16' },
  nodes: [
    { ...node, name: 'kind-control-plane', ip: '172.17.0.2', podCIDR: '10.244.0.0/24', controlPlane: true },
    { ...node, name: 'kind-worker', ip: '172.17.0.4', podCIDR: '10.244.1.0/24', ciliumHost: '10.244.1.113' },
    { ...node, name: 'kind-worker2', ip: '172.17.0.3', podCIDR: '10.244.3.0/24' },
  ],
  router: null,
  pods: [
    { ...pod, name: 'native/curl-pod', ip: '10.244.0.58', node: 'kind-control-plane', labels: [['app', 'curl']] },
    {
      ...pod,
      name: 'native/client-pod',
      ip: '10.244.1.71',
      node: 'kind-worker',
      identity: 30542,
      endpoint: 2543,
      lxc: 'lxc93b551d233cf',
      labels: [['app', 'client']],
    },
    {
      ...pod,
      name: 'native/webpod-697b545f57-tdbfg',
      ip: '10.244.1.182',
      node: 'kind-worker',
      identity: 32693,
      endpoint: 359,
      lxc: 'lxc49626b6ed5ee',
      labels: WEBPOD,
      image: 'traefik/whoami',
    },
    {
      ...pod,
      name: 'native/webpod-697b545f57-w5xkz',
      ip: '10.244.3.135',
      node: 'kind-worker2',
      identity: 32693,
      labels: WEBPOD,
      image: 'traefik/whoami',
    },
    ...['10.244.0.121', '10.244.0.9'].map((ip, i) => ({
      ...pod,
      name: `kube-system/coredns-674b8bbfcf-${i === 0 ? 'q2x7d' : 'zl5hv'}`,
      ip,
      node: 'kind-control-plane',
      labels: [['k8s-app', 'kube-dns']] as const,
      image: '',
    })),
  ],
  services: week4.services.map((service) =>
    service.name === 'webpod' ? { ...service, name: 'native/webpod', clusterIP: '10.96.92.233' } : service,
  ),
  recorded: {
    ...week4.recorded,
    flowPorts: [],
    icmpId: null,
    curlSourcePort: null,
    // Which of the two answers is chance; the post's requests to the service met this one.
    backend: 'native/webpod-697b545f57-tdbfg',
    macs: [
      ['native/client-pod:eth0', 'da:15:43:39:36:5e'],
      ['kind-worker:lxc93b551d233cf', '32:17:55:23:39:08'],
      ['native/webpod-697b545f57-tdbfg:eth0', '1e:97:a3:67:c6:d1'],
      ['kind-worker:lxc49626b6ed5ee', 'a6:25:b4:a1:25:0a'],
    ],
  },
};

const BACK =
  "with the indentation that the copy of the post has lost; the author's kubectl has the namespace native as its own, so here a second set comes to default";
const CPUS = /\d+ CPUs/g;
const CPUS_ARE = "the number of CPUs is that of the author's machine";

/** The request that the post sends again for every capture. */
function again(typed: string, beside: number): Step {
  return unshown(null, 'native/client-pod', typed, { code: 0, note: `line 101 or 159 again, beside line ${beside}` });
}

export const seed004: Post = {
  number: '004',
  about:
    'a lab as kind makes it, with Cilium 1.17.6 and the addresses, endpoints, identities, lxc names and MACs of the post',
  lab,
  lines: [
    [4, 14],
    [16, 61],
    [63, 78],
    [80, 95],
    [101, 101],
    [107, 107],
    [108, 108],
    [109, 109],
    [116, 116],
    [128, 128],
    [137, 137],
    [159, 159],
    [161, 161],
    [172, 172],
    [174, 174],
    [184, 184],
    [194, 194],
    [208, 208],
  ],
  steps: [
    outside(
      [4, 14],
      'kind-control-plane',
      `helm install cilium cilium/cilium --version 1.17.6 --namespace kube-system \\
--set k8sServiceHost=auto --set ipam.mode="kubernetes" \\
--set k8s.requireIPv4PodCIDR=true --set ipv4NativeRoutingCIDR=10.244.0.0/16 \\
--set routingMode=native --set autoDirectNodeRoutes=true --set endpointRoutes.enabled=true \\
--set kubeProxyReplacement=true --set bpf.masquerade=true --set installNoConntrackIptablesRules=true \\
--set endpointHealthChecking.enabled=false --set healthChecking=false \\
--set hubble.enabled=true --set hubble.relay.enabled=true --set hubble.ui.enabled=true \\
--set hubble.ui.service.type=NodePort --set hubble.ui.service.nodePort=30003 \\
--set prometheus.enabled=true --set operator.prometheus.enabled=true --set hubble.metrics.enableOpenMetrics=true \\
--set hubble.metrics.enabled="{dns,drop,tcp,flow,port-distribution,icmp,httpV2:exemplars=true;labelsContext=source_ip\\,source_namespace\\,source_workload\\,destination_ip\\,destination_namespace\\,destination_workload\\,traffic_direction}" \\
--set operator.replicas=1 --set debug.enabled=true`,
      'Cilium is installed in this lab, with these values',
      'Error: INSTALLATION FAILED: cannot re-use a name that is still in use',
      1,
    ),
    unshown(
      [16, 61],
      'kind-control-plane',
      `cat << EOF | kubectl apply -f -
apiVersion: apps/v1
kind: Deployment
metadata:
  name: webpod
spec:
  replicas: 2
  selector:
    matchLabels:
      app: webpod
  template:
    metadata:
      labels:
        app: webpod
    spec:
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
          - labelSelector:
              matchExpressions:
              - key: app
                operator: In
                values:
                - sample-app
            topologyKey: "kubernetes.io/hostname"
      containers:
      - name: webpod
        image: traefik/whoami
        ports:
        - containerPort: 80
---
apiVersion: v1
kind: Service
metadata:
  name: webpod
  labels:
    app: webpod
spec:
  selector:
    app: webpod
  ports:
  - protocol: TCP
    port: 80
    targetPort: 80
  type: ClusterIP
EOF`,
      { code: 0, ours: 'deployment.apps/webpod created\nservice/webpod created', note: BACK },
    ),
    unshown(
      [63, 78],
      'kind-control-plane',
      `cat <<EOF | kubectl apply -f -
apiVersion: v1
kind: Pod
metadata:
  name: curl-pod
  labels:
    app: curl
spec:
  nodeName: kind-control-plane
  containers:
  - name: curl
    image: nicolaka/netshoot
    command: ["tail"]
    args: ["-f", "/dev/null"]
  terminationGracePeriodSeconds: 0
EOF`,
      { code: 0, ours: 'pod/curl-pod created', note: BACK },
    ),
    unshown(
      [80, 95],
      'kind-control-plane',
      `cat <<EOF | kubectl apply -f -
apiVersion: v1
kind: Pod
metadata:
  name: client-pod
  labels:
    app: client
spec:
  nodeName: kind-worker
  containers:
  - name: curl
    image: nicolaka/netshoot
    command: ["tail"]
    args: ["-f", "/dev/null"]
  terminationGracePeriodSeconds: 0
EOF`,
      { code: 0, ours: 'pod/client-pod created', note: BACK },
    ),
    unshown(101, 'native/client-pod', 'curl http://10.244.1.182', {
      code: 0,
      among: ['Hostname: webpod-697b545f57-tdbfg', 'RemoteAddr: 10.244.1.71:<port>'],
    }),
    unshown(107, 'cilium@kind-worker', 'cilium bpf endpoint list', {
      code: 0,
      among: ['IP ADDRESS       LOCAL ENDPOINT INFO'],
      note: 'in a sentence; as line 109',
    }),
    unshown(108, 'kind-worker', 'ip a', {
      code: 0,
      among: ['    inet 172.17.0.4/16 brd 172.17.255.255 scope global eth0'],
    }),
    shown(
      109,
      'cilium@kind-worker',
      'cilium bpf endpoint list',
      `IP ADDRESS LOCAL ENDPOINT INFO
10.244.1.113:0 (localhost)
10.244.1.182:0 id=359 sec_id=32693 flags=0x0000 ifindex=9 mac=1E:97:A3:67:C6:D1 nodemac=A6:25:B4:A1:25:0A parent_ifindex=0
172.17.0.4:0 (localhost)
10.244.1.71:0 id=2543 sec_id=30542 flags=0x0000 ifindex=11 mac=DA:15:43:39:36:5E nodemac=32:17:55:23:39:08 parent_ifindex=0`,
      {
        judged: {
          as: 'same set',
          squeezed: true,
          chance: /ifindex=\d+/g,
          note: 'the copy of the post has lost its column widths; the order is that of a hash map; an ifindex says how many devices were made before',
        },
      },
    ),
    shown(
      116,
      'kind-worker',
      'tcpdump -i lxc93b551d233cf',
      `tcpdump: verbose output suppressed, use -v[v]... for full protocol decode
listening on lxc93b551d233cf, link-type EN10MB (Ethernet), snapshot length 262144 bytes
07:00:54.904025 IP 10.244.1.71.55240 > 10.244.1.182.http: Flags [S], seq 2226486015, win 64240, options [mss 1460,sackOK,TS val 2442460732 ecr 0,nop,wscale 7], length 0
07:00:54.904137 IP 10.244.1.71.55240 > 10.244.1.182.http: Flags [.], ack 1216905209, win 502, options [nop,nop,TS val 2442460732 ecr 3287323394], length 0
07:00:54.904247 IP 10.244.1.71.55240 > 10.244.1.182.http: Flags [P.], seq 0:76, ack 1, win 502, options [nop,nop,TS val 2442460732 ecr 3287323394], length 76: HTTP: GET / HTTP/1.1
07:00:54.907795 IP 10.244.1.71.55240 > 10.244.1.182.http: Flags [.], ack 328, win 501, options [nop,nop,TS val 2442460735 ecr 3287323397], length 0
07:00:54.907942 IP 10.244.1.71.55240 > 10.244.1.182.http: Flags [F.], seq 76, ack 328, win 501, options [nop,nop,TS val 2442460735 ecr 3287323397], length 0
07:00:54.908773 IP 10.244.1.71.55240 > 10.244.1.182.http: Flags [.], ack 329, win 501, options [nop,nop,TS val 2442460736 ecr 3287323398], length 0
07:01:00.108130 ARP, Request who-has 10.244.1.113 tell 10.244.1.71, length 28
07:01:00.108269 ARP, Reply 10.244.1.113 is-at 32:17:55:23:39:08 (oui Unknown), length 28`,
      {
        judged: {
          as: 'differs',
          why: "the last two lines: five seconds later the pod's kernel asks whether its gateway is still there, which the lab does not model; then Ctrl-C, and the counters that the post leaves out",
          ours: `tcpdump: verbose output suppressed, use -v[v]... for full protocol decode
listening on lxc93b551d233cf, link-type EN10MB (Ethernet), snapshot length 262144 bytes
07:00:54.904025 IP 10.244.1.71.55240 > 10.244.1.182.http: Flags [S], seq 2226486015, win 64240, options [mss 1460,sackOK,TS val 2442460732 ecr 0,nop,wscale 7], length 0
07:00:54.904137 IP 10.244.1.71.55240 > 10.244.1.182.http: Flags [.], ack 1216905209, win 502, options [nop,nop,TS val 2442460732 ecr 3287323394], length 0
07:00:54.904247 IP 10.244.1.71.55240 > 10.244.1.182.http: Flags [P.], seq 0:76, ack 1, win 502, options [nop,nop,TS val 2442460732 ecr 3287323394], length 76: HTTP: GET / HTTP/1.1
07:00:54.907795 IP 10.244.1.71.55240 > 10.244.1.182.http: Flags [.], ack 328, win 501, options [nop,nop,TS val 2442460735 ecr 3287323397], length 0
07:00:54.907942 IP 10.244.1.71.55240 > 10.244.1.182.http: Flags [F.], seq 76, ack 328, win 501, options [nop,nop,TS val 2442460735 ecr 3287323397], length 0
07:00:54.908773 IP 10.244.1.71.55240 > 10.244.1.182.http: Flags [.], ack 329, win 501, options [nop,nop,TS val 2442460736 ecr 3287323398], length 0
6 packets captured
6 packets received by filter
0 packets dropped by kernel`,
        },
        beside: again('curl http://10.244.1.182', 116),
      },
    ),
    shown(
      128,
      'kind-worker',
      'tcpdump -i lxc49626b6ed5ee',
      `tcpdump: verbose output suppressed, use -v[v]... for full protocol decode
listening on lxc49626b6ed5ee, link-type EN10MB (Ethernet), snapshot length 262144 bytes
07:03:26.613424 IP 10.244.1.182.http > 10.244.1.71.41492: Flags [S.], seq 1760111037, ack 4043725153, win 65160, options [mss 1460,sackOK,TS val 3287475103 ecr 2442612441,nop,wscale 7], length 0
07:03:26.613651 IP 10.244.1.182.http > 10.244.1.71.41492: Flags [.], ack 77, win 509, options [nop,nop,TS val 3287475103 ecr 2442612441], length 0
07:03:26.621046 IP 10.244.1.182.http > 10.244.1.71.41492: Flags [P.], seq 1:328, ack 77, win 509, options [nop,nop,TS val 3287475111 ecr 2442612441], length 327: HTTP: HTTP/1.1 200 OK
07:03:26.621290 IP 10.244.1.182.http > 10.244.1.71.41492: Flags [F.], seq 328, ack 78, win 509, options [nop,nop,TS val 3287475111 ecr 2442612449], length 0`,
      {
        judged: { as: 'same', ends: closing(4), note: 'then Ctrl-C, and the counters that the post leaves out' },
        beside: again('curl http://10.244.1.182', 128),
      },
    ),
    shown(
      137,
      'native/client-pod',
      'tcpdump -i eth0',
      `tcpdump: verbose output suppressed, use -v[v]... for full protocol decode
listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes
07:08:02.938224 IP client-pod.41524 > 10-244-1-182.webpod.native.svc.cluster.local.80: Flags [S], seq 1998253087, win 64240, options [mss 1460,sackOK,TS val 2442888766 ecr 0,nop,wscale 7], length 0
07:08:02.938558 IP 10-244-1-182.webpod.native.svc.cluster.local.80 > client-pod.41524: Flags [S.], seq 290449748, ack 1998253088, win 65160, options [mss 1460,sackOK,TS val 3287751428 ecr 2442888766,nop,wscale 7], length 0
07:08:02.938604 IP client-pod.41524 > 10-244-1-182.webpod.native.svc.cluster.local.80: Flags [.], ack 1, win 502, options [nop,nop,TS val 2442888766 ecr 3287751428], length 0
07:08:02.938769 IP client-pod.41524 > 10-244-1-182.webpod.native.svc.cluster.local.80: Flags [P.], seq 1:77, ack 1, win 502, options [nop,nop,TS val 2442888766 ecr 3287751428], length 76: HTTP: GET / HTTP/1.1
07:08:02.938806 IP 10-244-1-182.webpod.native.svc.cluster.local.80 > client-pod.41524: Flags [.], ack 77, win 509, options [nop,nop,TS val 3287751428 ecr 2442888766], length 0
07:08:02.944124 IP 10-244-1-182.webpod.native.svc.cluster.local.80 > client-pod.41524: Flags [P.], seq 1:328, ack 77, win 509, options [nop,nop,TS val 3287751434 ecr 2442888766], length 327: HTTP: HTTP/1.1 200 OK
07:08:02.944149 IP client-pod.41524 > 10-244-1-182.webpod.native.svc.cluster.local.80: Flags [.], ack 328, win 501, options [nop,nop,TS val 2442888772 ecr 3287751434], length 0
07:08:02.944718 IP client-pod.41524 > 10-244-1-182.webpod.native.svc.cluster.local.80: Flags [F.], seq 77, ack 328, win 501, options [nop,nop,TS val 2442888772 ecr 3287751434], length 0
07:08:02.945378 IP 10-244-1-182.webpod.native.svc.cluster.local.80 > client-pod.41524: Flags [F.], seq 328, ack 78, win 509, options [nop,nop,TS val 3287751435 ecr 2442888772], length 0
07:08:02.945387 IP client-pod.41524 > 10-244-1-182.webpod.native.svc.cluster.local.80: Flags [.], ack 329, win 501, options [nop,nop,TS val 2442888773 ecr 3287751435], length 0`,
      {
        judged: { as: 'same', ends: closing(10), note: 'then Ctrl-C, and the counters that the post leaves out' },
        beside: again('curl http://10.244.1.182', 137),
      },
    ),
    unshown(159, 'native/client-pod', 'curl http://10.96.92.233', {
      code: 0,
      among: ['RemoteAddr: 10.244.1.71:<port>', 'Host: 10.96.92.233'],
    }),
    shown(
      161,
      'kind-worker',
      'tcpdump -i lxc93b551d233cf',
      `tcpdump: verbose output suppressed, use -v[v]... for full protocol decode
listening on lxc93b551d233cf, link-type EN10MB (Ethernet), snapshot length 262144 bytes
07:36:18.098483 IP 10.244.1.71.38608 > 10.244.1.182.http: Flags [S], seq 3971662973, win 64240, options [mss 1460,sackOK,TS val 2444583926 ecr 0,nop,wscale 7], length 0
07:36:18.098650 IP 10.244.1.71.38608 > 10.244.1.182.http: Flags [.], ack 1494044849, win 502, options [nop,nop,TS val 2444583926 ecr 3289446588], length 0
07:36:18.099231 IP 10.244.1.71.38608 > 10.244.1.182.http: Flags [P.], seq 0:76, ack 1, win 502, options [nop,nop,TS val 2444583927 ecr 3289446588], length 76: HTTP: GET / HTTP/1.1
07:36:18.100597 IP 10.244.1.71.38608 > 10.244.1.182.http: Flags [.], ack 328, win 501, options [nop,nop,TS val 2444583928 ecr 3289446590], length 0
07:36:18.104793 IP 10.244.1.71.38608 > 10.244.1.182.http: Flags [F.], seq 76, ack 328, win 501, options [nop,nop,TS val 2444583932 ecr 3289446590], length 0
07:36:18.104937 IP 10.244.1.71.38608 > 10.244.1.182.http: Flags [.], ack 329, win 501, options [nop,nop,TS val 2444583932 ecr 3289446594], length 0`,
      {
        judged: { as: 'same', ends: closing(6), note: 'then Ctrl-C, and the counters that the post leaves out' },
        beside: again('curl http://10.96.92.233', 161),
      },
    ),
    unshown(172, 'cilium@kind-worker', 'cilium monitor', { note: 'in a sentence; Ctrl-C ends it' }, { stop: 1 }),
    shown(
      174,
      'cilium@kind-worker',
      'cilium monitor --from 2543',
      `Listening for events on 8 CPUs with 64x4096 of shared memory
Press Ctrl-C to quit
time="2025-08-02T08:05:58.937367013Z" level=info msg="Initializing dissection cache..." subsys=monitor
-> endpoint 2543 flow 0x7783164 , identity 32693->30542 state reply ifindex lxc93b551d233cf orig-ip 10.244.1.182: 10.244.1.182:80 -> 10.244.1.71:45532 tcp SYN, ACK
-> endpoint 2543 flow 0x7783164 , identity 32693->30542 state reply ifindex lxc93b551d233cf orig-ip 10.244.1.182: 10.244.1.182:80 -> 10.244.1.71:45532 tcp ACK
-> endpoint 2543 flow 0x7783164 , identity 32693->30542 state reply ifindex lxc93b551d233cf orig-ip 10.244.1.182: 10.244.1.182:80 -> 10.244.1.71:45532 tcp ACK, FIN
^C
Received an interrupt, disconnecting from monitor...`,
      {
        judged: { as: 'same', chance: CPUS, note: CPUS_ARE },
        beside: again('curl http://10.244.1.182', 174),
      },
    ),
    shown(
      184,
      'cilium@kind-worker',
      'cilium monitor --to 359',
      `Listening for events on 8 CPUs with 64x4096 of shared memory
Press Ctrl-C to quit
time="2025-08-02T08:04:38.826579156Z" level=info msg="Initializing dissection cache..." subsys=monitor
-> endpoint 359 flow 0x2b611e1d , identity 30542->32693 state new ifindex lxc49626b6ed5ee orig-ip 10.244.1.71: 10.244.1.71:42278 -> 10.244.1.182:80 tcp SYN
-> endpoint 359 flow 0x2b611e1d , identity 30542->32693 state established ifindex lxc49626b6ed5ee orig-ip 10.244.1.71: 10.244.1.71:42278 -> 10.244.1.182:80 tcp ACK
-> endpoint 359 flow 0x2b611e1d , identity 30542->32693 state established ifindex lxc49626b6ed5ee orig-ip 10.244.1.71: 10.244.1.71:42278 -> 10.244.1.182:80 tcp ACK
-> endpoint 359 flow 0x2b611e1d , identity 30542->32693 state established ifindex lxc49626b6ed5ee orig-ip 10.244.1.71: 10.244.1.71:42278 -> 10.244.1.182:80 tcp ACK, FIN
-> endpoint 359 flow 0x2b611e1d , identity 30542->32693 state established ifindex lxc49626b6ed5ee orig-ip 10.244.1.71: 10.244.1.71:42278 -> 10.244.1.182:80 tcp ACK`,
      {
        judged: {
          as: 'same',
          chance: CPUS,
          ends: '\nReceived an interrupt, disconnecting from monitor...',
          note: `then Ctrl-C; ${CPUS_ARE}`,
        },
        beside: again('curl http://10.244.1.182', 184),
      },
    ),
    unshown(194, 'cilium@kind-worker', 'cilium bpf', { note: 'in a sentence: its help', code: 0 }),
    shown(
      208,
      'kind-worker2',
      'tcpdump -i eth0 dst 10.244.3.135',
      `tcpdump: verbose output suppressed, use -v[v]... for full protocol decode
listening on eth0, link-type EN10MB (Ethernet), snapshot length 262144 bytes
11:25:02.828415 IP 10.244.1.71.51258 > 10.244.3.135.http: Flags [S], seq 1681361202, win 64240, options [mss 1460,sackOK,TS val 3093583555 ecr 0,nop,wscale 7], length 0
11:25:02.828760 IP 10.244.1.71.51258 > 10.244.3.135.http: Flags [.], ack 4093850730, win 502, options [nop,nop,TS val 3093583556 ecr 2504477094], length 0
11:25:02.828937 IP 10.244.1.71.51258 > 10.244.3.135.http: Flags [P.], seq 0:76, ack 1, win 502, options [nop,nop,TS val 3093583556 ecr 2504477094], length 76: HTTP: GET / HTTP/1.1
11:25:02.831335 IP 10.244.1.71.51258 > 10.244.3.135.http: Flags [.], ack 328, win 501, options [nop,nop,TS val 3093583558 ecr 2504477096], length 0
11:25:02.831631 IP 10.244.1.71.51258 > 10.244.3.135.http: Flags [F.], seq 76, ack 328, win 501, options [nop,nop,TS val 3093583559 ecr 2504477096], length 0
11:25:02.831958 IP 10.244.1.71.51258 > 10.244.3.135.http: Flags [.], ack 329, win 501, options [nop,nop,TS val 3093583559 ecr 2504477097], length 0`,
      {
        judged: { as: 'same', ends: closing(6), note: 'then Ctrl-C, and the counters that the post leaves out' },
        beside: again('curl http://10.244.3.135', 208),
      },
    ),
  ],
};
