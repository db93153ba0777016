import type { PodRecord } from '../../cluster/records.ts';
import type { Context } from '../../command.ts';
import { write } from '../../process/stream.ts';
import { until, type Task } from '../../process/task.ts';
import { removePod } from './delete.ts';
import type { Flags } from './flags.ts';
import { Refusal } from './refusal.ts';

/** The nodes that are named. Throws a Refusal. */
function nodesNamed({ machine }: Context, verb: string, words: readonly string[]): readonly string[] {
  if (words.length === 0) {
    throw new Refusal(`error: USAGE: ${verb} NODE [flags]\nSee 'kubectl ${verb} -h' for help and examples`);
  }
  return words.map((word) => {
    const name = word.replace(/^nodes?\//, '');
    if (machine.cluster.work.findNode(name) === undefined)
      throw new Refusal(`Error from server (NotFound): nodes "${name}" not found`);
    return name;
  });
}

/** kubectl cordon and uncordon. */
export function* cordon(context: Context, _flags: Flags, words: readonly string[], on: boolean): Task {
  for (const name of nodesNamed(context, on ? 'cordon' : 'uncordon', words)) yield* setCordon(context, name, on);
  return 0;
}

function* setCordon({ io, machine }: Context, name: string, on: boolean): Task<void> {
  const { work } = machine.cluster;
  const node = work.findNode(name)!;
  const done = on ? 'cordoned' : 'uncordoned';
  yield* write(io.stdout, `node/${name} ${node.cordoned === on ? `already ${done}` : done}\n`);
  work.putNode({ ...node, cordoned: on });
}

/** kubectl drain: cordons, then evicts what may be evicted (pkg/drain). */
export function* drain(context: Context, flags: Flags, words: readonly string[]): Task {
  const { io, machine } = context;
  const { work } = machine.cluster;
  for (const name of nodesNamed(context, 'drain', words)) {
    yield* setCordon(context, name, true);
    const here = work.pods.filter((pod) => pod.node === name && pod.deleting === null && pod.owner?.kind !== 'Node');
    const daemons = here.filter(({ owner }) => owner?.kind === 'DaemonSet');
    const bare = here.filter(({ owner }) => owner === null);
    const problems = [
      ...(daemons.length > 0 && !flags.has('ignoreSets')
        ? [`cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore): ${listed(daemons)}`]
        : []),
      ...(bare.length > 0 && !flags.has('force')
        ? [`cannot delete Pods that declare no controller (use --force to override): ${listed(bare)}`]
        : []),
    ];
    if (problems.length > 0) {
      const told = problems.length === 1 ? problems[0] : `[${problems.join(', ')}]`;
      throw new Refusal(
        `error: unable to drain node "${name}" due to error: ${told}, continuing command...\nThere are pending nodes to be drained:\n ${name}\n${problems.join('\n')}`,
      );
    }
    const warnings = [
      ...(bare.length > 0 ? [`deleting Pods that declare no controller: ${listed(bare)}`] : []),
      ...(daemons.length > 0 ? [`ignoring DaemonSet-managed Pods: ${listed(daemons)}`] : []),
    ];
    if (warnings.length > 0) yield* write(io.stderr, `Warning: ${warnings.join('; ')}\n`);
    const going = here.filter((pod) => !daemons.includes(pod));
    for (const pod of going) {
      yield* write(io.stdout, `evicting pod ${pod.namespace}/${pod.name}\n`);
      removePod(machine, pod, null);
    }
    for (const pod of going) {
      yield* until(() => work.findPod(pod.namespace, pod.name)?.created !== pod.created);
      yield* write(io.stdout, `pod/${pod.name} evicted\n`);
    }
    yield* write(io.stdout, `node/${name} drained\n`);
  }
  return 0;
}

function listed(pods: readonly PodRecord[]): string {
  return pods
    .map(({ namespace, name }) => `${namespace}/${name}`)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join(', ');
}

/** kubectl taint nodes NAME KEY=VALUE:EFFECT KEY:EFFECT- */
export function* taint(context: Context, flags: Flags, words: readonly string[]): Task {
  const { io, machine } = context;
  const { work } = machine.cluster;
  const [type = '', ...rest] = words;
  if (!/^(?:nodes?|no)$/.test(type))
    throw new Refusal('error: at least one node must be named: kubectl taint nodes NAME KEY_1=VAL_1:TAINT_EFFECT_1');
  const at = rest.findIndex((word) => /[:=]/.test(word) || word.endsWith('-'));
  const names = at < 0 ? rest : rest.slice(0, at);
  const changes = at < 0 ? [] : rest.slice(at);
  const all = flags.has('everything') ? work.nodes.map(({ name }) => name) : names;
  if (all.length === 0) throw new Refusal('error: one or more resources must be specified as <resource> <name>');
  if (changes.length === 0) throw new Refusal('error: at least one taint update is required');
  for (const name of nodesNamed(context, 'taint', all)) {
    const node = work.findNode(name)!;
    let { taints } = node;
    for (const change of changes) {
      const match = /^([^=:-][^=:]*?)(?:=([^:]*))?(?::(NoSchedule|PreferNoSchedule|NoExecute))?(-)?$/.exec(change);
      if (match === null || (match[4] === undefined && match[3] === undefined))
        throw new Refusal(`error: invalid taint spec: ${change}`);
      const [, key = '', value = '', effect, away] = match;
      const same = (each: (typeof taints)[number]): boolean =>
        each.key === key && (effect === undefined || each.effect === effect);
      if (away !== undefined) {
        if (!taints.some(same)) throw new Refusal(`error: taint "${change.slice(0, -1)}" not found`);
        taints = taints.filter((each) => !same(each));
      } else {
        if (taints.some(same) && !flags.has('overwrite'))
          throw new Refusal(
            `error: node ${name} already has ${key} taint(s) with same effect(s) and --overwrite is false`,
          );
        taints = [...taints.filter((each) => !same(each)), { key, value, effect: effect ?? 'NoSchedule' }];
      }
    }
    work.putNode({ ...node, taints });
    yield* write(
      io.stdout,
      `node/${name} ${changes.every((change) => change.endsWith('-')) ? 'untainted' : 'tainted'}\n`,
    );
  }
  return 0;
}
