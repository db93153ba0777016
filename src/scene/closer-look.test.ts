import { describe, expect, test } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import { deriveWorld } from '../lab/derive.ts';
import { week4 } from '../lab/presets/week4.ts';
import { withVariant } from '../lab/variant.ts';
import { type Ask, openingAsk, stimulusOf, variantOf } from '../scenario/ask.ts';
import type { EventId } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';
import { detailAt, isDrawn, nextDetail } from './detail.ts';
import { overlaps, within } from './geometry.ts';
import { layoutFor } from './layout.ts';
import { stageAt } from './stage.ts';

const WORLD = deriveWorld(week4);
const SIZES = [
  { width: 1056, height: 640 },
  { width: 768, height: 720 },
  { width: 640, height: 320 },
  { width: 390, height: 544 },
];

function run(change: Partial<Ask> = {}): Trace {
  const ask = { ...openingAsk(WORLD), ...change };
  const stimulus = stimulusOf(WORLD, ask);
  if (stimulus === null) throw new Error('no stimulus');
  return simulate(withVariant(week4, variantOf(WORLD, ask)), [stimulus]);
}

test('coming closer shows more, and never less than what was chosen', () => {
  expect([1, 1.5, 1.7, 3].map((k) => detailAt(1, k))).toEqual([1, 1, 2, 3]);
  expect([1, 1.7, 3].map((k) => detailAt(2, k))).toEqual([2, 2, 3]);
  expect(detailAt(3, 1)).toBe(3);
  expect([nextDetail(1), nextDetail(2), nextDetail(3)]).toEqual([2, 3, 1]);
});

test('a story leaves out what no packet comes to, and nothing that one does', () => {
  expect(isDrawn('uplink', 'idle', 1)).toBe(false);
  expect(isDrawn('uplink', 'walked', 1)).toBe(true);
  expect(isDrawn('cilium_host', 'idle', 1)).toBe(true);
  for (const role of ['pod', 'lxc', 'nic', 'tunnel', 'door'] as const) expect(isDrawn(role, 'dimmed', 1)).toBe(true);
  for (const role of ['uplink', 'cilium_net', 'loop'] as const) expect(isDrawn(role, 'dimmed', 2)).toBe(true);
});

for (const size of SIZES) {
  describe(`in ${size.width} x ${size.height}`, () => {
    for (const routing of ['native', 'vxlan'] as const) {
      const trace = run({ routing });
      const layout = layoutFor(trace, size);

      test(`${routing}: names of programs are those that ran, inside the stage, on no device, pod or name`, () => {
        for (const event of trace.events) {
          const { hooks } = stageAt(trace, layout, event.id, 2);
          const lines = hooks.flatMap((hook) => hook.lines);
          for (const hook of hooks) {
            const ran = trace.events
              .filter((own) => own.id <= event.id && own.kind === 'hook' && own.device === hook.device)
              .map((own) => (own.kind === 'hook' ? own.program : ''));
            for (const line of hook.lines) expect(ran).toContain(line.text);
          }
          const taken = [
            ...[...layout.devices.values()].map((device) => device.box),
            ...[...layout.pods.values()].map((pod) => pod.box),
            ...[...layout.hosts.values()].map((host) => host.title.box),
          ];
          for (const [i, line] of lines.entries()) {
            expect(within(line.box, { x: 0, y: 0, ...layout.size })).toBe(true);
            expect(taken.filter((box) => overlaps(box, line.box))).toEqual([]);
            expect(lines.slice(i + 1).filter((other) => overlaps(other.box, line.box))).toEqual([]);
          }
        }
      });

      test(`${routing}: the plate has the bytes of the packet in focus, and lies on the stage`, () => {
        for (const event of trace.events.slice(0, 60)) {
          const stage = stageAt(trace, layout, event.id, 3);
          if (stage.plate === null) continue;
          const own = trace.events.findLast(
            (other) => other.id <= event.id && other.packet === stage.focus && other.frame !== null,
          );
          const frame = trace.frames[own?.frame ?? -1];
          const text = stage.plate.rows.map((row) => row.text).join(' ');
          const bytes = Uint8Array.from(text.split(' ').map((byte) => Number.parseInt(byte, 16)));
          expect(bytes).toEqual(frame?.slice(0, bytes.length));
          expect(stage.plate.left + bytes.length).toBe(frame?.length);
          expect(within(stage.plate.box, { x: 0, y: 0, ...layout.size })).toBe(true);
        }
      });
    }
  });
}

test('what an event changes is marked in the bytes: the outer TTL and checksum at the router, and nothing of the inside', () => {
  const trace = run({ routing: 'vxlan' });
  const layout = layoutFor(trace, { width: 1056, height: 640 });
  const forward = trace.events.find((event) => event.kind === 'forward' && event.netns === 'router');
  const plate = stageAt(trace, layout, (forward?.id ?? 0) as EventId, 3).plate;
  const marked = plate?.rows.flatMap((row, i) => row.changed.map((mark) => i * 16 + Math.round((mark.x - 5) / 18)));
  // Ethernet 14, then TTL at 8 and the header's checksum at 10 and 11: the low byte may stay what it was.
  expect(marked?.[0]).toBe(14 + 8);
  expect(marked?.every((at) => at === 22 || at === 24 || at === 25)).toBe(true);
});

describe('births', () => {
  test('an ICMP error is seen to be born, and a packet of the command too', () => {
    const trace = run({ routing: 'vxlan', app: 'traceroute' });
    const layout = layoutFor(trace, { width: 1056, height: 640 });
    const kinds = trace.events.flatMap((event) => stageAt(trace, layout, event.id).birth?.kind ?? []);
    expect(new Set(kinds)).toEqual(new Set(['job', 'icmp-error']));
  });

  test('so is a segment that is sent once more, and no ARP question is', () => {
    const trace = run({});
    const layout = layoutFor(trace, { width: 1056, height: 640 });
    const born = trace.events.filter((event) => stageAt(trace, layout, event.id).birth !== null);
    expect(born.map((event) => trace.packets[event.packet ?? -1]?.cause.kind)).toEqual([
      'job',
      'retransmission',
      'retransmission',
    ]);
  });
});
