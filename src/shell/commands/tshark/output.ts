import { latin1Of } from '../../../base/bytes.ts';
import { writePcap } from '../../../capture/pcap.ts';
import { type Tap, type TappedPacket, writePcapng } from '../../../capture/pcapng.ts';
import type { Tshark } from '../../../capture/tshark/lines.ts';
import type { TsharkFrame } from '../../../capture/tshark/tshark-frame.ts';
import type { EventId } from '../../../trace/events.ts';
import type { Context } from '../../command.ts';
import { absolute } from '../../process/files.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';

/** Where packets go: -w, and as which kind of file. */
export interface Target {
  readonly name: string;
  readonly kind: 'pcapng' | 'pcap';
}

const FOLDERS = /\/+[^/]*$/;

/** Why a file cannot be written to, in tshark's words (cfile_write_failure_message); null: it can. */
export function writeFault({ host, shell }: Context, { name }: Target): string | null {
  if (name === '-') return null;
  const path = absolute(name, shell.folder);
  if (host.files.isFolder(path)) return `tshark: "${name}" is a directory (folder), not a file.\n`;
  const folder = path.replace(FOLDERS, '');
  if (folder !== '' && !host.files.isFolder(folder)) return `tshark: The path to the file "${name}" doesn't exist.\n`;
  return null;
}

/** Prints packets, keeps those that -w writes. */
export class Output {
  captured = 0;
  readonly #context: Context;
  readonly #tshark: Tshark;
  readonly #target: Target | null;
  readonly #taps: readonly Tap[];
  readonly #kept: TsharkFrame[] = [];

  constructor(context: Context, tshark: Tshark, target: Target | null, taps: readonly Tap[]) {
    this.#context = context;
    this.#tshark = tshark;
    this.#target = target;
    this.#taps = taps;
  }

  /** `event`: where in the run it passed; null for one of another run. */
  *take(frame: TsharkFrame, event: EventId | null): Task<void> {
    this.captured += 1;
    const { taken, lines } = this.#tshark.read(frame);
    if (taken && this.#target !== null) this.#kept.push(frame);
    if (lines.length > 0 && event !== null) this.#context.shows({ kind: 'packets', events: [event] });
    for (const line of lines) yield* write(this.#context.io.stdout, `${line}\n`);
  }

  /** What was kept goes to its file, then come the statistics. */
  *end(): Task<void> {
    const { host, io, shell } = this.#context;
    const target = this.#target;
    if (target !== null) {
      const bytes = this.#bytes(target.kind);
      if (target.name === '-') yield* write(io.stdout, latin1Of(bytes));
      else {
        const answer = host.files.write(absolute(target.name, shell.folder), bytes);
        if (!answer.ok) yield* write(io.stderr, `tshark: The file "${target.name}": ${answer.error}.\n`);
      }
    }
    for (const line of this.#tshark.after()) yield* write(io.stdout, `${line}\n`);
  }

  #bytes(kind: Target['kind']): Uint8Array {
    const epochSeconds = this.#kept[0]?.seconds ?? 0;
    const packets = this.#kept.map(({ seconds, nanos, bytes, length, on, comment }): TappedPacket => ({
      at: (seconds - epochSeconds) * 1_000_000_000 + nanos,
      bytes,
      originalLength: length,
      tap: on?.id ?? 0,
      comment: comment ?? '',
    }));
    if (kind === 'pcapng') return writePcapng(this.#taps, packets, { epochSeconds });
    const tap = this.#taps[0];
    return writePcap(packets, tap?.linktype ?? 1, { epochSeconds, nanos: (tap?.digits ?? 9) === 9 });
  }
}
