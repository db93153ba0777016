import { deriveWorld } from '../../src/lab/derive.ts';
import type { LabFile } from '../../src/lab/file.ts';
import type { Nanos } from '../../src/lab/names.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import type { LiveLab } from '../../src/trace/live.ts';
import { runLines, USUAL_LIMITS } from '../../src/shell/headless.ts';
import { openMachine } from '../../src/shell/open-machine.ts';
import { Session } from '../../src/shell/session.ts';

/** A lab in which nothing happens by itself: for what needs a clock and no network. */
export function stillLab(file: LabFile = week4): LiveLab {
  const world = deriveWorld(file);
  const trace = {
    format: 'hopscope-trace/1',
    lab: file,
    stimuli: [],
    world,
    events: [],
    frames: [],
    packets: [],
    jobs: [],
    ended: 0 as Nanos,
  } as const;
  let now = 0 as Nanos;
  return {
    get now() {
      return now;
    },
    next: null,
    trace,
    world,
    ciliumOf: () => file.cilium,
    act: () => {
      throw new Error('nothing can be done to a still lab');
    },
    advance: (to) => void (now = to),
    table: (netns, table) => world.netns.get(netns)!.tables[table],
    jobOf: () => null,
    snapshot: () => trace,
  };
}

/** What a terminal on a host of a still lab shows for these lines, and how the last of them ended. */
export function typed(
  lines: readonly string[],
  host = 'k8s-ctr',
): { readonly text: string; readonly code: number; readonly seconds: number } {
  const machine = openMachine(stillLab());
  const session = new Session(machine, machine.hosts.machine(host)!, 80);
  const code = runLines(machine, session, lines, USUAL_LIMITS);
  return { text: session.screen.chunks.map((chunk) => chunk.text).join(''), code, seconds: machine.now / 1e9 };
}
