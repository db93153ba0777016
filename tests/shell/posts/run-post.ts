import { openLab } from '../../../src/engine/live.ts';
import type { Nanos, NetnsName } from '../../../src/lab/names.ts';
import { runLines, USUAL_LIMITS } from '../../../src/shell/headless.ts';
import type { Host } from '../../../src/shell/hosts/host.ts';
import type { Machine } from '../../../src/shell/machine.ts';
import { openMachine } from '../../../src/shell/open-machine.ts';
import { Session } from '../../../src/shell/session.ts';
import type { Post, Step } from './post.ts';
import type { Answer } from './verdict.ts';

/** A second terminal begins when the first command has had time to start, and what is on its way arrives before Ctrl-C. */
const MEANWHILE = 200_000_000;

/** Runs a post from its first line to its last in one lab, a shell per host kept open. Gives what each step showed. */
export function runPost({ lab, steps }: Pick<Post, 'lab' | 'steps'>): ReadonlyMap<Step, Answer> {
  const machine = openMachine(openLab(lab));
  const sessions = new Map<string, Session>();
  const terminal = (name: string): Session => {
    const known = sessions.get(name);
    const session = known ?? new Session(machine, hostOf(machine, name), 200);
    sessions.set(name, session);
    return session;
  };
  const answers = new Map<Step, Answer>();
  for (const step of steps) {
    const { beside } = step;
    if (beside === undefined) answers.set(step, ran(machine, terminal(step.host), step));
    else {
      const session = terminal(step.host);
      const from = session.screen.chunks.length;
      session.run(step.typed);
      meanwhile(machine);
      answers.set(beside, ran(machine, new Session(machine, hostOf(machine, beside.host), 200), beside));
      meanwhile(machine);
      if (session.busy) session.interrupt();
      while (session.busy) meanwhile(machine);
      answers.set(step, answerOf(session, from));
    }
  }
  return answers;
}

function ran(machine: Machine, session: Session, { typed, stop }: Step): Answer {
  const from = session.screen.chunks.length;
  runLines(machine, session, [typed], stop === undefined ? USUAL_LIMITS : { ...USUAL_LIMITS, labTime: stop * 1e9 });
  return answerOf(session, from);
}

function answerOf({ screen, shell }: Session, from: number): Answer {
  return {
    text: screen.chunks
      .slice(from)
      .map(({ text }) => text)
      .join(''),
    code: shell.status,
  };
}

function meanwhile(machine: Machine): void {
  machine.scheduler.run({ until: (machine.now + MEANWHILE) as Nanos, steps: 1_000_000 });
}

function hostOf(machine: Machine, name: string): Host {
  const agentOf = /^cilium@(.*)$/.exec(name)?.[1];
  const host =
    agentOf === undefined
      ? (machine.hosts.machine(name) ?? machine.hosts.pod(name as NetnsName))
      : machine.hosts.agent(agentOf as NetnsName);
  if (host === null) throw new Error(`no host ${name}`);
  return host;
}
