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

/** Nobody waits longer for what is to appear on the screen. Seconds. */
const PATIENCE = 300;

/** Runs a post from its first line to its last in one lab, a shell per host kept open. Gives what each step showed. */
export function runPost({ lab, steps }: Pick<Post, 'lab' | 'steps'>): ReadonlyMap<Step, Answer> {
  const machine = openMachine(openLab(lab));
  const sessions = new Map<string, Session>();
  const terminal = (host: string, window = ''): Session => {
    const name = `${host}${window}`;
    const session = sessions.get(name) ?? new Session(machine, hostOf(machine, host), 200);
    sessions.set(name, session);
    return session;
  };
  const answers = new Map<Step, Answer>();
  for (const step of steps) {
    const { beside } = step;
    if (beside === undefined) answers.set(step, ran(machine, terminal(step.host), step));
    else {
      // The new window is the one that listens; the old one has the reader's variables.
      const session = terminal(step.host, step.host === beside.host ? ', second window' : '');
      const from = session.screen.chunks.length;
      session.run(step.typed);
      meanwhile(machine);
      answers.set(beside, ran(machine, terminal(beside.host), beside));
      meanwhile(machine);
      interrupt(machine, session);
      answers.set(step, answerOf(session, from));
    }
  }
  return answers;
}

function ran(machine: Machine, session: Session, { typed, stop }: Step): Answer {
  const { screen } = session;
  const from = screen.chunks.length;
  if (stop === undefined) runLines(machine, session, [typed]);
  else {
    session.run(typed);
    const seconds = typeof stop === 'number' ? stop : PATIENCE;
    const isThere = (): boolean => typeof stop !== 'number' && stop.test(answerOf(session, from).text);
    let looked = from;
    machine.scheduler.run({
      until: (machine.now + seconds * 1e9) as Nanos,
      steps: USUAL_LIMITS.steps,
      done: () => !session.busy || (screen.chunks.length > looked && isThere()) || (looked = screen.chunks.length) < 0,
    });
    interrupt(machine, session);
  }
  return answerOf(session, from);
}

function interrupt(machine: Machine, session: Session): void {
  for (let i = 0; i < 3 && session.busy; i++) {
    session.interrupt();
    machine.scheduler.run({ until: (machine.now + 5e9) as Nanos, steps: 1_000_000, done: () => !session.busy });
  }
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
