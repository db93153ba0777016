import { reconcile } from '../../cluster/deployments.ts';
import { tellLab } from '../../cluster/controllers.ts';
import { fullName } from '../../cluster/kube-names.ts';
import type { Labels } from '../../cluster/records.ts';
import type { Context } from '../../command.ts';
import type { Machine } from '../../machine.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import type { Flags } from './flags.ts';
import { prefixOf, valueIn, type Item, type Kind } from './kind.ts';
import { record } from './meta.ts';
import { Refusal } from './refusal.ts';
import { askedFor, chosen } from './resource-arguments.ts';

type What = 'labels' | 'annotations';

/** kubectl label and kubectl annotate: KEY=VALUE adds or changes, KEY- takes away. */
export function* relabel(context: Context, flags: Flags, words: readonly string[], what: What): Task {
  const { io, machine } = context;
  const verb = what === 'labels' ? 'label' : 'annotate';
  const isChange = (word: string): boolean =>
    /^[^/=]*(?:\/[^=]*)?=/.test(word) || (word.endsWith('-') && word.length > 1);
  const at = words.findIndex((word, i) => i > 0 && isChange(word));
  const named = at < 0 ? words : words.slice(0, at);
  const changes = at < 0 ? [] : words.slice(at);
  if (named.length === 0)
    throw new Refusal('error: one or more resources must be specified as <resource> <name> or <resource>/<name>');
  if (changes.length === 0 && !flags.has('list'))
    throw new Refusal(`error: at least one ${verb === 'label' ? 'label' : 'annotation'} update is required`);
  for (const asked of askedFor(machine, named)) {
    if (asked.names.length === 0 && !flags.has('everything') && !flags.has('selector'))
      throw new Refusal('error: one or more resources must be specified as <resource> <name> or <resource>/<name>');
    const { items, errors } = chosen(context, flags, asked);
    const [error] = errors;
    if (error !== undefined) throw new Refusal(error);
    for (const item of items) {
      const before = Object.entries(
        (valueIn(item.object(), 'metadata', what) ?? {}) as Readonly<Record<string, string>>,
      );
      if (flags.has('list')) {
        yield* write(io.stdout, before.map(([key, value]) => `${key}=${value}\n`).join(''));
        continue;
      }
      const { after, notes } = changed(before, changes, flags.has('overwrite'), what);
      yield* write(io.stderr, notes.map((note) => `${note}\n`).join(''));
      const same = JSON.stringify(record(before)) === JSON.stringify(record(after));
      const took = changes.every((change) => change.endsWith('-'));
      const done = what === 'annotations' ? 'annotated' : same ? 'not labeled' : took ? 'unlabeled' : 'labeled';
      if (!same) keep(machine, asked.kind, item, after, what);
      yield* write(io.stdout, `${prefixOf(asked.kind)}/${item.name} ${done}\n`);
    }
  }
  return 0;
}

function changed(
  before: Labels,
  changes: readonly string[],
  overwrite: boolean,
  what: What,
): { readonly after: Labels; readonly notes: readonly string[] } {
  const all = new Map(before);
  const notes: string[] = [];
  for (const change of changes) {
    const cut = change.indexOf('=');
    if (cut < 0) {
      const key = change.slice(0, -1);
      if (!all.delete(key) && what === 'labels') notes.push(`label "${key}" not found.`);
      continue;
    }
    const [key, value] = [change.slice(0, cut), change.slice(cut + 1)];
    const old = all.get(key);
    if (what === 'labels' && !/^(?:[A-Za-z0-9](?:[-\w.]*[A-Za-z0-9])?)?$/.test(value)) {
      throw new Refusal(
        `error: invalid label value: "${change}": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`,
      );
    }
    if (old !== undefined && old !== value && !overwrite) {
      throw new Refusal(
        what === 'labels'
          ? `error: '${key}' already has a value (${old}), and --overwrite is false`
          : `error: --overwrite is false but found the following declared annotation(s): '${key}' already has a value (${old})`,
      );
    }
    all.set(key, value);
  }
  return { after: [...all], notes };
}

function keep(machine: Machine, kind: Kind, { name, namespace }: Item, after: Labels, what: What): void {
  const { work } = machine.cluster;
  const where = namespace ?? '';
  const change = { [what]: after };
  switch (kind.plural) {
    case 'pods': {
      const pod = work.findPod(where, name);
      if (pod === undefined) return;
      relabelPod(machine, where, name, change);
      return;
    }
    case 'nodes': {
      const node = work.findNode(name);
      if (node !== undefined) work.putNode({ ...node, ...change });
      return;
    }
    case 'deployments': {
      const deployment = work.findDeployment(where, name);
      const own = after.filter(([key]) => key !== 'deployment.kubernetes.io/revision');
      if (deployment !== undefined) work.putDeployment({ ...deployment, [what]: own });
      return;
    }
    case 'services': {
      const service = work.findService(where, name);
      if (service !== undefined) work.putService({ ...service, ...change });
      return;
    }
    case 'namespaces':
      if (what === 'labels')
        work.namespaces = work.namespaces.map((each) => (each.name === name ? { ...each, labels: after } : each));
      work.touch();
      return;
    default:
      throw new Refusal(
        `error: ${what} of ${kind.plural} do not change in this lab: those of pods, nodes, services, deployments and namespaces do`,
      );
  }
}

/** A pod whose labels no longer are those of its ReplicaSet is nobody's, and another takes its place; the network follows its labels. */
function relabelPod(machine: Machine, namespace: string, name: string, change: { readonly labels?: Labels }): void {
  const { work } = machine.cluster;
  const pod = work.changePod({ namespace, name }, change);
  if (pod === null || change.labels === undefined) return;
  const labels = new Map(change.labels);
  const set = work.replicaSets.find((each) => each.name === pod.owner?.name && each.namespace === namespace);
  if (set !== undefined && !set.template.labels.every(([key, value]) => labels.get(key) === value)) {
    work.changePod(pod, { owner: null });
    reconcile(machine, { namespace, name: set.deployment });
  }
  if (pod.lab !== null && pod.lab.name === fullName(namespace, name)) {
    const own = change.labels.filter(([key]) => key !== 'pod-template-hash');
    work.changePod(pod, { lab: { ...pod.lab, labels: own, identity: null } });
    tellLab(machine);
  }
}
