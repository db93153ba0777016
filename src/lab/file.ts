/** The content of a lab file (format hopscope-lab/1) after validation: facts only, in the words of the file. */
export interface LabFile {
  readonly format: 'hopscope-lab/1';
  readonly title: string;
  /** RFC 3339 with offset. */
  readonly clock: string;
  readonly seed: number;
  readonly versions: { readonly kubernetes: string; readonly cilium: string; readonly kernel: string };
  readonly cilium: LabCilium;
  readonly nodes: readonly LabNode[];
  readonly router: LabRouter | null;
  readonly pods: readonly LabPod[];
  readonly services: readonly LabService[];
  readonly policies: readonly unknown[];
  readonly recorded: LabRecorded;
}

export interface LabCilium {
  /** Not Cilium at all when 'linux': the kernel alone, with the same routes and a tunnel device. */
  readonly datapath: 'cilium' | 'linux';
  readonly routingMode: 'native' | 'tunnel';
  readonly tunnelProtocol: 'vxlan' | 'geneve';
  readonly autoDirectNodeRoutes: boolean;
  readonly endpointRoutes: boolean;
  readonly ipv4NativeRoutingCIDR: string;
  readonly kubeProxyReplacement: boolean;
  readonly socketLB: boolean;
  readonly bpfMasquerade: boolean;
  readonly hostRouting: 'bpf' | 'legacy';
  readonly monitorAggregation: 'none' | 'medium';
}

export interface LabUplink {
  readonly dev: string;
  readonly ip: string;
  readonly gateway: string;
  readonly dns: string;
}

export interface LabNode {
  readonly name: string;
  readonly ip: string;
  readonly prefix: number;
  readonly dev: string;
  readonly podCIDR: string;
  readonly ciliumHost: string | null;
  readonly controlPlane: boolean;
  readonly uplink: LabUplink | null;
  /** 'PREFIX via GATEWAY', 'unreachable PREFIX', 'blackhole PREFIX' or 'prohibit PREFIX'. */
  readonly staticRoutes: readonly string[];
  readonly rpFilter: 0 | 1 | 2 | null;
  readonly mtu: number;
}

export interface LabRouter {
  readonly name: string;
  readonly eth0: string | null;
  readonly gateway: string | null;
  readonly dns: string | null;
  readonly eth1: string;
  readonly eth2: string;
  readonly loops: readonly { readonly name: string; readonly address: string }[];
  readonly staticRoutes: readonly string[];
  /** False: the lab's default route by DHCP is taken away. */
  readonly defaultRoute: boolean;
  readonly rpFilter: 0 | 1 | 2;
  /** Device MTUs other than 1500, by device name. */
  readonly mtu: Readonly<Record<string, number>>;
}

export interface LabPod {
  /** Bare in the default namespace, else 'namespace/name'. */
  readonly name: string;
  readonly ip: string;
  readonly node: string;
  readonly identity: number | null;
  readonly endpoint: number | null;
  readonly lxc: string | null;
  readonly labels: readonly (readonly [key: string, value: string])[];
  readonly image: string;
  readonly ports: readonly number[];
}

export interface LabService {
  readonly name: string;
  readonly clusterIP: string;
  readonly port: number;
  readonly targetPort: number;
  readonly protocol: 'TCP' | 'UDP';
  readonly selector: readonly (readonly [key: string, value: string])[] | null;
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
  readonly nodePort: number | null;
  readonly externalIP: string | null;
}

/** Values that were seen in a real run and replace the derived ones. */
export interface LabRecorded {
  /** 'curl-pod->webpod-x icmp': outer UDP source ports of the flow and of its reply. */
  readonly flowPorts: readonly (readonly [flow: string, ports: { readonly request: number; readonly reply: number }])[];
  readonly icmpId: number | null;
  readonly curlSourcePort: number | null;
  /** The pod that a service chooses whenever it is among its backends; null: by chance. */
  readonly backend: string | null;
  /** 'k8s-ctr:eth1' or 'curl-pod:eth0' to its MAC. */
  readonly macs: readonly (readonly [device: string, mac: string])[];
  /** Resolved neighbours at t = 0: 'warm' (as minutes after boot) or 'cold' (nobody has asked yet). */
  readonly neighbours: 'warm' | 'cold';
}
