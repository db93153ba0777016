import type { Context } from '../../command.ts';
import type { Machine } from '../../machine.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import { tabwriter } from '../cobra/tabwriter.ts';
import type { Lines } from './describe-lines.ts';
import { nodeLines } from './describe-node.ts';
import { podLines } from './describe-pod.ts';
import { configMapLines, endpointsLines, genericLines, namespaceLines, serviceLines } from './describe-rest.ts';
import { daemonSetLines, deploymentLines, replicaSetLines } from './describe-workload.ts';
import type { Flags } from './flags.ts';
import type { Item, Kind } from './kind.ts';
import { Refusal } from './refusal.ts';
import { askedFor, type Asked, chosen, namespaceOf } from './resource-arguments.ts';

/** kubectl describe. */
export function* describe(context: Context, flags: Flags, words: readonly string[]): Task {
  const { io, machine } = context;
  if (words.length === 0) {
    throw new Refusal(
      'error: You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.\n',
    );
  }
  const errors: string[] = [];
  let first = true;
  for (const asked of askedFor(machine, words)) {
    const found = chosen(context, flags, asked);
    const { items, missing } = withPrefixes(context, flags, asked, found);
    errors.push(...missing);
    for (const item of items) {
      const text = tabwriter(linesOf(machine, asked.kind, item), { min: 0, padding: 2 });
      yield* write(io.stdout, `${first ? '' : '\n\n'}${text}`);
      first = false;
    }
  }
  if (first && errors.length === 0) {
    yield* write(
      io.stderr,
      flags.has('all') ? 'No resources found\n' : `No resources found in ${namespaceOf(flags)} namespace.\n`,
    );
  }
  yield* write(io.stderr, errors.map((line) => `${line}\n`).join(''));
  return errors.length > 0 ? 1 : 0;
}

/** A name that is none may be the beginning of names (DescribeMatchingResources). */
function withPrefixes(
  context: Context,
  flags: Flags,
  { kind, names }: Asked,
  found: { readonly items: readonly Item[]; readonly errors: readonly string[] },
): { readonly items: readonly Item[]; readonly missing: readonly string[] } {
  const [name] = names;
  if (found.errors.length === 0 || names.length !== 1 || name === undefined)
    return { items: found.items, missing: found.errors };
  const near = chosen(context, flags, { kind, names: [] }).items.filter((item) => item.name.startsWith(name));
  return near.length > 0 ? { items: near, missing: [] } : { items: [], missing: found.errors };
}

function linesOf(machine: Machine, kind: Kind, item: Item): Lines {
  const { work } = machine.cluster;
  const where = item.namespace ?? '';
  switch (kind.plural) {
    case 'pods':
      return podLines(machine, work.findPod(where, item.name)!, item.object());
    case 'nodes':
      return nodeLines(machine, work.findNode(item.name)!, item.object());
    case 'services':
      return serviceLines(machine, item);
    case 'endpoints':
      return endpointsLines(machine, item);
    case 'deployments':
      return deploymentLines(machine, item);
    case 'replicasets':
      return replicaSetLines(machine, item);
    case 'daemonsets':
      return daemonSetLines(machine, item);
    case 'configmaps':
      return configMapLines(machine, item);
    case 'namespaces':
      return namespaceLines(item);
    default:
      return genericLines(machine, kind, item);
  }
}
