import type { Nanos } from '../../../lab/names.ts';
import type { Context } from '../../command.ts';
import { write } from '../../process/stream.ts';
import { type Task, untilOr } from '../../process/task.ts';
import { listAt, textAt, treeAt } from '../../cluster/json.ts';
import { relaxed } from './custom-columns.ts';
import { nanosOf } from './duration.ts';
import type { Flags } from './flags.ts';
import { evaluate, valueText } from './json-path.ts';
import { prefixOf, valueIn, type Item, type Kind } from './kind.ts';
import { itemsOf } from './kinds.ts';
import { Refusal } from './refusal.ts';
import { askedFor, chosen } from './resource-arguments.ts';

type Test = (item: Item | undefined) => boolean;

/** kubectl wait --for=condition=…|delete|create|jsonpath=… */
export function* wait(context: Context, flags: Flags, words: readonly string[]): Task {
  const { io, machine } = context;
  const condition = flags.value('condition');
  if (condition === null)
    throw new Refusal(
      "error: You must provide either '--for' or a condition to wait for".replace(
        /^.*$/,
        'error: exactly one of --for is required',
      ),
    );
  if (words.length === 0) throw new Refusal('error: You must provide one or more resources by argument or filename.');
  const test = testOf(condition);
  const limit = nanosOf(flags.value('timeout') ?? '30s');
  const end = (machine.now + (limit < 0 ? 7 * 24 * 3600e9 : limit)) as Nanos;
  let code = 0;
  for (const asked of askedFor(machine, words)) {
    if (asked.names.length === 0 && !flags.has('everything') && !flags.has('selector'))
      throw new Refusal('error: resource name may not be empty');
    const { items, errors } = chosen(context, flags, asked);
    const [error] = errors;
    if (error !== undefined && condition !== 'delete') throw new Refusal(error);
    if (items.length === 0 && condition !== 'delete') throw new Refusal('error: no matching resources found');
    for (const item of items) {
      const now = (): Item | undefined => again(asked.kind, item, context);
      if (yield* untilOr(end, () => test(now()))) {
        yield* write(
          io.stdout,
          `${prefixOf(asked.kind)}/${item.name} ${condition === 'delete' ? 'deleted' : 'condition met'}\n`,
        );
      } else {
        yield* write(io.stderr, `error: timed out waiting for the condition on ${asked.kind.plural}/${item.name}\n`);
        code = 1;
      }
    }
  }
  return code;
}

function again(kind: Kind, { name, namespace }: Item, { machine }: Context): Item | undefined {
  return itemsOf(kind, machine).find((each) => each.name === name && each.namespace === namespace);
}

function testOf(condition: string): Test {
  if (condition === 'delete') return (item) => item === undefined;
  if (condition === 'create') return (item) => item !== undefined;
  const [how = '', ...rest] = condition.split('=');
  if (how === 'condition') {
    const [type = '', status = 'true'] = rest;
    return (item) =>
      item !== undefined &&
      listAt(valueIn(item.object(), 'status', 'conditions')).some((each) => {
        const one = treeAt(each);
        return (
          textAt(one['type'])?.toLowerCase() === type.toLowerCase() &&
          textAt(one['status'])?.toLowerCase() === status.toLowerCase()
        );
      });
  }
  if (how === 'jsonpath') {
    const path = relaxed(rest[0] ?? '');
    const value = rest.slice(1).join('=');
    return (item) => {
      const [found] = item === undefined ? [] : evaluate(path, item.object());
      return found !== undefined && (rest.length === 1 || valueText(found) === value);
    };
  }
  throw new Refusal(`error: unrecognized condition: "${condition}"`);
}
