import type { SignalName } from '../../trace/stimulus.ts';
import type { Job } from '../kernel.ts';
import type { Program } from './host.ts';

/** What a shell says of a program that a signal has ended: 128 and the signal's number. */
export const SIGNAL_EXIT: Readonly<Record<SignalName, number>> = { INT: 130, TERM: 143 };

/** A program without a handler of its own: it ends without a word, and the kernel closes what it had open. */
export function endedBySignal(job: Job, close: () => void): Program {
  return {
    signal(name) {
      if (job.exited) return;
      close();
      job.exit(SIGNAL_EXIT[name]);
    },
  };
}
