import type { Stimulus } from '../../trace/stimulus.ts';
import type { Context } from '../command.ts';
import { write } from '../process/stream.ts';
import { Signalled, until, type Task } from '../process/task.ts';

type Unplaced<S> = S extends Stimulus ? Omit<S, 'at' | 'from'> : never;
/** A program of the engine with its options: where and when it runs follows from the call. */
export type Program = Unplaced<Stimulus>;

/** Takes what a program writes into a file (`curl -o`) instead of to its terminal. */
export type ToFile = (text: string) => void;

/**
 * Starts a program of the engine in the namespace of the host and passes on what it prints, as it prints it. Ctrl-C
 * reaches it as a signal on lab time; how it ends is its own affair. Gives its exit code.
 */
export function* runProgram(context: Context, program: Program, toFile: ToFile = () => {}): Task {
  const { machine, host, io } = context;
  const { lab } = machine;
  let next = lab.trace.events.length;
  const index = lab.act({ ...program, at: machine.soon(), from: host.netns });
  context.shows({ kind: 'stimulus', index });
  /** Text that the program has written since somebody last looked. */
  const written = function* (): Generator<{
    readonly stream: 'stdout' | 'stderr';
    readonly text: string;
    readonly file: boolean;
  }> {
    const job = lab.jobOf(index);
    for (; next < lab.trace.events.length; next++) {
      const event = lab.trace.events[next]!;
      if (event.kind !== 'job' || event.job !== job?.id || event.step.kind !== 'output') continue;
      yield { stream: event.step.stream, text: event.step.text, file: event.step.file === true };
    }
  };
  for (;;) {
    try {
      const seen = next;
      yield* until(() => lab.trace.events.length > seen);
      for (const { stream, text, file } of written()) {
        if (file) toFile(text);
        else yield* write(io[stream], text);
      }
      const code = lab.jobOf(index)?.exitCode ?? null;
      if (code !== null) return code;
    } catch (error) {
      if (!(error instanceof Signalled)) throw error;
      // Nobody reads any more, or nobody is to be asked: the program is told to end and not waited for.
      if (error.signal === 'KILL' || error.signal === 'PIPE') {
        lab.act({ kind: 'signal', at: machine.soon(), from: host.netns, stimulus: index, signal: 'TERM' });
        throw error;
      }
      lab.act({ kind: 'signal', at: machine.soon(), from: host.netns, stimulus: index, signal: error.signal });
    }
  }
}
