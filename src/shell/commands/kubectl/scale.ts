import { reconcile } from '../../cluster/deployments.ts';
import type { Context } from '../../command.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import type { Flags } from './flags.ts';
import { prefixOf } from './kind.ts';
import { Refusal } from './refusal.ts';
import { askedFor, chosen, namespaceOf } from './resource-arguments.ts';

/** Room for more would only make the stage unreadable. */
const MOST = 50;

/** kubectl scale. */
export function* scale(context: Context, flags: Flags, words: readonly string[]): Task {
  const { io, machine } = context;
  const said = flags.value('replicas');
  const count = Number(said);
  if (said === null || count < 0)
    throw new Refusal('error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0');
  if (!Number.isInteger(count)) {
    throw new Refusal(
      `error: invalid argument "${said}" for "--replicas" flag: strconv.ParseInt: parsing "${said}": invalid syntax\nSee 'kubectl scale --help' for usage.`,
    );
  }
  if (count > MOST) throw new Refusal(`error: this lab has room for ${MOST} pods of a deployment`);
  if (words.length === 0) throw new Refusal('error: required resource not specified');
  const asked = askedFor(machine, words);
  for (const each of asked) {
    if (each.names.length === 0 && !flags.has('everything') && !flags.has('selector'))
      throw new Refusal('error: resource(s) were provided, but no name was specified');
    const { items, errors } = chosen(context, flags, each);
    const [error] = errors;
    if (error !== undefined) throw new Refusal(error);
    if (each.kind.plural !== 'deployments') {
      if (each.kind.plural === 'replicasets' || each.kind.plural === 'statefulsets')
        throw new Refusal(`error: scaling ${each.kind.plural} is not part of this lab: their deployment is scaled`);
      throw new Refusal('Error from server (NotFound): the server could not find the requested resource');
    }
    for (const { name, namespace } of items) {
      const { work } = machine.cluster;
      const before = work.findDeployment(namespace ?? namespaceOf(flags), name);
      if (before === undefined) continue;
      if (flags.value('dryRun') === null) {
        work.putDeployment({ ...before, replicas: count });
        reconcile(machine, before);
      }
      yield* write(io.stdout, `${prefixOf(each.kind)}/${name} scaled\n`);
    }
  }
  return 0;
}
