import { hashOf, isSettled, reconcile } from '../../cluster/deployments.ts';
import { isRenewed, renewDaemonSet } from '../../cluster/restart-agents.ts';
import type { DaemonSetRecord, DeploymentRecord } from '../../cluster/records.ts';
import type { Context } from '../../command.ts';
import type { Machine } from '../../machine.ts';
import type { Nanos } from '../../../lab/names.ts';
import { write } from '../../process/stream.ts';
import { type Task, untilOr } from '../../process/task.ts';
import { nanosOf } from './duration.ts';
import { untilInterrupted } from './interrupted.ts';
import type { Flags } from './flags.ts';
import { stamp } from './meta.ts';
import { Refusal } from './refusal.ts';
import { askedFor, chosen, namespaceOf } from './resource-arguments.ts';
import { countsOf, daemonCountsOf } from './workload-objects.ts';

export const ROLLOUT = ['history', 'restart', 'status', 'undo'] as const;
const RESTARTED = 'kubectl.kubernetes.io/restartedAt';

type Target =
  | { readonly kind: 'deployment'; readonly record: DeploymentRecord }
  | { readonly kind: 'daemonset'; readonly record: DaemonSetRecord };

/** kubectl rollout history|restart|status|undo. */
export function* rollout(context: Context, flags: Flags, words: readonly string[]): Task {
  const [verb = '', ...rest] = words;
  if (!ROLLOUT.some((each) => each === verb)) {
    throw new Refusal(
      verb === 'pause' || verb === 'resume'
        ? `error: kubectl rollout ${verb} is not part of this lab: ${ROLLOUT.join(', ')} are`
        : `error: unknown command "${verb}"\nSee 'kubectl rollout -h' for help and examples`,
    );
  }
  if (rest.length === 0) throw new Refusal('error: required resource not specified');
  let code = 0;
  for (const target of targetsOf(context, flags, rest, verb)) {
    const done = yield* one(context, flags, verb, target);
    code = Math.max(code, done);
  }
  return code;
}

function targetsOf(context: Context, flags: Flags, words: readonly string[], verb: string): readonly Target[] {
  const { machine } = context;
  const { work } = machine.cluster;
  return askedFor(machine, words).flatMap((asked): readonly Target[] => {
    const { items, errors } = chosen(context, flags, asked);
    const [error] = errors;
    if (error !== undefined) throw new Refusal(error);
    return items.map(({ name, namespace }): Target => {
      const where = namespace ?? namespaceOf(flags);
      const deployment = asked.kind.plural === 'deployments' ? work.findDeployment(where, name) : undefined;
      if (deployment !== undefined) return { kind: 'deployment', record: deployment };
      const set = asked.kind.plural === 'daemonsets' ? work.findDaemonSet(where, name) : undefined;
      if (set !== undefined) return { kind: 'daemonset', record: set };
      if (verb === 'restart') throw new Refusal(`error: ${asked.kind.plural} "${name}" restarting is not supported`);
      const group = asked.kind.group === '' ? asked.kind.kind : `${asked.kind.kind}.${asked.kind.group}`;
      if (verb === 'status') throw new Refusal(`error: no status viewer has been implemented for ${asked.kind.kind}`);
      throw new Refusal(
        verb === 'history'
          ? `error: no history viewer has been implemented for "${group}"`
          : `error: no rollbacker has been implemented for "${group}"`,
      );
    });
  });
}

function* one(context: Context, flags: Flags, verb: string, target: Target): Task {
  const { io, machine } = context;
  const { name } = target.record;
  const called = `${target.kind}.apps/${name}`;
  switch (verb) {
    case 'restart':
      restart(machine, target);
      yield* write(io.stdout, `${called} restarted\n`);
      return 0;
    case 'status':
      return yield* untilInterrupted(status(context, flags, target));
    case 'history':
      yield* write(
        io.stdout,
        `${called} \nREVISION  CHANGE-CAUSE\n${revisions(machine, target)
          .map((n) => `${`${n}`.padEnd(10)}<none>\n`)
          .join('')}\n`,
      );
      return 0;
    default:
      undo(machine, flags, target);
      yield* write(io.stdout, `${called} rolled back\n`);
      return 0;
  }
}

function restart(machine: Machine, target: Target): void {
  const { work } = machine.cluster;
  if (target.kind === 'daemonset') {
    renewDaemonSet(machine, target.record);
    return;
  }
  const before = target.record;
  const annotations = [
    ...before.template.annotations.filter(([key]) => key !== RESTARTED),
    [RESTARTED, stamp(machine, machine.now)] as const,
  ];
  const template = { ...before.template, annotations };
  work.putDeployment({ ...before, template, hash: hashOf(template), revision: before.revision + 1 });
  reconcile(machine, before);
}

function revisions(machine: Machine, target: Target): readonly number[] {
  if (target.kind === 'daemonset') return Array.from({ length: target.record.generation }, (_, i) => i + 1);
  return machine.cluster.work
    .setsOf(target.record)
    .map(({ revision }) => revision)
    .toSorted((a, b) => a - b);
}

function undo(machine: Machine, flags: Flags, target: Target): void {
  const { work } = machine.cluster;
  if (target.kind === 'daemonset')
    throw new Refusal('error: kubectl rollout undo of a daemon set is not part of this lab');
  const { record } = target;
  const wanted = Number(flags.value('toRevision') ?? 0);
  const older = work
    .setsOf(record)
    .filter(({ hash, revision }) => hash !== record.hash && (wanted === 0 || revision === wanted))
    .toSorted((a, b) => b.revision - a.revision);
  const [set] = older;
  if (set === undefined) {
    throw new Refusal(
      wanted === 0
        ? `error: no rollout history found for deployment "${record.name}"`
        : `error: unable to find specified revision ${wanted} in history`,
    );
  }
  const revision = record.revision + 1;
  work.putReplicaSet({ ...set, revision });
  work.putDeployment({ ...record, template: set.template, hash: set.hash, revision });
  reconcile(machine, record);
}

/** What there is to say about a rollout, and whether it is over (pkg/polymorphichelpers/rollout_status.go). */
function statusOf(
  machine: Machine,
  kind: Target['kind'],
  namespace: string,
  name: string,
): { readonly text: string; readonly done: boolean } {
  const { work } = machine.cluster;
  if (kind === 'daemonset') {
    const set = work.findDaemonSet(namespace, name);
    if (set === undefined) throw new Refusal('error: object has been deleted');
    const { desired, ready, updated } = daemonCountsOf(machine, set);
    const waiting = `Waiting for daemon set "${name}" rollout to finish: `;
    if (updated < desired)
      return { text: `${waiting}${updated} out of ${desired} new pods have been updated...\n`, done: false };
    if (ready < desired || !isRenewed(machine, set))
      return { text: `${waiting}${ready} of ${desired} updated pods are available...\n`, done: false };
    return { text: `daemon set "${name}" successfully rolled out\n`, done: true };
  }
  const deployment = work.findDeployment(namespace, name);
  if (deployment === undefined) throw new Refusal('error: object has been deleted');
  const { total, updated, ready } = countsOf(machine, deployment);
  const { replicas } = deployment;
  const waiting = `Waiting for deployment "${name}" rollout to finish: `;
  if (updated < replicas)
    return { text: `${waiting}${updated} out of ${replicas} new replicas have been updated...\n`, done: false };
  if (total > updated)
    return { text: `${waiting}${total - updated} old replicas are pending termination...\n`, done: false };
  if (ready < updated || !isSettled(machine, deployment))
    return { text: `${waiting}${ready} of ${updated} updated replicas are available...\n`, done: false };
  return { text: `deployment "${name}" successfully rolled out\n`, done: true };
}

/** A line for every change of the object's status, the same again where another number of it has changed. */
function* status({ io, machine }: Context, flags: Flags, { kind, record: { namespace, name } }: Target): Task {
  const { work } = machine.cluster;
  const limit = flags.value('timeout');
  const end = limit === null || nanosOf(limit) === 0 ? null : ((machine.now + nanosOf(limit)) as Nanos);
  const counts = (): string => {
    const set = work.findDaemonSet(namespace, name);
    const deployment = work.findDeployment(namespace, name);
    if (kind === 'daemonset') return set === undefined ? '' : JSON.stringify(daemonCountsOf(machine, set));
    return deployment === undefined ? '' : JSON.stringify(countsOf(machine, deployment));
  };
  for (;;) {
    const { text, done } = statusOf(machine, kind, namespace, name);
    yield* write(io.stdout, text);
    if (done) return 0;
    const seen = counts();
    const changed = (): boolean => counts() !== seen || statusOf(machine, kind, namespace, name).done;
    if (end === null) {
      while (!changed()) {
        const { version } = work;
        yield { ready: () => work.version !== version, at: null };
      }
    } else if (!(yield* untilOr(end, changed))) throw new Refusal('error: timed out waiting for the condition');
  }
}
