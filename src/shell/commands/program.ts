import { must } from '../../base/assert.ts';
import type { Stimulus } from '../../trace/stimulus.ts';
import type { Context } from '../command.ts';
import { write } from '../process/stream.ts';
import { Signalled, until, type Task } from '../process/task.ts';

type Program<S = Stimulus> = S extends Stimulus ? Omit<S, 'at' | 'from'> : never;

/**
 * Starts a program of the engine in the namespace of the host and passes on what it prints, as it prints it. Ctrl-C
 * reaches it as a signal on lab time; how it ends is its own affair. Gives its exit code.
 */
export function* runProgram(context: Context, program: Program): Task {
  const { machine, host, io } = context;
  const { lab } = machine;
  const index = lab.act({ ...program, at: machine.soon(), from: host.netns });
  context.shows({ kind: 'stimulus', index });
  const told = { stdout: 0, stderr: 0 };
  const more = (): boolean => {
    const job = lab.jobOf(index);
    return (
      job !== null && (job.exitCode !== null || job.stdout.length > told.stdout || job.stderr.length > told.stderr)
    );
  };
  for (;;) {
    try {
      yield* until(more);
      const job = must(lab.jobOf(index), 'job of a started program');
      for (const stream of ['stdout', 'stderr'] as const) {
        const text = job[stream].slice(told[stream]);
        told[stream] = job[stream].length;
        yield* write(io[stream], text);
      }
      if (job.exitCode !== null) return job.exitCode;
    } catch (error) {
      if (!(error instanceof Signalled)) throw error;
      if (error.signal !== 'INT' && error.signal !== 'TERM') throw error;
      lab.act({ kind: 'signal', at: machine.soon(), from: host.netns, stimulus: index, signal: error.signal } as never);
    }
  }
}
