import type { PackageName } from '../shell/catalog.ts';
import type { Package } from '../shell/package.ts';

/** Where the programs of a package are fetched from when somebody types one. */
export const FETCH: { readonly [P in PackageName]: () => Promise<Package> } = {
  bash: async () => (await import('../shell/packages/bash.ts')).bashPackage,
  essentials: async () => (await import('../shell/packages/essentials.ts')).essentialsPackage,
  coreutils: async () => (await import('../shell/packages/coreutils.ts')).coreutilsPackage,
  grep: async () => (await import('../shell/packages/grep.ts')).grepPackage,
  sed: async () => (await import('../shell/packages/sed.ts')).sedPackage,
  awk: async () => (await import('../shell/packages/awk.ts')).awkPackage,
  jq: async () => (await import('../shell/packages/jq.ts')).jqPackage,
  bsdutils: async () => (await import('../shell/packages/bsdutils.ts')).bsdutilsPackage,
  findutils: async () => (await import('../shell/packages/findutils.ts')).findutilsPackage,
  procps: async () => (await import('../shell/packages/procps.ts')).procpsPackage,
  iproute2: async () => (await import('../shell/packages/iproute2.ts')).iproute2Package,
  'net-tools': async () => (await import('../shell/packages/net-tools.ts')).netToolsPackage,
  iptables: async () => (await import('../shell/packages/iptables.ts')).iptablesPackage,
  bpftool: async () => (await import('../shell/packages/bpftool.ts')).bpftoolPackage,
  ethtool: async () => (await import('../shell/packages/ethtool.ts')).ethtoolPackage,
  openssh: async () => (await import('../shell/packages/openssh.ts')).opensshPackage,
  frr: async () => (await import('../shell/packages/frr.ts')).frrPackage,
  curl: async () => (await import('../shell/packages/curl.ts')).curlPackage,
  iputils: async () => (await import('../shell/packages/iputils.ts')).iputilsPackage,
  dnsutils: async () => (await import('../shell/packages/dnsutils.ts')).dnsutilsPackage,
  tcpdump: async () => (await import('../shell/packages/tcpdump.ts')).tcpdumpPackage,
  tshark: async () => (await import('../shell/packages/tshark.ts')).tsharkPackage,
  kubectl: async () => (await import('../shell/packages/kubectl.ts')).kubectlPackage,
  helm: async () => (await import('../shell/packages/helm.ts')).helmPackage,
  cilium: async () => (await import('../shell/packages/cilium.ts')).ciliumPackage,
};
