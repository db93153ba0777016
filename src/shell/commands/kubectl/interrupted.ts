import { Signalled, type Task } from '../../process/task.ts';

/** What only watches ends well on Ctrl-C (kubectl pkg/util/interrupt: os.Exit(0)). */
export function* untilInterrupted(task: Task): Task {
  try {
    return yield* task;
  } catch (error) {
    if (!(error instanceof Signalled) || error.signal !== 'INT') throw error;
    return 0;
  }
}
