import type { LabFile } from '../../../src/lab/file.ts';
import { notHere } from '../../../src/shell/not-here.ts';
import { sameSubnetLab } from './same-subnet-lab.ts';
import { outside, shown, unshown, type Post } from './post.ts';

const base = sameSubnetLab('1.17.5');
const { pod } = base;
const [ctr, w1] = base.file.nodes;

/** Week 1: three nodes in one subnet. The pods run in the namespace test; the address, identity, endpoint and lxc of nginx-2 are the post's. */
const lab: LabFile = {
  ...base.file,
  title: 'cilium-study week 1',
  // The draw in which ds/cilium is the agent that the post met: which of three it is, is chance.
  seed: 3,
  // cluster-pool gives the blocks to the nodes as they come.
  nodes: [
    { ...ctr!, podCIDR: '172.20.1.0/24' },
    { ...w1!, podCIDR: '172.20.0.0/24' },
    { ...w1!, name: 'k8s-w2', ip: '192.168.10.102', podCIDR: '172.20.2.0/24' },
  ],
  pods: [
    {
      ...pod,
      name: 'test/nginx-1',
      ip: '172.20.1.21',
      node: 'k8s-ctr',
      identity: 40001,
      labels: [['run', 'nginx-1']],
      image: 'nginx',
    },
    {
      ...pod,
      name: 'test/nginx-2',
      ip: '172.20.0.37',
      node: 'k8s-w1',
      identity: 40045,
      endpoint: 2439,
      lxc: 'lxca1b000fd95c4',
      labels: [['run', 'ningx-2']],
      image: 'nginx',
    },
    ...base.file.pods.map((each, i) => ({ ...each, ip: `172.20.1.${200 + i}` })),
  ],
};

const MINE = "typed on the reader's own machine";
const BEFORE = 'typed before there is a cluster';
const absent = (name: string): string => `bash: ${name}: command not found\n${notHere(name)}`;

export const seed003: Post = {
  number: '003',
  about:
    "a lab of week 1, three nodes in one subnet with endpointRoutes and Cilium 1.17.5; the pod of the post's endpoint list is in it",
  lab,
  lines: [
    [15, 15],
    [16, 16],
    [21, 21],
    [22, 22],
    [26, 26],
    [30, 30],
    [40, 40],
    [41, 41],
    [93, 93],
    [98, 98],
    [99, 99],
    [118, 118],
    [119, 119],
    [124, 124],
    [125, 125],
    [143, 143],
    [149, 149],
    [150, 150],
    [152, 152],
    [183, 183],
    [185, 203],
    [205, 205],
    [241, 241],
    [253, 253],
  ],
  steps: [
    outside(15, 'k8s-ctr', `brew install --cask virtualbox`, MINE, absent('brew')),
    outside(16, 'k8s-ctr', `vBoxManage -v`, MINE, absent('vBoxManage')),
    outside(21, 'k8s-ctr', `brew install --cask vagrant`, MINE, absent('brew')),
    outside(22, 'k8s-ctr', `vagrant --version`, MINE, absent('vagrant')),
    outside(26, 'k8s-ctr', 'vagrant init', MINE, absent('vagrant')),
    outside(30, 'k8s-ctr', `vagrant init hashicorp/bionic64`, MINE, absent('vagrant')),
    outside(40, 'k8s-ctr', 'apt list -a kubelet', BEFORE, absent('apt')),
    outside(41, 'k8s-ctr', 'apt list -a containerd.io', BEFORE, absent('apt')),
    outside(93, 'k8s-ctr', 'kubeadm init', BEFORE, absent('kubeadm')),
    unshown(98, 'k8s-ctr', `echo "[TASK 1] Initial Kubernetes"`, { code: 0, ours: '[TASK 1] Initial Kubernetes' }),
    outside(
      99,
      'k8s-ctr',
      `kubeadm init --token 123456.1234567890123456 --token-ttl 0 --pod-network-cidr=10.244.0.0/16 --service-cidr=10.96.0.0/16 --apiserver-advertise-address=192.168.10.100 --cri-socket=unix:///run/containerd/containerd.sock >/dev/null 2>&1`,
      `${BEFORE}; its output goes to /dev/null`,
      '',
    ),
    outside(118, 'k8s-ctr', `kubeadm init --config kubeadm-init-config.yaml`, BEFORE, absent('kubeadm')),
    outside(119, 'k8s-ctr', `kubeadm token list`, BEFORE, absent('kubeadm')),
    unshown(124, 'k8s-w1', `echo "[TASK 1] K8S Controlplane Join"`, {
      code: 0,
      ours: '[TASK 1] K8S Controlplane Join',
    }),
    outside(
      125,
      'k8s-w1',
      `kubeadm join --token 123456.1234567890123456 --discovery-token-unsafe-skip-ca-verification 192.168.10.100:6443 >/dev/null 2>&1`,
      `${BEFORE}; its output goes to /dev/null`,
      '',
    ),
    outside(143, 'k8s-w1', `kubeadm join --config kubeadm-config.yaml`, BEFORE, absent('kubeadm')),
    unshown(149, 'k8s-ctr', `NODEIP=$(ip -4 addr show eth1 | grep -oP '(?<=inet\\s)\\d+(\\.\\d+){3}')`, {
      code: 0,
      ours: '',
      note: 'NODEIP is 192.168.10.100 then',
    }),
    unshown(null, 'k8s-ctr', 'echo $NODEIP', { code: 0, ours: '192.168.10.100', note: 'what line 149 has set' }),
    outside(
      150,
      'k8s-ctr',
      `sed -i "s/^\\(KUBELET_KUBEADM_ARGS=\\"\\)/\\1--node-ip=\${NODEIP} /" /var/lib/kubelet/kubeadm-flags.env`,
      BEFORE,
      "sed: can't read /var/lib/kubelet/kubeadm-flags.env: No such file or directory",
      2,
    ),
    outside(152, 'k8s-ctr', `systemctl daemon-reexec && systemctl restart kubelet`, BEFORE, absent('systemctl')),
    outside(
      183,
      'k8s-ctr',
      `helm repo add cilium https://helm.cilium.io/`,
      BEFORE,
      '"cilium" already exists with the same configuration, skipping',
      0,
    ),
    outside(
      [185, 203],
      'k8s-ctr',
      `helm install cilium cilium/cilium --version 1.17.5 --namespace kube-system \\
# k8s-ctr의 node IP를 작성한다.
--set k8sServiceHost=192.168.10.100 --set k8sServicePort=6443 \\
# Cilium에서 Pod IP Range을 알고, 이를 사용하는것이다.
--set ipam.mode="cluster-pool" \\
--set kubeProxyReplacement=true \\
# CNI에서 Pod에 할당하는 IP 대역이다.
--set ipam.operator.clusterPoolIPv4PodCIDRList={"172.20.0.0/16"} \\
# ipv4NativeRoutingCIDR, autoDirectNodeRoutes 보통 같이 설정한다.
# 이것은 172.20.0.0/16에 대해서는 같은 Pod IP대역이므로 별도 NAT를 하지 않고
# 바로 Pod 인터페이스로 라우팅하는 설정이다.
--set ipv4NativeRoutingCIDR=172.20.0.0/16 \\
--set autoDirectNodeRoutes=true \\
# 보통 native가 directRoutring을 하겠다는 의미이다.
--set routingMode=native \\
--set endpointRoutes.enabled=true \\
--set installNoConntrackIptablesRules=true \\
--set bpf.masquerade=true \\
--set ipv6.enabled=false`,
      'Cilium is installed in this lab, with these values; the remarks between the lines end the command in any shell',
      `Error: INSTALLATION FAILED: cannot re-use a name that is still in use${'\nbash: --set: command not found'.repeat(5)}`,
    ),
    shown(
      205,
      'k8s-ctr',
      'helm get values cilium',
      `USER-SUPPLIED VALUES:
autoDirectNodeRoutes: true
bpf:
masquerade: true
debug:
enabled: true
endpointRoutes:
enabled: true
installNoConntrackIptablesRules: true
ipam:
mode: cluster-pool
operator:
clusterPoolIPv4PodCIDRList:
- 172.20.0.0/16
ipv4NativeRoutingCIDR: 172.20.0.0/16
ipv6:
enabled: false
k8sServiceHost: 192.168.10.100
k8sServicePort: 6443
kubeProxyReplacement: true
routingMode: native`,
      {
        judged: {
          as: 'same',
          squeezed: true,
          note: 'the copy of the post has lost its indentation',
        },
      },
    ),
    shown(
      241,
      'k8s-ctr',
      'kubectl exec -it -n kube-system ds/cilium -- cilium endpoint list',
      `Defaulted container "cilium-agent" out of: cilium-agent, config (init), mount-cgroup (init), apply-sysctl-overwrites (init), mount-bpf-fs (init), clean-cilium-state (init), install-cni-binaries (init)
ENDPOINT POLICY (ingress) POLICY (egress) IDENTITY LABELS (source:key[=value]) IPv6 IPv4 STATUS
ENFORCEMENT ENFORCEMENT
2439 Disabled Disabled 40045 k8s:io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name=test 172.20.0.37 ready
k8s:io.cilium.k8s.policy.cluster=default
k8s:io.cilium.k8s.policy.serviceaccount=default
k8s:io.kubernetes.pod.namespace=test
k8s:run=ningx-2`,
      { judged: { as: 'contains', squeezed: true, note: 'the copy of the post has lost its column widths' } },
    ),
    shown(
      253,
      'k8s-ctr',
      'kubectl exec -it -n kube-system ds/cilium -- cilium endpoint get 2439 |grep lxc',
      `"interface-name": "lxca1b000fd95c4",`,
      {
        judged: {
          as: 'contains',
          squeezed: true,
          note: 'the copy of the post has lost its indentation, and the line about the container',
        },
      },
    ),
  ],
};
