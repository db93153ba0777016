import { deviceName } from '../../lab/names.ts';

import { ROW_KEY } from '../../lab/tables.ts';
import type { Neigh } from '../../lab/tables.ts';
import type { Device } from '../../lab/world.ts';
import { linux, rfc } from '../../trace/cite.ts';
import type { Read } from '../../trace/events.ts';
import { BROADCAST_MAC, ZERO_MAC } from '../../wire/address.ts';
import type { Ipv4Addr, Mac } from '../../wire/address.ts';
import type { Layer, Packet } from '../../wire/layers.ts';
import type { Lab } from '../host.ts';
import { ipAt, ipOf, withEthernet } from '../skb.ts';
import type { Skb } from '../skb.ts';
import { SECOND, timerDelay } from '../timing.ts';
import { localDevice, selectAddress } from './fib.ts';
import { transmit } from './device.ts';

const NEIGH_C = [linux('net/core/neighbour.c', '__neigh_event_send')];
const ARP_C = [linux('net/ipv4/arp.c', 'arp_process'), rfc('RFC 826')];
/** mcast_solicit and retrans_time (net/ipv4/arp.c arp_tbl): three questions, one a second. */
const ASKS = 3;
const ASK_AGAIN = SECOND;

function rowOf(lab: Lab, device: Device, ip: Ipv4Addr): Neigh | null {
  return lab.sim.state.row(device.netns, 'neigh', ROW_KEY.neigh({ ip, dev: device.id, mac: null, state: 'FAILED' }));
}

/** The address to write into the frame, when it is known without asking. */
export function knownMac(lab: Lab, device: Device, ip: Ipv4Addr): Mac | null {
  if (device.kind === 'loopback') return ZERO_MAC;
  // arp_constructor: on a NOARP device the neighbour has the device's own address.
  const row = rowOf(lab, device, ip);
  if (row?.mac && row.state !== 'FAILED' && row.state !== 'INCOMPLETE') return row.mac;
  return device.noarp ? device.mac : null;
}

/** neigh_output: fill in the link layer and send, or ask for the address and wait. */
export function neighOutput(lab: Lab, device: Device, nexthop: Ipv4Addr, skb: Skb): void {
  const { sim } = lab;
  const mac = knownMac(lab, device, nexthop);
  const key = `${device.id} ${nexthop}`;
  const found = rowOf(lab, device, nexthop);
  const read: Read = {
    netns: device.netns,
    table: 'neigh',
    query: `${nexthop} ${deviceName(device.id)}`,
    found: found ? ROW_KEY.neigh(found) : null,
    losers: [],
  };
  const where = { netns: device.netns, device: device.id, skb, cites: NEIGH_C };
  if (mac !== null) {
    skb.packet = withEthernet(skb.packet, device.kind === 'loopback' ? ZERO_MAC : device.mac, mac);
    sim.record(where, { kind: 'neigh', reads: [read], ip: nexthop, state: 'hit' });
    transmit(lab, device, skb);
    return;
  }
  sim.record(where, { kind: 'neigh', reads: [read], ip: nexthop, state: 'asking' });
  const asking = lab.asking.get(key);
  if (asking) {
    asking.queue.push(skb);
    return;
  }
  lab.asking.set(key, { queue: [skb] });
  ask(lab, device, nexthop, skb, 1);
}

/** arp_solicit, and its timer. */
function ask(lab: Lab, device: Device, ip: Ipv4Addr, about: Skb, attempt: number): void {
  const { sim } = lab;
  const key = `${device.id} ${ip}`;
  if (!lab.asking.has(key)) return;
  if (attempt > ASKS) {
    fail(lab, device, ip);
    return;
  }
  // arp_announce 0: the packet's own source if it is this host's, else an address of the device.
  const own = ipAt(about.packet) >= 0 ? ipOf(about.packet).src : null;
  const senderIp =
    own !== null && localDevice(sim, device.netns, own) ? own : selectAddress(sim, device.netns, device, ip);
  if (senderIp === null) {
    fail(lab, device, ip);
    return;
  }
  const question: Packet = [
    { kind: 'ethernet', dst: BROADCAST_MAC, src: device.mac },
    { kind: 'arp', op: 'request', senderMac: device.mac, senderIp, targetMac: ZERO_MAC, targetIp: ip },
  ];
  const skb = sim.born(device.netns, question, {
    cause: { kind: 'arp', of: about.id },
    job: null,
    label: `who-has ${ip}`,
    hop: null,
  });
  if (attempt === 1) setRow(lab, device, skb, { ip, dev: device.id, mac: null, state: 'INCOMPLETE' }, 'asking');
  transmit(lab, device, skb);
  sim.after(timerDelay(sim.now, ASK_AGAIN), () => ask(lab, device, ip, about, attempt + 1));
}

function setRow(
  lab: Lab,
  device: Device,
  skb: Skb,
  row: Neigh,
  state: 'asking' | 'resolved' | 'failed' | 'learnt',
): void {
  lab.sim.record(
    { netns: device.netns, device: device.id, skb, writes: [{ table: 'neigh', row }], cites: ARP_C },
    { kind: 'neigh', reads: [], ip: row.ip, state },
  );
}

/** neigh_invalidate and arp_error_report: everything that waited is given up, and its senders are told. */
function fail(lab: Lab, device: Device, ip: Ipv4Addr): void {
  const key = `${device.id} ${ip}`;
  const queue = lab.asking.get(key)?.queue ?? [];
  lab.asking.delete(key);
  const row: Neigh = { ip, dev: device.id, mac: null, state: 'FAILED' };
  queue.forEach((skb, i) => {
    if (i === 0) setRow(lab, device, skb, row, 'failed');
    lab.handlers.linkFailure(lab, device, skb);
  });
}

/** arp_process: answer for own addresses, learn the asker, and send what waited for an answer. */
export function arpReceive(lab: Lab, device: Device, skb: Skb): void {
  const { sim } = lab;
  const arp = skb.packet[1] as Layer<'arp'>;
  const where = { netns: device.netns, device: device.id, skb, cites: ARP_C };
  const asked = localDevice(sim, device.netns, arp.targetIp);
  const known = rowOf(lab, device, arp.senderIp);
  if (arp.op === 'reply') {
    // An answer that nobody asked for is not believed (arp_accept 0), nor one against what a person has set.
    if (!known || known.state === 'PERMANENT') {
      sim.end(where, { kind: 'consumed', by: device.netns, process: 'arp' });
      return;
    }
    const row: Neigh = { ip: arp.senderIp, dev: device.id, mac: arp.senderMac, state: 'REACHABLE' };
    setRow(lab, device, skb, row, 'resolved');
    sim.end(where, { kind: 'consumed', by: device.netns, process: 'arp' });
    flush(lab, device, arp.senderIp);
    return;
  }
  if (!asked || asked.kind === 'loopback') {
    // On a segment the sender's side says when nobody answers; a veth has one listener only.
    const reason = { by: 'kernel', text: 'not this host' } as const;
    if (device.kind === 'veth') sim.end(where, { kind: 'dropped', reason, netns: device.netns, device: device.id });
    return;
  }
  if (known?.state !== 'PERMANENT' && known?.state !== 'REACHABLE') {
    setRow(lab, device, skb, { ip: arp.senderIp, dev: device.id, mac: arp.senderMac, state: 'STALE' }, 'learnt');
  }
  sim.end(where, { kind: 'consumed', by: device.netns, process: 'arp' });
  flush(lab, device, arp.senderIp);
  const answer: Packet = [
    { kind: 'ethernet', dst: arp.senderMac, src: device.mac },
    {
      kind: 'arp',
      op: 'reply',
      senderMac: device.mac,
      senderIp: arp.targetIp,
      targetMac: arp.senderMac,
      targetIp: arp.senderIp,
    },
  ];
  const reply = sim.born(device.netns, answer, {
    cause: { kind: 'reply', of: skb.id },
    job: null,
    label: `${arp.targetIp} is-at ${device.mac}`,
    hop: null,
  });
  transmit(lab, device, reply);
}

function flush(lab: Lab, device: Device, ip: Ipv4Addr): void {
  const key = `${device.id} ${ip}`;
  const waiting = lab.asking.get(key);
  if (!waiting) return;
  lab.asking.delete(key);
  for (const skb of waiting.queue) neighOutput(lab, device, ip, skb);
}
