import type { Nanos } from '../../../lab/names.ts';
import { reconcile, stopPods } from '../../cluster/controllers.ts';
import { suffix } from '../../cluster/kube-names.ts';
import { restartAgents } from '../../cluster/restart-agents.ts';
import type { Context } from '../../command.ts';
import type { Machine } from '../../machine.ts';
import { write } from '../../process/stream.ts';
import { sleepUntil, until, type Task } from '../../process/task.ts';
import type { Flags } from './flags.ts';
import { kindOf } from './kinds.ts';

/** From an agent's start to programs that do as it says, with something to spare. Nanoseconds. */
const REGENERATED = 4_000_000_000;

function* complain({ io }: Context, text: string): Task {
  yield* write(io.stderr, `${text}\n`);
  return 1;
}

/** kubectl rollout restart|status|history. */
export function* rollout(context: Context, flags: Flags, words: readonly string[]): Task {
  const [verb, ...rest] = words;
  const joined = rest[0]?.includes('/') === true ? rest[0] : rest.join('/');
  const [type = '', name = ''] = joined.split('/');
  const namespace = flags.value('namespace') ?? 'default';
  const kind = kindOf(type);
  if (verb !== 'restart' && verb !== 'status' && verb !== 'history')
    return yield* complain(
      context,
      `error: unknown command "${verb ?? ''}" for "kubectl rollout" in this lab: restart, status and history are there`,
    );
  if (kind === null)
    return yield* complain(
      context,
      type === ''
        ? 'error: required resource not specified'
        : `error: the server doesn't have a resource type "${type}"`,
    );
  const { work } = context.machine.cluster;
  if (kind.plural === 'daemonsets') {
    const set = work.daemonSets.find((each) => each.namespace === namespace && each.name === name);
    if (set === undefined)
      return yield* complain(context, `Error from server (NotFound): daemonsets.apps "${name}" not found`);
    if (verb === 'restart') {
      yield* write(context.io.stdout, `daemonset.apps/${name} restarted\n`);
      context.machine.scheduler.spawn(
        name === 'cilium' ? restartCilium(context.machine) : touch(context.machine, name),
        context.machine.scheduler.newGroup(),
      );
      return 0;
    }
    if (verb === 'history') {
      yield* write(context.io.stdout, `daemonset.apps/${name} \nREVISION  CHANGE-CAUSE\n1         <none>\n\n`);
      return 0;
    }
    return yield* daemonSetStatus(context, namespace, name);
  }
  if (kind.plural !== 'deployments')
    return yield* complain(context, `error: ${kind.plural} "${name}" restarting is not supported`);
  const deployment = work.deployments.find((each) => each.namespace === namespace && each.name === name);
  if (deployment === undefined)
    return yield* complain(context, `Error from server (NotFound): deployments.apps "${name}" not found`);
  if (verb === 'history') {
    yield* write(
      context.io.stdout,
      `deployment.apps/${name} \nREVISION  CHANGE-CAUSE\n${deployment.revision}         <none>\n\n`,
    );
    return 0;
  }
  if (verb === 'restart') {
    const after = {
      ...deployment,
      hash: work.hashOf({ ...deployment.template, nodeName: `${context.machine.now}` }),
      revision: deployment.revision + 1,
    };
    work.deployments = work.deployments.map((each) => (each === deployment ? after : each));
    stopPods(context.machine, work.podsOf(deployment));
    reconcile(context.machine, after);
    yield* write(context.io.stdout, `deployment.apps/${name} restarted\n`);
    return 0;
  }
  const ready = (): number => work.podsOf(deployment).filter(({ state }) => state === 'Running').length;
  while (ready() < deployment.replicas) {
    const seen = ready();
    yield* write(
      context.io.stdout,
      `Waiting for deployment "${name}" rollout to finish: ${seen} of ${deployment.replicas} updated replicas are available...\n`,
    );
    yield* until(() => ready() !== seen);
  }
  yield* write(context.io.stdout, `deployment "${name}" successfully rolled out\n`);
  return 0;
}

function* daemonSetStatus({ io, machine }: Context, namespace: string, name: string): Task {
  const { work } = machine.cluster;
  const updated = (): number | null =>
    work.daemonSets.find((each) => each.namespace === namespace && each.name === name)?.updated ?? null;
  const desired = machine.world.nodes.length;
  for (let seen = updated(); seen !== null && seen < desired; seen = updated()) {
    const before = seen;
    yield* write(
      io.stdout,
      `Waiting for daemon set "${name}" rollout to finish: ${before} out of ${desired} new pods have been updated...\n`,
    );
    yield* until(() => updated() !== before);
  }
  yield* write(io.stdout, `daemon set "${name}" successfully rolled out\n`);
  return 0;
}

/** The agents start anew one after the other, each in a pod of another name. */
function* restartCilium(machine: Machine): Task {
  const { work, agents } = machine.cluster;
  const set = (updated: number | null): void => {
    work.daemonSets = work.daemonSets.map((each) => (each.name === 'cilium' ? { ...each, updated } : each));
  };
  set(0);
  const rng = machine.random(`rollout ${machine.now}`);
  const follow = machine.scheduler.spawn(
    (function* (): Task {
      let done = 0;
      const started = new Map(agents.all().map(({ node, started: at }) => [node, at]));
      while (done < agents.all().length) {
        const fresh = (): readonly string[] =>
          agents
            .all()
            .filter(({ node, started: at }) => started.get(node) !== at)
            .map(({ node }) => node);
        yield* until(() => fresh().length > 0);
        const ready = fresh();
        // Ready is an agent whose endpoints have their programs again.
        yield* sleepUntil((machine.now + REGENERATED) as Nanos);
        for (const node of ready) {
          started.set(node as never, agents.of(node as never)?.started ?? (0 as Nanos));
          const pod = work.pods.find((each) => each.owner?.name === 'cilium' && each.node === node);
          if (pod !== undefined) {
            work.remove(pod);
            work.pods.push({ ...pod, name: `cilium-${suffix(rng)}`, created: machine.now });
          }
          done += 1;
          set(done);
        }
      }
      return 0;
    })(),
    machine.scheduler.newGroup(),
  );
  const refusal = yield* restartAgents(machine);
  if (refusal !== null) return 1;
  yield* until(() => follow.exitCode !== null);
  set(null);
  return 0;
}

/** A daemon set without a model: its pods get new names. */
function* touch(machine: Machine, name: string): Task {
  const { work } = machine.cluster;
  const rng = machine.random(`rollout ${name} ${machine.now}`);
  for (const pod of work.pods.filter((each) => each.owner?.name === name)) {
    yield* sleepUntil((machine.now + 2_000_000_000) as Nanos);
    work.remove(pod);
    work.pods.push({ ...pod, name: `${name}-${suffix(rng)}`, created: machine.now });
  }
  return 0;
}

/** kubectl scale. */
export function* scale(context: Context, flags: Flags, words: readonly string[]): Task {
  const joined = words[0]?.includes('/') === true ? words[0] : words.join('/');
  const [type = '', name = ''] = joined.split('/');
  const count = Number(flags.value('replicas'));
  if (flags.value('replicas') === null || !Number.isInteger(count) || count < 0)
    return yield* complain(
      context,
      'error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0',
    );
  if (count > 50) return yield* complain(context, 'error: this lab has room for 50 pods of a deployment');
  if (kindOf(type)?.plural !== 'deployments')
    return yield* complain(context, `error: the server doesn't have a resource type "${type}"`);
  const { work } = context.machine.cluster;
  const namespace = flags.value('namespace') ?? 'default';
  const before = work.deployments.find((each) => each.namespace === namespace && each.name === name);
  if (before === undefined)
    return yield* complain(context, `Error from server (NotFound): deployments.apps "${name}" not found`);
  const after = { ...before, replicas: count };
  work.deployments = work.deployments.map((each) => (each === before ? after : each));
  reconcile(context.machine, after);
  yield* write(context.io.stdout, `deployment.apps/${name} scaled\n`);
  return 0;
}
