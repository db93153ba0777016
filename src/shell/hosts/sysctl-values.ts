import type { World } from '../../lab/world.ts';
import type { Host } from './host.ts';

/** Values that decide about packets of the lab: they are part of the lab file and cannot be set while it runs. */
const DECIDES = /^net\.ipv4\.(?:ip_forward|conf\.[^ ]+\.(?:rp_filter|forwarding))$/;

export function isFixed(name: string): boolean {
  return DECIDES.test(name);
}

/** The sysctls of a host by name. What the lab models follows from it, the others are Ubuntu's defaults (unverified: each alone). */
export function sysctlsOf(world: World, host: Host): ReadonlyMap<string, string> {
  const netns = world.netns.get(host.netns);
  const values = new Map<string, string>();
  const isMachine = netns?.kind === 'node' || netns?.kind === 'router';
  const devices = (netns?.devices ?? []).map((id) => world.devices.get(id)!.name);
  const forward = netns?.sysctls.ipForward === true ? '1' : '0';
  const rpFilter = `${netns?.sysctls.rpFilter ?? 0}`;
  values.set('kernel.hostname', host.name);
  values.set('kernel.osrelease', world.file.versions.kernel);
  values.set('kernel.ostype', 'Linux');
  values.set('kernel.unprivileged_bpf_disabled', '2');
  if (isMachine) {
    values.set('fs.file-max', '9223372036854775807');
    values.set('net.core.bpf_jit_enable', '1');
    values.set('net.core.bpf_jit_harden', '0');
    values.set('net.core.default_qdisc', 'fq_codel');
    if (netns.kind === 'node') {
      values.set('net.bridge.bridge-nf-call-ip6tables', '1');
      values.set('net.bridge.bridge-nf-call-iptables', '1');
    }
  }
  values.set('net.core.somaxconn', '4096');
  for (const name of ['all', 'default', ...devices]) {
    const prefix = `net.ipv4.conf.${name}`;
    values.set(`${prefix}.accept_local`, '0');
    values.set(`${prefix}.accept_redirects`, name === 'all' && forward === '1' ? '0' : '1');
    values.set(`${prefix}.arp_announce`, '0');
    values.set(`${prefix}.arp_filter`, '0');
    values.set(`${prefix}.arp_ignore`, '0');
    values.set(`${prefix}.forwarding`, forward);
    values.set(`${prefix}.log_martians`, '0');
    values.set(`${prefix}.proxy_arp`, '0');
    // The highest of 'all' and the device's own counts (Documentation/networking/ip-sysctl.rst).
    values.set(`${prefix}.rp_filter`, name === 'default' && isMachine ? '2' : rpFilter);
    values.set(`${prefix}.send_redirects`, '1');
  }
  values.set('net.ipv4.icmp_echo_ignore_all', '0');
  values.set('net.ipv4.icmp_ratelimit', '1000');
  values.set('net.ipv4.ip_default_ttl', '64');
  values.set('net.ipv4.ip_forward', forward);
  values.set('net.ipv4.ip_local_port_range', '32768\t60999');
  values.set('net.ipv4.ip_no_pmtu_disc', '0');
  values.set('net.ipv4.ping_group_range', isMachine ? '0\t2147483647' : '0\t2147483647');
  values.set('net.ipv4.tcp_congestion_control', 'cubic');
  values.set('net.ipv4.tcp_ecn', '2');
  values.set('net.ipv4.tcp_fin_timeout', '60');
  values.set('net.ipv4.tcp_keepalive_time', '7200');
  values.set('net.ipv4.tcp_mtu_probing', '0');
  values.set('net.ipv4.tcp_sack', '1');
  values.set('net.ipv4.tcp_syn_retries', '6');
  values.set('net.ipv4.tcp_timestamps', '1');
  values.set('net.ipv4.tcp_window_scaling', '1');
  for (const name of ['all', 'default', ...devices]) values.set(`net.ipv6.conf.${name}.disable_ipv6`, '0');
  values.set('net.ipv6.conf.all.forwarding', netns?.kind === 'node' ? '1' : '0');
  for (const [name, value] of host.sysctls) values.set(name, value);
  return values;
}

export function sysctlPath(name: string): string {
  return `/proc/sys/${name.replaceAll('.', '/')}`;
}
