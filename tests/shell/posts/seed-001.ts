import type { LabFile } from '../../../src/lab/file.ts';
import { week4 } from '../../../src/lab/presets/week4.ts';
import { outside, unshown, type Post } from './post.ts';

const GATEWAYS: Readonly<Record<string, string>> = {
  'k8s-ctr': '172.20.0.98',
  'k8s-w1': '172.20.1.11',
  'k8s-w0': '172.20.2.71',
};

/** The same scripts have run on another machine: other addresses of cilium_host; the pods' are only in pictures. */
const lab: LabFile = {
  ...week4,
  seed: 2,
  nodes: week4.nodes.map((node) => ({ ...node, ciliumHost: GATEWAYS[node.name] ?? null })),
};

export const seed001: Post = {
  number: '001',
  about: 'the lab of week 4 with the addresses of cilium_host that the post names; its outputs are pictures',
  lab,
  lines: [
    [34, 37],
    [117, 119],
    [121, 121],
    [146, 146],
    [147, 147],
    [148, 148],
    [149, 149],
    [152, 152],
    [153, 153],
    [154, 154],
    [167, 212],
    [216, 231],
    [237, 237],
    [256, 256],
    [259, 259],
    [261, 261],
  ],
  steps: [
    outside(
      [34, 37],
      'k8s-ctr',
      `helm install cilium cilium/cilium --version $2 --namespace kube-system \\
--set k8sServiceHost=192.168.10.100 --set k8sServicePort=6443 \\
--set ipam.mode="cluster-pool" --set ipam.operator.clusterPoolIPv4PodCIDRList={"172.20.0.0/16"} --set ipv4NativeRoutingCIDR=172.20.0.0/16 \\
--set routingMode=native --set autoDirectNodeRoutes=true \\`,
      'a line of a script, whose second argument is the version; typed without one, helm takes the next word for it',
      'Error: INSTALLATION FAILED: expected at most two arguments, unexpected arguments: kube-system, \\',
      1,
    ),
    unshown(
      [117, 119],
      'k8s-ctr',
      `helm upgrade cilium cilium/cilium --namespace kube-system --version 1.18.0 --reuse-values \\
  --set routingMode=tunnel --set tunnelProtocol=vxlan \\
  --set autoDirectNodeRoutes=false --set installNoConntrackIptablesRules=false`,
      {
        code: 0,
        among: ['Release "cilium" has been upgraded. Happy Helming!', 'REVISION: 2', 'Your release version is 1.18.0.'],
      },
    ),
    unshown(121, 'k8s-ctr', `kubectl rollout restart -n kube-system ds/cilium`, {
      code: 0,
      ours: 'daemonset.apps/cilium restarted',
    }),
    unshown(null, 'k8s-ctr', 'kubectl rollout status -n kube-system ds/cilium', {
      among: ['daemon set "cilium" successfully rolled out'],
      code: 0,
      note: 'the reader waits',
    }),
    unshown(
      146,
      'k8s-ctr',
      `export CILIUMPOD0=$(kubectl get -l k8s-app=cilium pods -n kube-system --field-selector spec.nodeName=k8s-ctr -o jsonpath='{.items[0].metadata.name}')`,
      { code: 0, ours: '' },
    ),
    unshown(
      147,
      'k8s-ctr',
      `export CILIUMPOD1=$(kubectl get -l k8s-app=cilium pods -n kube-system --field-selector spec.nodeName=k8s-w1  -o jsonpath='{.items[0].metadata.name}')`,
      { code: 0, ours: '' },
    ),
    unshown(
      148,
      'k8s-ctr',
      `export CILIUMPOD2=$(kubectl get -l k8s-app=cilium pods -n kube-system --field-selector spec.nodeName=k8s-w0  -o jsonpath='{.items[0].metadata.name}')`,
      { code: 0, ours: '' },
    ),
    unshown(149, 'k8s-ctr', `echo $CILIUMPOD0 $CILIUMPOD1 $CILIUMPOD2`, {
      code: 0,
      ours: 'cilium-<id> cilium-<id> cilium-<id>',
    }),
    unshown(
      152,
      'k8s-ctr',
      `kubectl exec -it $CILIUMPOD0 -n kube-system -c cilium-agent -- cilium status --all-addresses | grep router`,
      { code: 0, ours: '  172.20.0.98 (router)', note: 'the address is in the text, line 141' },
    ),
    unshown(
      153,
      'k8s-ctr',
      `kubectl exec -it $CILIUMPOD1 -n kube-system -c cilium-agent -- cilium status --all-addresses | grep router`,
      { code: 0, ours: '  172.20.1.11 (router)', note: 'the address is in the text, line 141' },
    ),
    unshown(
      154,
      'k8s-ctr',
      `kubectl exec -it $CILIUMPOD2 -n kube-system -c cilium-agent -- cilium status --all-addresses | grep router`,
      { code: 0, ours: '  172.20.2.71 (router)', note: 'the address is in the text, line 141' },
    ),
    unshown(
      [167, 212],
      'k8s-ctr',
      `cat << EOF | kubectl apply -f -
apiVersion: apps/v1
kind: Deployment
metadata:
  name: webpod
spec:
  replicas: 3
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
      {
        code: 0,
        ours: 'deployment.apps/webpod unchanged\nservice/webpod unchanged',
        note: 'the lab has it already',
      },
    ),
    unshown(
      [216, 231],
      'k8s-ctr',
      `cat <<EOF | kubectl apply -f -
apiVersion: v1
kind: Pod
metadata:
  name: curl-pod
  labels:
    app: curl
spec:
  nodeName: k8s-ctr
  containers:
  - name: curl
    image: nicolaka/netshoot
    command: ["tail"]
    args: ["-f", "/dev/null"]
  terminationGracePeriodSeconds: 0
EOF`,
      { code: 0, ours: 'pod/curl-pod unchanged', note: 'the lab has it already' },
    ),
    unshown(
      237,
      'router',
      'tcpdump -i any udp port 8472 -nn',
      {
        note: 'beside it line 237 has a ping to the pod on k8s-w0 without its words',
        among: [
          'listening on any, link-type LINUX_SLL2 (Linux cooked v2), snapshot length 262144 bytes',
          '4 packets captured',
        ],
      },
      {
        beside: unshown(
          null,
          'k8s-ctr',
          `kubectl exec -it curl-pod -- ping -c 1 $(kubectl get pod -l app=webpod --field-selector spec.nodeName=k8s-w0 -o jsonpath='{.items[0].status.podIP}')`,
          { code: 0, among: ['1 packets transmitted, 1 received, 0% packet loss, time 0ms'], note: 'beside line 237' },
        ),
      },
    ),
    unshown(
      259,
      'router',
      `tcpdump -i any udp port 8472 -w /tmp/vxlan.pcap`,
      {
        among: [
          'tcpdump: listening on any, link-type LINUX_SLL2 (Linux cooked v2), snapshot length 262144 bytes',
          '20 packets captured',
        ],
      },
      {
        beside: unshown(
          256,
          'k8s-ctr',
          `kubectl exec -it curl-pod -- sh -c 'while true; do curl -s --connect-timeout 1 webpod | grep Hostname; echo "---" ; sleep 1; done'`,
          { among: ['---'], code: 130, note: 'beside line 259; Ctrl-C ends it' },
          { stop: /9nnfd\s*---/ },
        ),
      },
    ),
    unshown(261, 'router', `termshark -r /tmp/vxlan.pcap -d udp.port==8472,vxlan`, {
      code: 0,
      among: [
        '    1 <time> 172.20.0.215 → 172.20.2.152 TCP 130 <port> → 80 [SYN] Seq=0 Win=64860 Len=0 MSS=1410 SACK_PERM TSval=<ts> TSecr=0 WS=128',
        '    7 <time> 172.20.0.215 → 172.20.2.152 HTTP 192 GET / HTTP/1.1',
      ],
      note: 'prints the list of tshark; on the page the inspector opens on the file as well',
    }),
  ],
};
