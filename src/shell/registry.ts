import type { Command } from './command.ts';
import type { PackageName } from './catalog.ts';
import type { Package } from './package.ts';
import { bashPackage } from './packages/bash.ts';
import { essentialsPackage } from './packages/essentials.ts';
import { coreutilsPackage } from './packages/coreutils.ts';
import { grepPackage } from './packages/grep.ts';
import { sedPackage } from './packages/sed.ts';
import { awkPackage } from './packages/awk.ts';
import { jqPackage } from './packages/jq.ts';
import { bsdutilsPackage } from './packages/bsdutils.ts';
import { findutilsPackage } from './packages/findutils.ts';
import { procpsPackage } from './packages/procps.ts';
import { iproute2Package } from './packages/iproute2.ts';
import { netToolsPackage } from './packages/net-tools.ts';
import { iptablesPackage } from './packages/iptables.ts';
import { bpftoolPackage } from './packages/bpftool.ts';
import { ethtoolPackage } from './packages/ethtool.ts';
import { opensshPackage } from './packages/openssh.ts';
import { frrPackage } from './packages/frr.ts';
import { curlPackage } from './packages/curl.ts';
import { iputilsPackage } from './packages/iputils.ts';
import { dnsutilsPackage } from './packages/dnsutils.ts';
import { tcpdumpPackage } from './packages/tcpdump.ts';
import { tsharkPackage } from './packages/tshark.ts';
import { kubectlPackage } from './packages/kubectl.ts';
import { helmPackage } from './packages/helm.ts';
import { ciliumPackage } from './packages/cilium.ts';

/** Every program of the lab, with its code, by the package it comes in. What is named in the catalog is here: else it does not compile. */
export const PACKAGES: { readonly [P in PackageName]: Package } = {
  bash: bashPackage,
  essentials: essentialsPackage,
  coreutils: coreutilsPackage,
  grep: grepPackage,
  sed: sedPackage,
  awk: awkPackage,
  jq: jqPackage,
  bsdutils: bsdutilsPackage,
  findutils: findutilsPackage,
  procps: procpsPackage,
  iproute2: iproute2Package,
  'net-tools': netToolsPackage,
  iptables: iptablesPackage,
  bpftool: bpftoolPackage,
  ethtool: ethtoolPackage,
  openssh: opensshPackage,
  frr: frrPackage,
  curl: curlPackage,
  iputils: iputilsPackage,
  dnsutils: dnsutilsPackage,
  tcpdump: tcpdumpPackage,
  tshark: tsharkPackage,
  kubectl: kubectlPackage,
  helm: helmPackage,
  cilium: ciliumPackage,
};

export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.values(PACKAGES)
    .flatMap(({ commands }) => commands)
    .map((command) => [command.name, command]),
);
