import { deviceName, type DeviceId } from '../../../lab/names.ts';
import { ROW_KEY, type Neigh } from '../../../lab/tables.ts';
import type { Context } from '../../command.ts';
import type { Task } from '../../process/task.ts';
import { matches, noDevice, Stop, unsupported, Words, wrong, type Globals } from './arguments.ts';
import { linkNamed } from './link-facts.ts';
import { Output } from './output.ts';
import { covers, prefixOf, type Prefix } from './prefix.ts';

interface NeighFilter {
  readonly dev: DeviceId | null;
  readonly to: Prefix | null;
  /** Null: all states. */
  readonly states: readonly string[] | null;
  readonly none: boolean;
}

const STATES = ['permanent', 'reachable', 'noarp', 'none', 'stale', 'incomplete', 'delay', 'probe', 'failed'];
const SHORT_STATES = ['permanent', 'reachable', 'failed'];

function filterOf({ machine, host }: Context, args: readonly string[]): NeighFilter {
  const words = new Words(args);
  let [dev, to]: [string | null, Prefix | null] = [null, null];
  let states: string[] | null = null;
  let none = false;
  for (let word = words.take(); word !== null; word = words.take()) {
    if (word === 'dev') {
      const name = words.value();
      if (dev !== null) throw new Stop(`Error: duplicate "dev": "${name}" is the second value.\n`, 255);
      dev = name;
    } else if (word === 'nud') {
      const name = words.value();
      const state = SHORT_STATES.find((whole) => matches(name, whole)) ?? STATES.find((whole) => whole === name);
      if (state === undefined && name !== 'all') throw wrong(name, 'nud state is bad');
      states = state === undefined ? [...(states ?? []), ...STATES] : [...(states ?? []), state];
    } else if (word === 'master' || word === 'vrf' || matches(word, 'protocol')) {
      words.value();
      none = true;
    } else if (word === 'proxy') none = true;
    else if (word === 'unused' || word === 'nomaster') continue;
    else {
      const text = word === 'to' ? words.value() : word;
      to = prefixOf(text);
      if (to === null) none = true;
    }
  }
  const link = dev === null ? null : linkNamed(machine.lab, host.netns, dev);
  if (dev !== null && link === null) throw noDevice(dev);
  return { dev: link?.device.id ?? null, to, states, none };
}

function rowsFor(
  { machine, host }: Context,
  filter: NeighFilter,
  usual: (state: Neigh['state']) => boolean,
): readonly Neigh[] {
  if (filter.none) return [];
  return [...machine.lab.table(host.netns, 'neigh').values()].filter(
    ({ ip, dev, state }) =>
      (filter.dev === null || dev === filter.dev) &&
      (filter.to === null || covers(filter.to.cidr, `${ip}/32` as never)) &&
      (filter.states === null ? usual(state) : filter.states.includes(state.toLowerCase())),
  );
}

/** `ip neigh show` (ip/ipneigh.c print_neigh). The kernel's order is that of its hash; here it is that of learning. */
export function showNeighbours(context: Context, globals: Globals, args: readonly string[]): string {
  const filter = filterOf(context, args);
  const out = new Output(globals);
  if (globals.family === 'inet6') return out.text;
  const rows = rowsFor(context, filter, (state) => state !== 'NOARP');
  for (const row of rows) printNeighbour(out, row, globals, filter.dev === null);
  context.shows({ kind: 'rows', netns: context.host.netns, table: 'neigh', keys: rows.map(ROW_KEY.neigh) });
  return out.text;
}

function printNeighbour(out: Output, { ip, dev, mac, state }: Neigh, { brief }: Globals, withDevice: boolean): void {
  const name = deviceName(dev);
  out.open();
  if (brief) {
    out.put('dst', ip, `${ip.padEnd(39)} `, 'ipv4');
    if (withDevice) out.put('dev', name, `${name.padEnd(16)} `, 'device');
    if (mac !== null) out.put('lladdr', mac, mac, 'mac');
  } else {
    out.put('dst', ip, `${ip} `, 'ipv4');
    if (withDevice) {
      out.say('dev ');
      out.put('dev', name, `${name} `, 'device');
    }
    if (mac !== null) {
      out.say('lladdr ');
      out.put('lladdr', mac, `${mac} `, 'mac');
    }
    out.openList('state');
    out.keep(null, state);
    out.closeList();
    out.say(`${state} `);
  }
  out.say('\n');
  out.close();
}

/** `ip neigh flush`. The lab forgets all neighbours of a host at once: a part of them it cannot. */
export function* flushNeighbours(context: Context, args: readonly string[]): Task<void> {
  const { machine, host } = context;
  if (args.length === 0) throw new Stop('Flush requires arguments.\n', 1);
  const filter = filterOf(context, args);
  const kept = (state: Neigh['state']): boolean => state === 'PERMANENT' || state === 'NOARP';
  const chosen = rowsFor(context, filter, (state) => !kept(state));
  if (chosen.length === 0) return;
  const loose = [...machine.lab.table(host.netns, 'neigh').values()].filter(({ state }) => !kept(state));
  if (chosen.length !== loose.length || chosen.some(({ state }) => kept(state))) {
    throw unsupported(`ip neigh flush ${args.join(' ')}`, 'only all entries go at once: ip neigh flush all');
  }
  machine.lab.act({ kind: 'flush', at: machine.soon(), from: host.netns, table: 'neigh' });
  yield* machine.startProgram();
}
