import type { Machine } from '../../machine.ts';
import { clockText } from '../date/clock-text.ts';
import type { LoadedMap } from './maps.ts';
import type { LoadedProgram, SocketProgram } from './programs.ts';

const SECOND = 1_000_000_000;
const PAGE = 4096;
/** The kernel cuts names of maps (BPF_OBJ_NAME_LEN); those of programs are in their type information as well. */
const NAME = 15;

/** Seconds since 1970 at which the programs of a node were loaded: when its agent started. */
export function loadedAt(machine: Machine, started: number): number {
  return machine.world.epoch.seconds + Math.floor(started / SECOND);
}

/** tools/bpf/bpftool/prog.c print_prog_plain. */
export function programsText(machine: Machine, programs: readonly LoadedProgram[], seconds: number): string {
  const moment = { seconds, offsetMinutes: machine.world.epoch.offsetMinutes, zone: null };
  const loaded = clockText(moment, '%Y-%m-%dT%H:%M:%S%z');
  return programs
    .map(({ id, type, name, tag, xlated, jited, maps, btf }) => {
      const memory = Math.ceil(xlated / PAGE) * PAGE;
      const ids = maps.length === 0 ? '' : `  map_ids ${maps.join(',')}`;
      return [
        `${id}: ${type}  name ${name}  tag ${tag}  gpl\n`,
        `\tloaded_at ${loaded}  uid 0\n`,
        `\txlated ${xlated}B  jited ${jited}B  memlock ${memory}B${ids}\n`,
        `\tbtf_id ${btf}\n`,
      ].join('');
    })
    .join('');
}

/** prog.c print_prog_json. */
export function programsJson(programs: readonly LoadedProgram[], seconds: number): unknown {
  return programs.map(({ id, type, name, tag, xlated, jited, maps, btf }) => ({
    id,
    type,
    name,
    tag,
    gpl_compatible: true,
    loaded_at: seconds,
    uid: 0,
    orphaned: false,
    bytes_xlated: xlated,
    jited: true,
    bytes_jited: jited,
    bytes_memlock: Math.ceil(xlated / PAGE) * PAGE,
    map_ids: maps,
    btf_id: btf,
  }));
}

/** tools/bpf/bpftool/map.c show_map_close_plain. */
export function mapsText(maps: readonly LoadedMap[]): string {
  return maps
    .map(({ id, type, name, flags, key, value, max, memory }) => {
      const owner = type === 'prog_array' ? '\n\towner_prog_type sched_cls  owner jited' : '';
      return [
        `${id}: ${type}  name ${name.slice(0, NAME)}  flags 0x${flags.toString(16)}\n`,
        `\tkey ${key}B  value ${value}B  max_entries ${max}  memlock ${memory}B${owner}\n`,
      ].join('');
    })
    .join('');
}

/** map.c show_map_close_json. */
export function mapsJson(maps: readonly LoadedMap[]): unknown {
  return maps.map(({ id, type, name, flags, key, value, max, memory }) => ({
    id,
    type,
    name: name.slice(0, NAME),
    flags,
    bytes_key: key,
    bytes_value: value,
    max_entries: max,
    bytes_memlock: memory,
    ...(type === 'prog_array' ? { owner_prog_type: 'sched_cls', owner_jited: true } : {}),
    frozen: 0,
  }));
}

/** tools/bpf/bpftool/cgroup.c show_bpf_prog. */
export function socketsText(path: string, programs: readonly SocketProgram[], isTree: boolean): string {
  const row = (id: string, attach: string, flags: string, name: string): string =>
    `${id.padEnd(8)} ${attach.padEnd(15)} ${flags.padEnd(15)} ${name.padEnd(15)}\n`;
  const head = row('ID', 'AttachType', 'AttachFlags', 'Name');
  const rows = programs.map(({ id, name, attach }) => {
    const text = `${`${id}`.padEnd(8)} ${attach.padEnd(15)} ${'multi'.padEnd(15)} ${name.padEnd(15)}\n`;
    return isTree ? `    ${text}` : text;
  });
  return isTree
    ? `CgroupPath\n${head}${programs.length === 0 ? '' : `${path}\n`}${rows.join('')}`
    : head + rows.join('');
}
