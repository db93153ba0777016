import type { DeviceId, Identity, Nanos } from '../../src/lab/names.ts';
import type { CtRow } from '../../src/lab/tables.ts';
import type {
  EventId,
  FrameId,
  JobId,
  Observation,
  ObservationPoint,
  PacketId,
  TraceEvent,
} from '../../src/trace/events.ts';
import type { HopId } from '../../src/trace/hop.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { encode } from '../../src/wire/encode.ts';
import type { Packet } from '../../src/wire/layers.ts';
import { CTR, CURL, dev, handWorld, mac, ns, W0, WEB } from './hand-world.ts';

/** One echo request from curl-pod to web-pod by VXLAN, as the engine would record it, written by hand. */
const ipv4Layer = (ttl: number): Packet[number] => ({
  kind: 'ipv4',
  tos: 0,
  id: 1,
  df: true,
  mf: false,
  fragOffset: 0,
  ttl,
  src: CURL,
  dst: WEB,
});
const echo: Packet = [
  { kind: 'icmp-echo', type: 'request', id: 163, seq: 1 },
  { kind: 'data', bytes: new Uint8Array(8) },
];
const born: Packet = [ipv4Layer(64), ...echo];
const sent: Packet = [{ kind: 'ethernet', dst: mac(2), src: mac(1) }, ...born];
const outer = (ttl: number, src: number, dst: number): Packet => [
  { kind: 'ethernet', dst: mac(dst), src: mac(src) },
  { kind: 'ipv4', tos: 0, id: 7, df: false, mf: false, fragOffset: 0, ttl, src: CTR, dst: W0 },
  { kind: 'udp', srcPort: 46624, dstPort: 8472, zeroChecksum: true },
  { kind: 'vxlan', vni: 27143 },
  ...sent,
];
const delivered: Packet = [{ kind: 'ethernet', dst: mac(10), src: mac(9) }, ipv4Layer(63), ...echo];

const ctRow: CtRow = {
  proto: 'ICMP',
  dir: 'OUT',
  src: CURL,
  srcPort: 163,
  dst: WEB,
  dstPort: 0,
  related: false,
  expires: 60_000_000_000 as Nanos,
  revNat: 0,
  srcSecId: 27143 as Identity,
  backendId: 0,
  rxClosing: false,
  txClosing: false,
  seenNonSyn: false,
  fromTunnel: false,
  nodePort: false,
  rxFlagsSeen: 0,
  txFlagsSeen: 0,
  lastRxReport: 0 as Nanos,
  lastTxReport: 0 as Nanos,
};
const ctKey = `ICMP OUT ${CURL}:163 -> ${WEB}:0`;

function observation(point: ObservationPoint, shown: boolean, ifindex: DeviceId): Observation {
  return {
    point,
    shown,
    ifindex,
    ct: 'new',
    srcIdentity: 27143 as Identity,
    dstIdentity: 16202 as Identity,
    endpoint: null,
    verdict: 'FORWARDED',
    reason: null,
    sock: null,
  };
}

type Body<T = TraceEvent> = T extends TraceEvent
  ? Omit<T, 'id' | 'at' | 'netns' | 'device' | 'packet' | 'job' | 'frame' | 'hop' | 'deltas' | 'cites'>
  : never;

/** A fresh trace: tests may break it. */
export function handTrace(): Trace {
  const events: TraceEvent[] = [];
  const frames: Uint8Array[] = [];
  const ids = new Map<Packet, FrameId>();
  const frameOf = (packet: Packet): FrameId => {
    const known = ids.get(packet) ?? ((frames.push(encode(packet)) - 1) as FrameId);
    ids.set(packet, known);
    return known;
  };
  const note = (
    netns: string,
    device: string | null,
    hop: HopId | null,
    packet: Packet | null,
    body: Body,
    deltas: TraceEvent['deltas'] = [],
  ): void => {
    const base = {
      id: events.length as EventId,
      at: (events.length * 1000) as Nanos,
      netns: ns(netns),
      device: device === null ? null : dev(netns, device),
      packet: packet === null ? null : (0 as PacketId),
      job: 0 as JobId,
      frame: packet === null ? null : frameOf(packet),
      hop,
      deltas,
      cites: [{ source: 'cilium', ref: 'bpf/bpf_lxc.c', symbol: 'cil_from_container' }] as const,
    };
    events.push({ ...base, ...body });
  };
  const lxc = dev('k8s-ctr', 'lxc1');
  const wire = (ttl: number, src: number, dst: number): Packet => outer(ttl, src, dst);
  const first = wire(64, 3, 5);
  const forwarded = wire(63, 3, 5);
  const second = wire(63, 6, 7);
  note('curl-pod', null, null, null, { kind: 'job', step: { kind: 'started', argv: ['ping', '-c', '1', WEB] } });
  note('curl-pod', null, null, born, { kind: 'born' });
  note('curl-pod', 'eth0', 'POD.TX', sent, { kind: 'tx', tap: 'Out' });
  note('k8s-ctr', 'lxc1', null, sent, { kind: 'rx', tap: 'In' });
  note(
    'k8s-ctr',
    'lxc1',
    'LXC.ENCAP',
    sent,
    {
      kind: 'hook',
      attach: 'tcx/ingress',
      program: 'cil_from_container',
      tails: [7],
      reads: [
        { netns: ns('k8s-ctr'), table: 'cilium_ct_any4_global', query: ctKey, found: null, losers: [] },
        {
          netns: ns('k8s-ctr'),
          table: 'routes',
          query: WEB,
          found: '172.20.0.0/16',
          losers: [{ key: '0.0.0.0/0 metric 100', why: 'shorter prefix' }],
        },
      ],
      verdict: { kind: 'redirect', to: dev('k8s-ctr', 'cilium_vxlan'), helper: 'redirect' },
      observations: [
        observation('from-endpoint', false, lxc),
        observation('to-overlay', true, dev('k8s-ctr', 'cilium_vxlan')),
      ],
      notes: [{ kind: 'tunnel', vni: 27143, remote: W0 }],
    },
    [{ netns: ns('k8s-ctr'), table: 'cilium_ct_any4_global', key: ctKey, before: null, after: ctRow }],
  );
  note('k8s-ctr', 'cilium_vxlan', 'VX.OUT', sent, {
    kind: 'hook',
    attach: 'tcx/egress',
    program: 'cil_to_overlay',
    tails: [38],
    reads: [],
    verdict: { kind: 'pass' },
    observations: [],
    notes: [],
  });
  note('k8s-ctr', 'cilium_vxlan', null, sent, { kind: 'tx', tap: 'Out' });
  note('k8s-ctr', null, 'VX.XMIT', first.slice(1), { kind: 'encap', protocol: 'vxlan', vni: 27143 });
  note('k8s-ctr', 'eth1', 'ETH.OUT.OVL', first, {
    kind: 'hook',
    attach: 'tcx/egress',
    program: 'cil_to_netdev',
    tails: [],
    reads: [],
    verdict: { kind: 'pass' },
    observations: [],
    notes: [],
  });
  note('k8s-ctr', 'eth1', null, first, { kind: 'tx', tap: 'Out' });
  note('router', 'eth1', 'R.RX', first, { kind: 'rx', tap: 'In' });
  note('router', null, 'R.FWD', forwarded, { kind: 'forward' });
  note('router', 'eth2', 'R.TX', second, { kind: 'tx', tap: 'Out' });
  note('k8s-w0', 'eth1', 'ETH.IN.HOST', second, { kind: 'rx', tap: 'In' });
  note('k8s-w0', null, 'UDP.RCV', sent, { kind: 'decap', protocol: 'vxlan', vni: 27143 });
  note('k8s-w0', 'cilium_vxlan', null, sent, { kind: 'rx', tap: 'P' });
  note('k8s-w0', 'cilium_vxlan', 'VX.IN', delivered, {
    kind: 'hook',
    attach: 'tcx/ingress',
    program: 'cil_from_overlay',
    tails: [7, 36, 7],
    reads: [],
    verdict: { kind: 'policy', endpoint: handWorld.pods.get(ns('web-pod'))!.endpoint, pod: ns('web-pod') },
    observations: [],
    notes: [],
  });
  note('k8s-w0', 'cilium_vxlan', 'POL.IN', delivered, {
    kind: 'hook',
    attach: 'tail call',
    program: 'cil_lxc_policy',
    tails: [],
    reads: [],
    verdict: { kind: 'redirect', to: dev('k8s-w0', 'lxc2'), helper: 'redirect_peer' },
    observations: [observation('to-endpoint', true, dev('k8s-w0', 'lxc2'))],
    notes: [],
  });
  note('web-pod', 'eth0', 'PEER', delivered, { kind: 'peer', skipped: dev('k8s-w0', 'lxc2') });
  note('web-pod', 'eth0', 'POD.RX', delivered, { kind: 'rx', tap: 'In' });
  note('web-pod', 'eth0', null, delivered, {
    kind: 'end',
    outcome: { kind: 'delivered', to: ns('web-pod') },
    notes: [],
  });
  note('curl-pod', null, null, null, { kind: 'job', step: { kind: 'output', stream: 'stdout', text: 'PING\n' } });
  note('curl-pod', null, null, null, { kind: 'job', step: { kind: 'exited', code: 0 } });
  const end = events.findIndex((event) => event.kind === 'end') as EventId;
  return {
    format: 'hopscope-trace/1',
    lab: handWorld.file,
    stimuli: [
      {
        at: 0 as Nanos,
        from: ns('curl-pod'),
        kind: 'ping',
        target: { kind: 'address', address: WEB },
        count: 1,
        interval: 1,
        wait: 1,
        deadline: null,
        size: 8,
        ttl: 64,
        pmtudisc: 'want',
        id: 163,
      },
    ],
    world: handWorld,
    events,
    frames,
    packets: [
      {
        id: 0 as PacketId,
        job: 0 as JobId,
        cause: { kind: 'job' },
        from: ns('curl-pod'),
        born: 1 as EventId,
        end,
        outcome: { kind: 'delivered', to: ns('web-pod') },
        label: 'echo request seq 1',
      },
    ],
    jobs: [
      {
        id: 0 as JobId,
        netns: ns('curl-pod'),
        argv: ['ping', '-c', '1', WEB],
        started: 0 as EventId,
        exitCode: 0,
        stdout: 'PING\n',
        stderr: '',
        stimulus: 0,
      },
    ],
    ended: (events.length * 1000) as Nanos,
  };
}
