import type { Context } from '../../command.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import { loadedAt, mapsJson, mapsText, programsJson, programsText, socketsText } from './listings.ts';
import { mapsOf } from './maps.ts';
import { programsOf, socketProgramsOf } from './programs.ts';

/** Where control groups are mounted, and who has programs there. */
const CGROUPS = '/sys/fs/cgroup';
const KINDS = ['prog', 'map', 'cgroup'] as const;
const NOT_HERE = 255;

/** `bpftool prog`, `map` and `cgroup`: objects may be shortened, as bpftool's own words may. */
export function* objects(context: Context, object: string, words: readonly string[], json: boolean): Task {
  const { io } = context;
  const kind = KINDS.find((one) => one.startsWith(object));
  if (kind === undefined) {
    yield* write(io.stderr, `bpftool: '${object}' is not supported in this lab: net, prog, map and cgroup are\n`);
    return NOT_HERE;
  }
  const [verb = '', ...rest] = words;
  const isShow = 'show'.startsWith(verb) || 'list'.startsWith(verb);
  if (kind === 'cgroup' && (isShow || 'tree'.startsWith(verb))) return yield* cgroups(context, rest, !isShow, json);
  if (!isShow) {
    const instead = kind === 'map' ? 'cilium-dbg map get NAME shows what is in a map' : `bpftool ${kind} show`;
    yield* write(io.stderr, `bpftool: '${kind} ${verb}' is not supported in this lab: ${instead}\n`);
    return NOT_HERE;
  }
  return yield* kind === 'map' ? maps(context, rest, json) : programs(context, rest, json);
}

/** `id N` or `name NAME`; null: everything; else bpftool's complaint (prog.c prog_parse_fds, map.c map_parse_fds). */
type Wanted = { readonly by: 'id' | 'name'; readonly value: string } | null | string;

function wantedOf([by, value]: readonly string[], what: 'prog' | 'map'): Wanted {
  if (by === undefined) return null;
  if (by !== 'id' && by !== 'name') {
    const also = what === 'prog' ? "'id', 'tag', 'name' or 'pinned'" : "'id', 'name' or 'pinned'";
    return `expected ${also}, got: '${by}'?`;
  }
  return value === undefined ? `'${by}' needs at least 1 arguments, 0 found` : { by, value };
}

function* chosen<T extends { readonly id: number; readonly name: string }>(
  { io }: Context,
  all: readonly T[],
  rest: readonly string[],
  what: 'prog' | 'map',
): Task<readonly T[] | null> {
  const wanted = wantedOf(rest, what);
  if (wanted === null) return all;
  if (typeof wanted === 'string') {
    yield* write(io.stderr, `Error: ${wanted}\n`);
    return null;
  }
  const { by, value } = wanted;
  // Maps know fifteen letters of their name.
  const found = all.filter(({ id, name }) =>
    by === 'id' ? `${id}` === value : name === value || (what === 'map' && name.slice(0, 15) === value),
  );
  if (found.length > 0) return found;
  // By a name that nobody has it finds nothing and says nothing.
  if (by === 'id') yield* write(io.stderr, `Error: get ${what} by id (${value}): No such file or directory\n`);
  return null;
}

function* programs(context: Context, rest: readonly string[], json: boolean): Task {
  const { machine, host, io } = context;
  const { node } = host;
  const found = yield* chosen(context, node === null ? [] : programsOf(machine, node), rest, 'prog');
  if (found === null) return NOT_HERE;
  const installed = machine.cluster.helm.revisions[0]?.at ?? 0;
  const started = node === null ? 0 : (machine.cluster.agents.of(node)?.started ?? 0);
  const seconds = loadedAt(machine, started > 0 ? started : installed);
  const text = json ? `${JSON.stringify(programsJson(found, seconds))}\n` : programsText(machine, found, seconds);
  yield* write(io.stdout, text);
  return 0;
}

function* maps(context: Context, rest: readonly string[], json: boolean): Task {
  const { machine, host, io } = context;
  const found = yield* chosen(context, host.node === null ? [] : mapsOf(machine, host.node), rest, 'map');
  if (found === null) return NOT_HERE;
  yield* write(io.stdout, json ? `${JSON.stringify(mapsJson(found))}\n` : mapsText(found));
  return 0;
}

function* cgroups(context: Context, [path]: readonly string[], isTree: boolean, json: boolean): Task {
  const { machine, host, io } = context;
  if (!isTree && path === undefined) {
    yield* write(io.stderr, 'Error: too few parameters for cgroup show\n');
    return NOT_HERE;
  }
  // The agent's container has the same root mounted at its own place (DaemonSet's cilium-cgroup).
  const roots = [CGROUPS, '/run/cilium/cgroupv2'];
  if (path !== undefined && !roots.includes(path.replace(/(.)\/$/, '$1'))) {
    yield* write(io.stderr, `Error: can't open cgroup ${path}\n`);
    return NOT_HERE;
  }
  const found = host.node === null ? [] : socketProgramsOf(machine, host.node);
  const rows = found.map(({ id, attach, name }) => ({ id, attach_type: attach, attach_flags: 'multi', name }));
  const object = isTree ? [{ cgroup: path ?? CGROUPS, programs: rows }] : rows;
  yield* write(io.stdout, json ? `${JSON.stringify(object)}\n` : socketsText(path ?? CGROUPS, found, isTree));
  return 0;
}
