import type { LabFile } from '../../../src/lab/file.ts';
import { sameSubnetLab } from './same-subnet-lab.ts';
import { shown, unshown, type Post } from './post.ts';

const base = sameSubnetLab('1.17.6');
const { pod, service } = base;
const WEBPOD = [['app', 'webpod']] as const;

/** Week 3: one subnet, endpointRoutes. Names and identities are those of the post's two lines of Hubble. */
const lab: LabFile = {
  ...base.file,
  title: 'cilium-study week 3',
  clock: '2025-07-27T13:21:00+09:00',
  pods: [
    {
      ...pod,
      name: 'curl-pod',
      ip: '172.20.0.190',
      node: 'k8s-ctr',
      identity: 15584,
      labels: [['app', 'curl']],
      image: 'nicolaka/netshoot',
    },
    {
      ...pod,
      name: 'webpod-857687f8b6-8tr2k',
      ip: '172.20.0.88',
      node: 'k8s-ctr',
      identity: 46396,
      labels: WEBPOD,
      image: 'traefik/whoami',
    },
    {
      ...pod,
      name: 'webpod-857687f8b6-wdxhq',
      ip: '172.20.1.182',
      node: 'k8s-w1',
      identity: 46396,
      labels: WEBPOD,
      image: 'traefik/whoami',
    },
    ...base.file.pods,
  ],
  services: [{ ...service, name: 'webpod', clusterIP: '10.96.88.194', selector: WEBPOD }, ...base.file.services],
};

export const seed002: Post = {
  number: '002',
  about:
    "a lab of week 3, one subnet with endpointRoutes and Cilium 1.17.6; names and identities are those of the post's lines of Hubble",
  lab,
  lines: [
    [79, 79],
    [82, 82],
    [83, 83],
    [84, 84],
    [87, 87],
    [97, 97],
    [98, 98],
    [103, 103],
    [106, 106],
    [107, 107],
  ],
  steps: [
    unshown(79, 'k8s-ctr', `kubectl get pod -owide`, {
      code: 0,
      among: [
        'NAME                      READY   STATUS    RESTARTS   AGE   IP             NODE      NOMINATED NODE   READINESS GATES',
        'webpod-857687f8b6-wdxhq   1/1     Running   0          30m   172.20.1.182   k8s-w1    <none>           <none>',
      ],
    }),
    unshown(
      82,
      'k8s-ctr',
      `export WEBPODIP1=$(kubectl get -l app=webpod pods --field-selector spec.nodeName=k8s-ctr -o jsonpath='{.items[0].status.podIP}')`,
      { code: 0, ours: '' },
    ),
    unshown(
      83,
      'k8s-ctr',
      `export WEBPODIP2=$(kubectl get -l app=webpod pods --field-selector spec.nodeName=k8s-w1  -o jsonpath='{.items[0].status.podIP}')`,
      { code: 0, ours: '' },
    ),
    unshown(84, 'k8s-ctr', `echo $WEBPODIP1 $WEBPODIP2`, { code: 0, ours: '172.20.0.88 172.20.1.182' }),
    unshown(97, 'k8s-ctr', `cilium hubble port-forward&`, { code: 0 }),
    shown(
      98,
      'k8s-ctr',
      `hubble observe -f --pod curl-pod`,
      `Jul 27 04:21:27.648: default/curl-pod (ID:15584) -> default/webpod-857687f8b6-wdxhq (ID:46396) to-network FORWARDED (ICMPv4 EchoRequest)
Jul 27 04:21:27.649: default/curl-pod (ID:15584) <- default/webpod-857687f8b6-wdxhq (ID:46396) to-endpoint FORWARDED (ICMPv4 EchoReply)`,
      {
        judged: {
          as: 'contains',
          note: 'the post quotes two of the lines: each node reports what it sent on and what it handed to a pod',
        },
        beside: unshown(
          87,
          'k8s-ctr',
          `kubectl exec -it curl-pod -- ping $WEBPODIP2`,
          {
            code: 0,
            among: [
              'PING 172.20.1.182 (172.20.1.182) 56(84) bytes of data.',
              '64 bytes from 172.20.1.182: icmp_seq=1 ttl=62 time=<ms> ms',
            ],
            note: 'beside line 98; Ctrl-C ends it, and an answered ping ends well',
          },
          { stop: 3.5 },
        ),
      },
    ),
    unshown(
      103,
      'k8s-ctr',
      `tcpdump -i eth1 icmp`,
      {
        note: 'beside it the ping of line 87 runs',
        among: ['listening on eth1, link-type EN10MB (Ethernet), snapshot length 262144 bytes'],
      },
      {
        beside: unshown(null, 'k8s-ctr', 'kubectl exec -it curl-pod -- ping -c 2 172.20.1.182', {
          code: 0,
          note: 'line 87 again, beside line 103',
        }),
      },
    ),
    unshown(
      106,
      'k8s-ctr',
      `tcpdump -i eth1 icmp -w /tmp/icmp.pcap`,
      {
        note: 'beside it the ping of line 87 runs',
        ours: 'tcpdump: listening on eth1, link-type EN10MB (Ethernet), snapshot length 262144 bytes\n4 packets captured\n4 packets received by filter\n0 packets dropped by kernel',
      },
      {
        beside: unshown(null, 'k8s-ctr', 'kubectl exec -it curl-pod -- ping -c 2 172.20.1.182', {
          code: 0,
          note: 'line 87 again, beside line 106',
        }),
      },
    ),
    unshown(107, 'k8s-ctr', `termshark -r /tmp/icmp.pcap`, {
      code: 0,
      note: 'prints the list of tshark; on the page the inspector opens on the file as well',
    }),
  ],
};
