import { openLab } from '../../src/engine/live.ts';
import type { LabCilium, LabFile } from '../../src/lab/file.ts';
import type { NetnsName } from '../../src/lab/names.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { runLines } from '../../src/shell/headless.ts';
import type { Host } from '../../src/shell/hosts/host.ts';
import type { Machine } from '../../src/shell/machine.ts';
import { openMachine } from '../../src/shell/open-machine.ts';
import { Session } from '../../src/shell/session.ts';

/** A running lab with a terminal on any of its places; each keeps its shell. */
export class Terminals {
  readonly machine: Machine;
  readonly #open = new Map<Host, Session>();

  constructor(cilium: Partial<LabCilium> = {}, file: LabFile = week4) {
    this.machine = openMachine(openLab({ ...file, cilium: { ...file.cilium, ...cilium } }));
  }

  /** What lines show on a machine, and how the last one ends. */
  at(name: string, ...lines: readonly string[]): Shown {
    return this.#run(this.machine.hosts.machine(name), lines);
  }

  agent(node: string, ...lines: readonly string[]): Shown {
    return this.#run(this.machine.hosts.agent(node as NetnsName), lines);
  }

  pod(name: string, ...lines: readonly string[]): Shown {
    return this.#run(this.machine.hosts.pod(name as NetnsName), lines);
  }

  #run(host: Host | null, lines: readonly string[]): Shown {
    if (host === null) throw new Error('no such place in this lab');
    const session = this.#open.get(host) ?? new Session(this.machine, host, 200);
    this.#open.set(host, session);
    const before = session.screen.chunks.length;
    const entries = session.entries.length;
    const code = runLines(this.machine, session, lines);
    const chunks = session.screen.chunks.slice(before);
    return {
      text: chunks.map((chunk) => chunk.text).join(''),
      stderr: chunks
        .filter((chunk) => chunk.stream === 'stderr')
        .map((chunk) => chunk.text)
        .join(''),
      code,
      evidence: session.entries.slice(entries).flatMap((entry) => entry.evidence),
    };
  }
}

export interface Shown {
  readonly text: string;
  readonly stderr: string;
  readonly code: number;
  readonly evidence: Session['entries'][number]['evidence'];
}
