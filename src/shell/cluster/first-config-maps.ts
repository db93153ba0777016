import type { LabFile } from '../../lab/file.ts';
import { KUBEADM_POD_SUBNET } from '../../lab/presets/kubeadm.ts';
import type { Ipv4Addr } from '../../wire/address.ts';
import { cidrOf } from '../../wire/address.ts';
import { BORN } from './ages.ts';
import type { ConfigMapRecord, NamespaceRecord } from './records.ts';

/** The services' own network: kubeadm's --service-cidr is a /16 that holds every ClusterIP of the lab (unverified: its length). */
export function serviceSubnet(file: LabFile): string | null {
  const [first] = file.services;
  return first === undefined ? null : cidrOf(first.clusterIP as Ipv4Addr, 16);
}

/** The ConfigMaps that kubeadm leaves behind, beside cilium-config, which follows Helm. */
export function firstConfigMaps(file: LabFile, namespaces: readonly NamespaceRecord[]): readonly ConfigMapRecord[] {
  const map = (namespace: string, name: string, data: ConfigMapRecord['data']): ConfigMapRecord => ({
    namespace,
    name,
    created: BORN,
    labels: [],
    data,
  });
  return [
    ...namespaces.map(({ name }) => map(name, 'kube-root-ca.crt', [['ca.crt', CERTIFICATE]])),
    map('kube-system', 'coredns', [['Corefile', COREFILE]]),
    map('kube-system', 'kubeadm-config', [['ClusterConfiguration', clusterConfiguration(file)]]),
  ];
}

const CERTIFICATE = '-----BEGIN CERTIFICATE-----\n(a certificate of this lab)\n-----END CERTIFICATE-----\n';

/** kubeadm's default Corefile (cmd/kubeadm/app/phases/addons/dns/manifests.go). */
const COREFILE = `.:53 {
    errors
    health {
       lameduck 5s
    }
    ready
    kubernetes cluster.local in-addr.arpa ip6.arpa {
       pods insecure
       fallthrough in-addr.arpa ip6.arpa
       ttl 30
    }
    prometheus :9153
    forward . /etc/resolv.conf {
       max_concurrent 1000
    }
    cache 30 {
       disable success cluster.local
       disable denial cluster.local
    }
    loop
    reload
    loadbalance
}
`;

function clusterConfiguration(file: LabFile): string {
  const subnet = serviceSubnet(file);
  return `apiServer: {}
apiVersion: kubeadm.k8s.io/v1beta4
caCertificateValidityPeriod: 87600h0m0s
certificateValidityPeriod: 8760h0m0s
certificatesDir: /etc/kubernetes/pki
clusterName: kubernetes
controllerManager: {}
dns: {}
encryptionAlgorithm: RSA-2048
etcd:
  local:
    dataDir: /var/lib/etcd
imageRepository: registry.k8s.io
kind: ClusterConfiguration
kubernetesVersion: v${file.versions.kubernetes.replace(/^v/, '')}
networking:
  dnsDomain: cluster.local
  podSubnet: ${KUBEADM_POD_SUBNET}
${subnet === null ? '' : `  serviceSubnet: ${subnet}\n`}proxy: {}
scheduler: {}
`;
}
