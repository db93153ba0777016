import { ownOf } from '../../../base/own.ts';
import type { Completion } from '../../command.ts';
import { matches } from './arguments.ts';

const OBJECTS = ['address', 'link', 'neighbour', 'route', 'rule'];
const VERBS: Readonly<Record<string, readonly string[]>> = {
  address: ['show'],
  link: ['show'],
  neighbour: ['flush', 'show'],
  route: ['add', 'append', 'change', 'del', 'flush', 'get', 'replace', 'show'],
  rule: ['show'],
};
const AFTER_ROUTE = ['dev', 'metric', 'proto', 'scope', 'src', 'table', 'via'];

/** Objects, verbs, and behind them devices, gateways and prefixes of the lab. */
export function completeIp({ machine, host, words, part }: Completion): readonly string[] {
  const plain = words.slice(1).filter((word) => !word.startsWith('-'));
  const [typed, verb] = plain;
  if (typed === undefined) return OBJECTS;
  const object = OBJECTS.find((whole) => matches(typed, whole)) ?? '';
  if (verb === undefined) return ownOf(VERBS, object) ?? [];
  const { world } = machine;
  const devices = (world.netns.get(host.netns)?.devices ?? []).map((id) => world.devices.get(id)!.name);
  const before = words.at(-1);
  if (before === 'dev') return devices;
  if (before === 'type') return ['dummy', 'geneve', 'veth', 'vxlan'];
  if (before === 'table') return ['all', 'local', 'main'];
  if (before === 'proto') return ['boot', 'dhcp', 'kernel', 'static'];
  if (before === 'via') return world.nodes.map(({ ip }) => ip);
  if (object === 'address' || object === 'link') return [...devices, 'dev', 'type', 'up'];
  if (object === 'neighbour') return verb === 'flush' ? ['all'] : ['dev', 'nud'];
  if (object !== 'route') return [];
  if (verb === 'get') return [...world.pods.values()].map(({ ip }) => ip as string);
  const prefixes = world.nodes.map(({ podCIDR }) => podCIDR as string);
  return part.startsWith('-') ? [] : [...AFTER_ROUTE, ...prefixes, 'default'];
}
