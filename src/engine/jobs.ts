import type { NetnsName } from '../lab/names.ts';
import type { EventId, JobId } from '../trace/events.ts';
import type { Job } from './kernel.ts';
import type { Sim } from './sim.ts';

/** Opens a job record and gives the writer of its events. */
export function openJob(sim: Sim, netns: NetnsName, argv: readonly string[], stimulus: number): Job {
  const id = sim.jobs.length as JobId;
  const record = {
    id,
    netns,
    argv,
    started: sim.events.length as EventId,
    exitCode: null as number | null,
    stdout: '',
    stderr: '',
    stimulus,
  };
  sim.jobs.push(record);
  const job: Job = {
    id,
    step: (step, packet = null) => void sim.note({ netns, job: id, packet }, { kind: 'job', step }),
    print(stream, text, into) {
      if (text === '') return;
      record[stream] += text;
      job.step({ kind: 'output', stream, text, ...(into === 'file' ? { file: true } : {}) });
    },
    exit(code) {
      if (record.exitCode !== null) return;
      record.exitCode = code;
      job.step({ kind: 'exited', code });
    },
    get exited() {
      return record.exitCode !== null;
    },
  };
  return job;
}
