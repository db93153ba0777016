import fc from 'fast-check';
import { openLab } from '../../src/engine/live.ts';
import type { LabFile } from '../../src/lab/file.ts';
import type { Nanos, NetnsName } from '../../src/lab/names.ts';
import type { LiveLab } from '../../src/trace/live.ts';
import type { Stimulus } from '../../src/trace/stimulus.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { labFileOf, runArbitrary } from './runs.ts';
import type { Run } from './runs.ts';

/** How the lab itself changes meanwhile; numbers are taken modulo what there is. */
interface Change {
  readonly kind: 'agent' | 'cluster' | 'flush';
  readonly at: number;
  readonly which: number;
}

/** A run, and how it is driven: each number says whether to do the next thing, and how far to let the lab go. */
export interface Drive {
  readonly run: Run;
  readonly changes: readonly Change[];
  readonly steps: readonly number[];
}

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('agent' as const, 'cluster' as const, 'flush' as const),
  at: fc.constantFrom(0, 30_000, 100_000, 400_000, 300_000_000, 1_000_100_000, 2_500_000_000),
  which: fc.nat({ max: 999 }),
});

export const driveArbitrary: fc.Arbitrary<Drive> = fc.record({
  run: runArbitrary,
  changes: fc.array(change, { maxLength: 3 }),
  steps: fc.array(fc.nat({ max: 999 }), { maxLength: 12 }),
});

function stimulusOf(file: LabFile, { kind, at, which }: Change): Stimulus {
  const node = file.nodes[which % file.nodes.length]!;
  const where = { at: at as Nanos, from: node.name as NetnsName };
  switch (kind) {
    case 'agent': {
      const routingMode = which % 2 === 0 ? 'native' : 'tunnel';
      const tunnelProtocol = which % 3 === 0 ? 'geneve' : 'vxlan';
      const endpointRoutes = which % 5 === 0;
      const cilium = { ...file.cilium, routingMode, tunnelProtocol, endpointRoutes } as const;
      return { ...where, kind, cilium };
    }
    case 'cluster': {
      const pods = file.pods.filter((_, i) => (which >> i) % 2 === 0);
      const [first] = file.pods;
      const ip = node.podCIDR.replace(/\d+\/\d+$/, (end) => `${Number.parseInt(end, 10) + 1 + (which % 5)}`);
      const isFree = [...file.pods.map((pod) => pod.ip), ...file.nodes.map((n) => n.ciliumHost)].every((a) => a !== ip);
      const unnumbered = { endpoint: null, lxc: null, identity: null };
      const fresh = first === undefined ? [] : [{ ...first, ...unnumbered, name: 'fresh', node: node.name, ip }];
      return { ...where, kind, pods: isFree && which % 3 > 0 ? [...fresh, ...pods] : pods, services: file.services };
    }
    case 'flush':
      return {
        ...where,
        kind,
        table: (['neigh', 'cilium_ct4_global', 'cilium_snat_v4_external'] as const)[which % 3]!,
      };
  }
}

/** Drives a lab as `steps` say, then lets it come to rest. `look` is given a snapshot after every step. */
export function driven({ run, changes, steps }: Drive, look: (snapshot: Trace) => void): LiveLab {
  const file = labFileOf(run.lab);
  const lab = openLab(file);
  const all = [...run.stimuli, ...changes.map((one) => stimulusOf(file, one))];
  const waiting = all.toSorted((a, b) => a.at - b.at);
  let asked = 0;
  const act = (): void => {
    const stimulus = waiting[asked++];
    if (stimulus !== undefined) lab.act(stimulus);
  };
  for (const step of steps) {
    if (step % 3 === 0) act();
    while (waiting[asked]?.at === 0) act();
    lab.advance(farEnough(lab, waiting[asked], step));
    look(lab.snapshot());
  }
  while (asked < waiting.length) act();
  for (let next = lab.next; next !== null; next = lab.next) lab.advance(next);
  return lab;
}

/** Somewhere between now and what is due: never so far that the next stimulus would come too late. */
function farEnough(lab: LiveLab, soonest: Stimulus | undefined, step: number): Nanos {
  const wish = lab.now + [0, 1, 4_000, 60_000, 1_500_000, 700_000_000, 30_000_000_000][step % 7]!;
  const latest = soonest === undefined ? Infinity : soonest.at - 1;
  return Math.max(lab.now, Math.min(wish, latest)) as Nanos;
}
