import type { LinkFacts } from './link-facts.ts';
import type { Output } from './output.ts';

interface Limits {
  readonly minMtu: number;
  readonly maxMtu: number;
  readonly queues: number;
  readonly tso: number;
}

const TSO = 524_280;
const GSO = 65_536;
/** Queues of a veth: one per CPU of the machine, of which the lab's have two. */
const CPUS = 2;

/** What the drivers say of themselves (drivers/net). unverified: the NIC's, which are those of e1000 in VirtualBox. */
function limitsOf({ device, kind }: LinkFacts): Limits {
  if (device.kind === 'loopback') return { minMtu: 0, maxMtu: 0, queues: 1, tso: TSO };
  if (device.kind === 'nic') return { minMtu: 46, maxMtu: 16_110, queues: 1, tso: GSO };
  if (kind === 'dummy') return { minMtu: 0, maxMtu: 0, queues: 1, tso: TSO };
  if (kind === 'veth') return { minMtu: 68, maxMtu: 65_535, queues: CPUS, tso: TSO };
  return { minMtu: 68, maxMtu: 65_535, queues: 1, tso: GSO };
}

/** What -d adds (ip/ipaddress.c print_linkinfo, print_linktype). */
export function printDetails(out: Output, link: LinkFacts, isLink: boolean): void {
  const { minMtu, maxMtu, queues, tso } = limitsOf(link);
  out.put('promiscuity', 0, ' promiscuity 0 ');
  out.put('allmulti', 0, ' allmulti 0 ');
  out.put('min_mtu', minMtu, `minmtu ${minMtu} `);
  out.put('max_mtu', maxMtu, `maxmtu ${maxMtu} `);
  printKind(out, link);
  if (isLink) out.put('inet6_addr_gen_mode', 'eui64', 'addrgenmode eui64 ');
  out.put('num_tx_queues', queues, `numtxqueues ${queues} `);
  out.put('num_rx_queues', queues, `numrxqueues ${queues} `);
  out.put('gso_max_size', GSO, `gso_max_size ${GSO} `);
  out.put('gso_max_segs', 65_535, 'gso_max_segs 65535 ');
  out.put('tso_max_size', tso, `tso_max_size ${tso} `);
  out.put('tso_max_segs', 65_535, 'tso_max_segs 65535 ');
  out.put('gro_max_size', GSO, `gro_max_size ${GSO} `);
  if (link.altname === null) return;
  const slot = Number(link.altname.slice('enp0s'.length));
  out.put('parentbus', 'pci', 'parentbus pci ');
  const name = `0000:00:${slot.toString(16).padStart(2, '0')}.0`;
  out.put('parentdev', name, `parentdev ${name} `);
}

function printKind(out: Output, { device, kind }: LinkFacts): void {
  if (kind === null) return;
  out.open('linkinfo');
  out.wrap();
  out.put('info_kind', kind, `    ${kind} `);
  if (device.kind === 'tunnel') {
    out.open('info_data');
    if (device.protocol === 'vxlan') printVxlan(out, device.port);
    else printGeneve(out, device.port);
    out.close();
  }
  out.close();
}

/** ip/iplink_vxlan.c vxlan_print_opt, for a device of collected metadata as Cilium makes it. */
function printVxlan(out: Output, port: number): void {
  out.put('external', true, 'external ');
  out.put('id', 0, 'id 0 ');
  out.open('port_range');
  out.keep('low', 0);
  out.keep('high', 0);
  out.close();
  out.say('srcport 0 0 ');
  out.put('port', port, `dstport ${port} `);
  out.put('learning', false, 'nolearning ');
  out.put('ttl', 0, 'ttl auto ');
  out.keep('df', 'unset');
  out.put('ageing', 300, 'ageing 300 ');
  out.put('udp_csum', true, 'udpcsum ');
  out.put('udp_zero_csum6_tx', false, 'noudp6zerocsumtx ');
  out.put('udp_zero_csum6_rx', false, 'noudp6zerocsumrx ');
}

/** ip/iplink_geneve.c geneve_print_opt. unverified: which of the checksum words a device of metadata shows. */
function printGeneve(out: Output, port: number): void {
  out.put('external', true, 'external ');
  out.put('id', 0, 'id 0 ');
  out.put('ttl', 0, 'ttl auto ');
  out.put('port', port, `dstport ${port} `);
  out.put('udp_zero_csum6_rx', false, 'noudp6zerocsumrx ');
}
