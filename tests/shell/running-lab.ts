import { openLab } from '../../src/engine/live.ts';
import type { LabFile } from '../../src/lab/file.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { withVariant, type Variant } from '../../src/lab/variant.ts';
import { runLines, runWhile } from '../../src/shell/headless.ts';
import type { Host } from '../../src/shell/hosts/host.ts';
import type { Machine } from '../../src/shell/machine.ts';
import { openMachine } from '../../src/shell/open-machine.ts';
import { Session } from '../../src/shell/session.ts';
import type { NetnsName } from '../../src/lab/names.ts';

/** A lab that runs, and terminals on it. */
export class Terminals {
  readonly machine: Machine;
  readonly #sessions = new Map<string, Session>();

  constructor(file: LabFile = week4, variant: Variant = {}) {
    this.machine = openMachine(openLab(withVariant(file, variant)));
  }

  host(name: string): Host {
    const host = this.machine.hosts.machine(name) ?? this.machine.hosts.pod(name as NetnsName);
    if (host === null) throw new Error(`no host ${name}`);
    return host;
  }

  session(name: string): Session {
    let session = this.#sessions.get(name);
    if (session === undefined) this.#sessions.set(name, (session = new Session(this.machine, this.host(name), 200)));
    return session;
  }

  /** Types a line on a host and gives what appears, both streams in order, and the exit code. */
  type(
    name: string,
    line: string,
  ): { readonly text: string; readonly out: string; readonly err: string; readonly code: number } {
    const session = this.session(name);
    const from = session.screen.chunks.length;
    const code = runLines(this.machine, session, [line]);
    return this.#since(session, from, code);
  }

  /** Types a line on a host while another terminal runs `beside`; Ctrl-C when that has ended. */
  typeWhile(name: string, line: string, on: string, beside: string): ReturnType<Terminals['type']> {
    const session = this.session(name);
    const from = session.screen.chunks.length;
    const code = runWhile(this.machine, session, line, { host: this.host(on), line: beside });
    return this.#since(session, from, code);
  }

  #since(session: Session, from: number, code: number): ReturnType<Terminals['type']> {
    const chunks = session.screen.chunks.slice(from);
    const text = (stream: 'stdout' | 'stderr' | null): string =>
      chunks
        .filter((chunk) => stream === null || chunk.stream === stream)
        .map((chunk) => chunk.text)
        .join('');
    return { text: text(null), out: text('stdout'), err: text('stderr'), code };
  }
}
