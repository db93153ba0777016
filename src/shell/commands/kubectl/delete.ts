import { stopPod, tellLab } from '../../cluster/controllers.ts';
import { reconcile } from '../../cluster/deployments.ts';
import { placed } from '../../cluster/kube-names.ts';
import { replacePod } from '../../cluster/restart-agents.ts';
import type { PodRecord } from '../../cluster/records.ts';
import type { Context } from '../../command.ts';
import type { Machine } from '../../machine.ts';
import { write } from '../../process/stream.ts';
import { until, type Task } from '../../process/task.ts';
import { manifestsOf } from './apply.ts';
import type { Flags } from './flags.ts';
import { pluralOf, prefixOf, type Item, type Kind } from './kind.ts';
import { itemsOf, kindOf } from './kinds.ts';
import { Refusal } from './refusal.ts';
import { askedFor, chosen, namespaceOf, notFound } from './resource-arguments.ts';

const FORCED =
  'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n';

interface Target {
  readonly kind: Kind;
  readonly item: Item;
}

/** kubectl delete. */
export function* remove(context: Context, flags: Flags, words: readonly string[]): Task {
  const { io, machine } = context;
  if (words.length === 0 && !flags.has('file')) {
    throw new Refusal(
      "error: You must provide one or more resources by argument or filename.\nExample resource specifications include:\n   '-f rsrc.yaml'\n   '--filename=rsrc.json'\n   '<resource> <name>'\n   '<resource>'",
    );
  }
  const errors: string[] = [];
  const targets: Target[] = [];
  const add = (kind: Kind, items: readonly Item[]): void => void targets.push(...items.map((item) => ({ kind, item })));
  for (const { wanted, errors: wrong } of yield* manifestsOf(context, flags)) {
    errors.push(...wrong);
    for (const each of wanted) {
      const kind = kindOf(each.kind)!;
      const namespace = each.namespace ?? namespaceOf(flags);
      const item = itemsOf(kind, machine).find(
        (one) => one.name === each.name && (!kind.namespaced || one.namespace === namespace),
      );
      if (item !== undefined) add(kind, [item]);
      else if (!flags.has('ignore'))
        errors.push(
          `Error from server (NotFound): error when deleting "STDIN": ${pluralOf(kind)} "${each.name}" not found`.replace(
            '"STDIN"',
            `"${flags.value('file') === '-' ? 'STDIN' : (flags.value('file') ?? '')}"`,
          ),
        );
    }
  }
  if (words.length > 0) {
    for (const asked of askedFor(machine, words)) {
      const whole = flags.has('everything') || flags.has('selector') || flags.has('fields');
      if (asked.names.length === 0 && !whole)
        throw new Refusal('error: resource(s) were provided, but no name was specified');
      const found = chosen(context, flags, asked);
      add(asked.kind, found.items);
      errors.push(...found.errors);
    }
    if (targets.length === 0 && errors.length === 0) {
      yield* write(io.stdout, flags.has('ignore') ? '' : 'No resources found\n');
      return 0;
    }
  }
  const grace = graceOf(flags);
  const everything = flags.has('everything');
  if (everything && flags.has('selector')) throw new Refusal('error: cannot set --all and --selector at the same time');
  if (everything && flags.has('fields'))
    throw new Refusal('error: cannot set --all and --field-selector at the same time');
  if (grace !== null && grace > 0 && flags.has('force'))
    throw new Refusal('error: --force and --grace-period greater than 0 cannot be specified together');
  if (grace === 0 && flags.has('force')) yield* write(io.stderr, FORCED);
  const dry = flags.value('dryRun');
  const waits: (() => boolean)[] = [];
  for (const { kind, item } of targets) {
    if (dry === null) waits.push(removeOne(machine, kind, item, grace));
    const how = grace === 0 && flags.has('force') ? ' force deleted' : ' deleted';
    const tail = dry === null ? '' : dry === 'server' ? ' (server dry run)' : ' (dry run)';
    yield* write(
      io.stdout,
      flags.value('output') === 'name'
        ? `${prefixOf(kind)}/${item.name}\n`
        : `${prefixOf(kind)} "${item.name}"${how}${tail}\n`,
    );
  }
  yield* write(io.stderr, errors.map((line) => `${line}\n`).join(''));
  if (flags.value('wait') !== 'false' && !(grace === 0 && flags.has('force'))) {
    for (const gone of waits) yield* until(gone);
  }
  return errors.length > 0 ? 1 : 0;
}

/** Seconds to end, as far as somebody says it. Throws a Refusal. */
function graceOf(flags: Flags): number | null {
  const said = flags.value('grace');
  if (flags.has('now')) {
    if (said !== null) throw new Refusal('error: --now and --grace-period cannot be specified together');
    return 1;
  }
  if (said !== null && Number(said) === 0 && !flags.has('force')) return 1;
  if (said !== null && Number(said) >= 0) return Number(said);
  return flags.has('force') ? 0 : null;
}

/** Deletes an object and gives the question whether it has gone. Throws a Refusal. */
function removeOne(machine: Machine, kind: Kind, { name, namespace }: Item, grace: number | null): () => boolean {
  const { work } = machine.cluster;
  const where = namespace ?? '';
  switch (kind.plural) {
    case 'pods': {
      const pod = work.findPod(where, name);
      if (pod === undefined) throw new Refusal(notFound(kind, name));
      removePod(machine, pod, grace);
      return () => work.findPod(where, name)?.created !== pod.created;
    }
    case 'deployments':
      work.deployments = work.deployments.filter((each) => each.name !== name || each.namespace !== where);
      work.touch();
      reconcile(machine, { namespace: where, name });
      return () => true;
    case 'replicasets': {
      const set = work.replicaSets.find((each) => each.name === name && each.namespace === where);
      if (set === undefined) return () => true;
      for (const pod of work.ownedBy(set)) stopPod(machine, pod, grace);
      work.replicaSets = work.replicaSets.filter((each) => each !== set);
      work.touch();
      reconcile(machine, { namespace: where, name: set.deployment });
      return () => true;
    }
    case 'services':
      work.services = work.services.filter((each) => placed(each.name)[0] !== where || placed(each.name)[1] !== name);
      work.touch();
      tellLab(machine);
      return () => true;
    case 'configmaps':
      if (name === 'cilium-config') break;
      work.configMaps = work.configMaps.filter((each) => each.name !== name || each.namespace !== where);
      work.touch();
      return () => true;
    case 'namespaces':
      return removeNamespace(machine, name);
    default:
  }
  throw new Refusal(
    `error: ${prefixOf(kind)} "${name}" is not deleted in this lab: pods, deployments, services, config maps and namespaces are`,
  );
}

export function removePod(machine: Machine, pod: PodRecord, grace: number | null): void {
  const { work } = machine.cluster;
  if (pod.owner?.kind === 'DaemonSet') {
    replacePod(machine, pod);
    return;
  }
  if (pod.owner?.kind === 'Node') {
    // The kubelet tells the API server of its static pod anew; the pod itself has gone on.
    work.changePod(pod, { created: machine.now });
    return;
  }
  stopPod(machine, pod, grace);
  const set = work.replicaSets.find(({ name, namespace }) => name === pod.owner?.name && namespace === pod.namespace);
  if (set !== undefined) reconcile(machine, { namespace: set.namespace, name: set.deployment });
}

function removeNamespace(machine: Machine, name: string): () => boolean {
  const { work } = machine.cluster;
  if (/^(?:default|kube-)/.test(name)) {
    throw new Refusal(
      `Error from server (Forbidden): namespaces "${name}" is forbidden: this namespace may not be deleted`,
    );
  }
  const own = ({ namespace }: { readonly namespace: string }): boolean => namespace === name;
  const gone = work.deployments.filter(own);
  work.deployments = work.deployments.filter((each) => !own(each));
  for (const each of gone) reconcile(machine, each);
  for (const pod of work.pods.filter(own)) stopPod(machine, pod);
  work.services = work.services.filter((each) => placed(each.name)[0] !== name);
  work.configMaps = work.configMaps.filter((each) => !own(each));
  work.namespaces = work.namespaces.filter((each) => each.name !== name);
  work.touch();
  tellLab(machine);
  return () => !work.pods.some(own);
}
