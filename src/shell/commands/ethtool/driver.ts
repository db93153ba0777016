import type { Machine } from '../../machine.ts';
import { countersOf } from '../ip/counters.ts';
import { isVirtualBox, type LinkFacts } from '../ip/link-facts.ts';
import { isDocker } from './features.ts';

/** CPUs of the lab's machines: a pair has a queue for each. */
const CPUS = 2;

interface Driver {
  readonly name: string;
  /** Null: the kernel's own release. */
  readonly version: string | null;
  readonly bus: string;
  readonly statistics: boolean;
  readonly hardware: boolean;
}

/** drivers/net: veth.c, vxlan_core.c, geneve.c, dummy.c, e1000. Null: none that ethtool can ask. */
function driverOf({ device, altname, kind }: LinkFacts): Driver | null {
  const soft = { bus: '', statistics: false, hardware: false };
  if (device.kind === 'veth' || (device.kind === 'nic' && isDocker(device.mac))) {
    return { ...soft, name: 'veth', version: '1.0', statistics: true };
  }
  if (kind === 'vxlan') return { ...soft, name: 'vxlan', version: '0.1' };
  if (kind === 'geneve') return { ...soft, name: 'geneve', version: '0.6' };
  if (kind === 'dummy') return { ...soft, name: 'dummy', version: null };
  if (!isVirtualBox(device)) return null;
  const slot = Number(/\d+$/.exec(altname ?? '')?.[0] ?? 0);
  const bus = altname === null ? '' : `0000:00:${slot.toString(16).padStart(2, '0')}.0`;
  return { name: 'e1000', version: null, bus, statistics: true, hardware: true };
}

/** `ethtool -i`. */
export function driverText(machine: Machine, link: LinkFacts): string | null {
  const driver = driverOf(link);
  if (driver === null) return null;
  const yes = (is: boolean): string => (is ? 'yes' : 'no');
  return `driver: ${driver.name}
version: ${driver.version ?? machine.world.file.versions.kernel}
firmware-version: 
expansion-rom-version: 
bus-info: ${driver.bus}
supports-statistics: ${yes(driver.statistics)}
supports-test: ${yes(driver.hardware)}
supports-eeprom-access: ${yes(driver.hardware)}
supports-register-dump: ${yes(driver.hardware)}
supports-priv-flags: no
`;
}

/** Counters of e1000_ethtool.c that the lab does not count. */
const E1000_ZEROS =
  `rx_broadcast tx_broadcast rx_multicast tx_multicast rx_errors tx_errors tx_dropped multicast collisions
rx_length_errors rx_over_errors rx_crc_errors rx_frame_errors rx_no_buffer_count rx_missed_errors tx_aborted_errors
tx_carrier_errors tx_fifo_errors tx_heartbeat_errors tx_window_errors tx_abort_late_coll tx_deferred_ok
tx_single_coll_ok tx_multi_coll_ok tx_timeout_count tx_restart_queue rx_long_length_errors rx_short_length_errors
rx_align_errors tx_tcp_seg_good tx_tcp_seg_failed rx_flow_control_xon rx_flow_control_xoff tx_flow_control_xon
tx_flow_control_xoff rx_long_byte_count rx_csum_offload_good rx_csum_offload_errors alloc_rx_buff_failed tx_smbus
rx_smbus dropped_smbus`.split(/\s+/);
const VETH_RX = 'xdp_packets xdp_bytes drops xdp_redirect xdp_drops xdp_tx xdp_tx_errors'.split(' ');
const VETH_TX = 'xdp_xmit xdp_xmit_errors'.split(' ');

/**
 * `ethtool -S`: who the other end of a pair is, and what a NIC has counted; null: the driver counts nothing.
 * unverified: of e1000's counters those of broadcasts and segments, which the lab does not count.
 */
export function statisticsText({ lab }: Machine, link: LinkFacts): string | null {
  const driver = driverOf(link);
  if (driver === null || !driver.statistics) return null;
  const { device } = link;
  const rows: (readonly [string, number])[] = [];
  if (device.kind === 'veth') {
    const queues = Array.from({ length: CPUS }, (_, i) => i);
    rows.push(
      ['peer_ifindex', lab.world.devices.get(device.peer)?.ifindex ?? 0],
      ...queues.flatMap((i) => VETH_RX.map((name) => [`rx_queue_${i}_${name}`, 0] as const)),
      ...queues.flatMap((i) => VETH_TX.map((name) => [`tx_queue_${i}_${name}`, 0] as const)),
    );
  } else {
    const { rx, tx } = countersOf(lab.trace, device.id);
    rows.push(
      ['rx_packets', rx.packets],
      ['tx_packets', tx.packets],
      ['rx_bytes', rx.bytes],
      ['tx_bytes', tx.bytes],
      ...E1000_ZEROS.map((name) => [name, name === 'rx_long_byte_count' ? rx.bytes : 0] as const),
    );
  }
  return `NIC statistics:\n${rows.map(([name, value]) => `     ${name}: ${value}\n`).join('')}`;
}
