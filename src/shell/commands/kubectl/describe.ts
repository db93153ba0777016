import type { Context } from '../../command.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import type { Flags } from './flags.ts';
import { askedFor, chosen } from './get.ts';
import { type Item, jsonText, type Kind, type Tree } from './kind.ts';
import { endpointsOf } from './objects.ts';
import { labelsOf } from './select.ts';

const WIDTH = 18;

const field = (name: string, value: string): string => `${`${name}:`.padEnd(WIDTH)}${value}\n`;

/** Several values under one heading, one line each. */
function listed(name: string, values: readonly string[]): string {
  return values.length === 0
    ? field(name, '<none>')
    : values.map((value, i) => (i === 0 ? field(name, value) : `${' '.repeat(WIDTH)}${value}\n`)).join('');
}

/** kubectl describe: the parts that the lab knows, in kubectl's order. unverified: events and conditions are left out. */
export function* describe(context: Context, flags: Flags, words: readonly string[]): Task {
  const { io } = context;
  const asked = askedFor(words);
  if (typeof asked === 'string') {
    yield* write(io.stderr, `${asked.replace('resource to get', 'resource to describe')}\n`);
    return 1;
  }
  let first = true;
  let code = 0;
  for (const each of asked) {
    const found = chosen(context, flags, each);
    const { items, errors } = typeof found === 'string' ? { items: [], errors: [found] } : found;
    for (const item of items) {
      yield* write(io.stdout, `${first ? '' : '\n\n'}${describeText(context, each.kind, item)}`);
      first = false;
    }
    for (const error of errors) {
      code = 1;
      yield* write(io.stderr, `${error}\n`);
    }
  }
  return code;
}

function describeText(context: Context, kind: Kind, item: Item): string {
  const labels = Object.entries(labelsOf(item)).map(([key, value]) => `${key}=${value}`);
  const head = field('Name', item.name) + (item.namespace === null ? '' : field('Namespace', item.namespace));
  const { machine } = context;
  if (kind.plural === 'pods') {
    const pod = machine.cluster.work.pods.find((each) => each.name === item.name && each.namespace === item.namespace);
    const node = machine.world.nodes.find(({ name }) => name === pod?.node);
    const containers = (pod?.containers ?? []).map(
      ({ name, image, ports }) =>
        `  ${name}:\n    Image:          ${image}\n    Port:           ${ports.length === 0 ? '<none>' : ports.map((port) => `${port}/TCP`).join(', ')}\n    State:          ${pod?.state === 'Running' ? 'Running' : 'Waiting'}\n    Ready:          ${pod?.state === 'Running' ? 'True' : 'False'}\n    Restart Count:  ${pod?.restarts ?? 0}\n`,
    );
    return (
      head +
      field('Priority', '0') +
      field('Service Account', 'default') +
      field('Node', node === undefined ? '<none>' : `${node.name}/${node.ip}`) +
      listed('Labels', labels) +
      field('Annotations', '<none>') +
      field('Status', pod?.state === 'Running' ? 'Running' : 'Pending') +
      field('IP', pod?.ip ?? '') +
      (pod?.owner === null || pod?.owner === undefined
        ? ''
        : field('Controlled By', `${pod.owner.kind}/${pod.owner.name}`)) +
      `Containers:\n${containers.join('')}`
    );
  }
  if (kind.plural === 'services') {
    const spec = item.object['spec'] as Tree;
    const port = (spec['ports'] as readonly Tree[])[0]!;
    const selector = Object.entries((spec['selector'] ?? {}) as Tree).map(
      ([key, value]) => `${key}=${jsonText(value)}`,
    );
    const full = item.namespace === 'default' ? item.name : `${item.namespace}/${item.name}`;
    return (
      head +
      listed('Labels', labels) +
      field('Annotations', '<none>') +
      listed('Selector', selector.length === 0 ? [] : [selector.join(',')]) +
      field('Type', jsonText(spec['type'])) +
      field('IP Family Policy', 'SingleStack') +
      field('IP Families', 'IPv4') +
      field('IP', jsonText(spec['clusterIP'])) +
      field('IPs', jsonText(spec['clusterIP'])) +
      field('Port', `<unset>  ${jsonText(port['port'])}/${jsonText(port['protocol'])}`) +
      field('TargetPort', `${jsonText(port['targetPort'])}/${jsonText(port['protocol'])}`) +
      field('Endpoints', endpointsOf(machine, full).join(',')) +
      field('Session Affinity', 'None')
    );
  }
  const status = [...kind.columns, ...kind.wide].map((name, i) => field(name, [...item.cells, ...item.wide][i] ?? ''));
  return head + listed('Labels', labels) + status.join('');
}
