/** Who set a field and where, asked about real runs in every way that packets are changed. */
import { describe, expect, test } from 'vitest';
import { tellFieldOrigin } from '../../src/i18n/tell-field-origin.ts';
import { journeyOf } from '../../src/trace/journey.ts';
import { contentAt, differing, dissectedAt } from '../../src/trace/dissected.ts';
import type { EventId, TraceEvent } from '../../src/trace/events.ts';
import { fieldOrigin, sideEvent } from '../../src/trace/field-origin.ts';
import type { PacketRecord, Trace } from '../../src/trace/trace.ts';
import type { FieldKey } from '../../src/wire/field-key.ts';
import {
  CLIENT,
  curl,
  curlService,
  labOf,
  packetCalled,
  ping,
  run,
  curlOf,
  WEBPOD,
  WEBPOD_SERVICE,
} from '../errors/runs.ts';
import { labelled } from '../support/engine-runs.ts';

/** As the packet was at its end, or after an event. */
function origin(trace: Trace, packet: PacketRecord, key: string, at: EventId = packet.end) {
  const found = fieldOrigin(trace, packet.id, at, key as FieldKey);
  if (found === null) throw new Error(`no ${key} in ${packet.label}`);
  return found;
}

const what = (event: TraceEvent): string =>
  `${event.kind === 'hook' ? event.program : event.kind} ${event.device ?? event.netns}`;

function said(trace: Trace, packet: PacketRecord, key: string, at: EventId = packet.end) {
  const found = origin(trace, packet, key, at);
  return `${what(found.event)} ${found.how} ${found.was ?? '-'}`;
}

const eventOf = (trace: Trace, packet: PacketRecord, is: (event: TraceEvent) => boolean): EventId => {
  const found = trace.events.find((event) => event.packet === packet.id && is(event));
  if (found === undefined) throw new Error('no such event');
  return found.id;
};

describe('native', () => {
  const trace = ping('repaired', CLIENT.ctr, WEBPOD.w0);
  const request = labelled(trace, 'echo request');

  test('a TTL was last taken from where the packet was last routed', () => {
    expect(said(trace, request, 'ipv4~0/ttl')).toMatch(/^cil_from_netdev k8s-w0:eth1 changed 62$/);
    const atRouter = eventOf(trace, request, (event) => event.kind === 'forward');
    expect(said(trace, request, 'ipv4~0/ttl', atRouter)).toBe('forward router changed 63');
    expect(said(trace, request, 'ipv4~0/ttl', (atRouter - 1) as EventId)).toMatch(/^cil_from_container .* changed 64$/);
  });

  test('what nobody changed was set when the packet was made', () => {
    expect(said(trace, request, 'ipv4~0/src')).toBe('born curl-pod born -');
    expect(said(trace, request, 'icmp-echo~0/seq')).toBe('born curl-pod born -');
  });

  test('the link header came from the neighbour table and was written again at every routing step', () => {
    const first = eventOf(trace, request, (event) => event.kind === 'tx');
    expect(said(trace, request, 'ethernet~0/dst', first)).toBe('neigh curl-pod:eth0 added -');
    const onWire = eventOf(trace, request, (event) => event.kind === 'rx' && event.netns === 'router');
    expect(said(trace, request, 'ethernet~0/dst', onWire)).toMatch(/^cil_from_container .* changed/);
  });

  test('a checksum was last computed where something that it covers was last changed', () => {
    expect(origin(trace, request, 'ipv4~0/checksum').event).toBe(origin(trace, request, 'ipv4~0/ttl').event);
    const node = dissectedAt(trace, trace.events[request.end]?.frame ?? null).byKey.get('ipv4~0/checksum' as FieldKey);
    if (node === undefined) throw new Error('no checksum');
    expect(tellFieldOrigin(trace, origin(trace, request, 'ipv4~0/checksum'), node, 'en').line).toBe(
      'Last computed by cil_from_netdev at eth1 of k8s-w0.',
    );
  });
});

describe('vxlan', () => {
  const trace = ping('vxlan', CLIENT.ctr, WEBPOD.w0);
  const request = labelled(trace, 'echo request');
  const routed = eventOf(trace, request, (event) => event.kind === 'forward');

  test('the outer header is the tunnel device of the sending node, the router takes one from its TTL only', () => {
    expect(said(trace, request, 'vxlan~0/vni', routed)).toBe('encap k8s-ctr added -');
    expect(said(trace, request, 'ipv4~1/src', routed)).toBe('encap k8s-ctr added -');
    expect(said(trace, request, 'ipv4~1/ttl', routed)).toBe('forward router changed 64');
    expect(said(trace, request, 'ipv4~0/ttl', routed)).toBe('born curl-pod born -');
  });

  test('the inner frame stays as the pod sent it, until the overlay program of the other node', () => {
    expect(said(trace, request, 'ethernet~0/src', routed)).toBe('neigh curl-pod:eth0 added -');
    expect(said(trace, request, 'ethernet~0/src')).toMatch(/^cil_from_overlay k8s-w0:cilium_vxlan changed/);
  });

  test('a layer as a whole was put there by somebody too', () => {
    expect(said(trace, request, 'vxlan~0', routed)).toBe('encap k8s-ctr added -');
    expect(fieldOrigin(trace, request.id, request.end, 'vxlan~0' as FieldKey)).toBeNull();
  });

  test('both sides of a hop have the event at which the packet was so', () => {
    for (const hop of journeyOf(trace, request.id).hops) {
      for (const [side, frame] of [
        ['arrived', hop.frameBefore],
        ['left', hop.frameAfter],
      ] as const) {
        if (frame === null) continue;
        const at = sideEvent(trace, hop, side);
        const { byKey } = dissectedAt(trace, frame);
        for (const key of byKey.keys()) {
          const found = fieldOrigin(trace, request.id, at, key);
          expect(contentAt(trace, found?.event.frame ?? null, key)).toBe(contentAt(trace, frame, key));
        }
      }
    }
  });

  test('at the router the outer header differs and the inner does not', () => {
    const hop = journeyOf(trace, request.id).hops.find((one) => one.events.includes(routed));
    const changed = differing(trace, hop?.frameAfter ?? null, hop?.frameBefore ?? null);
    expect([...changed].filter((key) => key.startsWith('ipv4'))).toEqual(['ipv4~1/ttl', 'ipv4~1', 'ipv4~1/checksum']);
  });
});

test('NAT: the source was put there by the program that masquerades, the reply was given back by the one that undoes it', () => {
  const trace = ping('native', CLIENT.ctr, '10.10.1.200');
  const request = labelled(trace, 'echo request');
  expect(said(trace, request, 'ipv4~0/src')).toMatch(/^cil_to_netdev k8s-ctr:eth1 changed 172\.20\.0\.215$/);
  expect(said(trace, request, 'ipv4~0/dst')).toBe('born curl-pod born -');
  const reply = labelled(trace, 'echo reply');
  expect(said(trace, reply, 'ipv4~0/dst')).toMatch(/^cil_from_netdev k8s-ctr:eth1 changed 192\.168\.10\.100$/);
});

describe('a service', () => {
  test('with socket LB the backend was chosen before there was a packet', () => {
    const trace = curlService('vxlan', 'ctr', 'w0');
    const syn = packetCalled(trace, 'SYN');
    const found = origin(trace, syn, 'ipv4~0/dst');
    expect([what(found.event), found.how]).toEqual(['born curl-pod', 'born']);
    const chooser = trace.events[found.chosenBy ?? -1];
    expect(chooser?.kind === 'hook' ? chooser.program : null).toBe('cil_sock4_connect');
    expect(origin(trace, syn, 'tcp~0/dstPort').chosenBy).toBe(found.chosenBy);
    expect(origin(trace, syn, 'ipv4~0/src').chosenBy).toBeNull();
    expect(origin(trace, packetCalled(trace, 'SYN, ACK'), 'ipv4~0/dst').chosenBy).toBeNull();
  });

  test('without it the program at the lxc changes the destination in the packet', () => {
    const trace = run(labOf('packet LB'), curlOf(CLIENT.ctr, WEBPOD_SERVICE));
    const found = origin(trace, packetCalled(trace, 'SYN'), 'ipv4~0/dst');
    expect(what(found.event)).toMatch(/^cil_from_container k8s-ctr:lxc/);
    expect([found.how, found.was, found.chosenBy]).toEqual(['changed', WEBPOD_SERVICE, null]);
  });
});

describe('bytes of another packet', () => {
  test('the fields of a fragment were set in the packet that was cut', () => {
    const trace = ping('native', CLIENT.ctr, WEBPOD.ctr, { size: 3000 });
    const whole = labelled(trace, 'echo request');
    const fragment = labelled(trace, 'fragment');
    const found = origin(trace, fragment, 'ipv4~0/id', fragment.born);
    expect([found.packet, found.event.id, found.copied]).toEqual([whole.id, whole.born, 'fragment']);
    expect(origin(trace, fragment, 'ipv4~0/mf', fragment.born)).toMatchObject({ packet: fragment.id, how: 'born' });
  });

  test('the quote of an error was set in the packet that it quotes', () => {
    const trace = ping('repaired', CLIENT.ctr, WEBPOD.w0, { ttl: 2 });
    const request = labelled(trace, 'echo request');
    const error = trace.packets.find(({ cause }) => cause.kind === 'icmp-error');
    if (error === undefined) throw new Error('no error');
    const found = origin(trace, error, 'icmp-time-exceeded~0/quote/ipv4~0/dst', error.born);
    expect([found.packet, found.event.id, found.copied]).toEqual([request.id, request.born, 'quote']);
    const ttl = origin(trace, error, 'icmp-time-exceeded~0/quote/ipv4~0/ttl', error.born);
    expect([ttl.packet, ttl.how]).toEqual([request.id, 'changed']);
    expect(said(trace, error, 'ipv4~0/ttl', error.born)).toBe(`born ${error.from} born -`);
  });
});

test('an application writes its own payload, a server its answer, the kernel all headers', () => {
  const trace = curl('vxlan', CLIENT.ctr, WEBPOD.w0);
  const told = (label: string, key: string): string => {
    const packet = packetCalled(trace, label);
    const node = dissectedAt(trace, trace.events[packet.born]?.frame ?? null).byKey.get(key as FieldKey);
    if (node === undefined) throw new Error(`no ${key}`);
    return tellFieldOrigin(trace, origin(trace, packet, key, packet.born), node, 'en').line;
  };
  expect(told('GET /', 'http~0/startLine')).toBe('Set by curl at curl-pod when the packet was made.');
  expect(told('200 OK', 'http~0/startLine')).toMatch(/^Set by the server at webpod/);
  expect(told('SYN', 'tcp~0/srcPort')).toBe('Set by the kernel at curl-pod when the packet was made.');
  expect(told('SYN', 'tcp~0/checksum')).toBe('Computed by the kernel at curl-pod when the packet was made.');
});
