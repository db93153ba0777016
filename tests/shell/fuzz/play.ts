import { cleanOutput } from '../../../src/base/terminal-text.ts';
import { openLab } from '../../../src/engine/live.ts';
import { week4 } from '../../../src/lab/presets/week4.ts';
import { runLines, type Limits } from '../../../src/shell/headless.ts';
import { openMachine } from '../../../src/shell/open-machine.ts';
import { Session } from '../../../src/shell/session.ts';

/** Small, so that what waits for ever is soon told to stop. */
export const SMALL_LIMITS: Limits = { labTime: 4_000_000_000, steps: 3_000 };
/** A line may write this much, and the note that it has written too much. */
const MOST_OUTPUT = 10_100_000;
/** Time of the processor that no line needs: what takes longer stands still. A busy machine does not count. Milliseconds. */
const STANDSTILL = 20_000;
/** Words of the language below that no program prints. */
const ACCIDENTS =
  /\[object \w+\]|function \w+\(|\[native code\]|=>\s*\{|Cannot (?:read|set|convert) (?:propert|undefined)|is not (?:a function|iterable|a constructor)|Maximum call stack|Invalid (?:array|string) length|Invalid regular expression/;

/** What no terminal is to be told, colours aside. */
const UNCLEAN = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

export const HOSTS = ['k8s-ctr', 'k8s-w0', 'router'] as const;

/** What of the world around must stay as it is. */
function surroundings(): string {
  const owners = [
    Object,
    Object.prototype,
    Array.prototype,
    String.prototype,
    Function.prototype,
    Map.prototype,
    RegExp.prototype,
    Number.prototype,
    Array,
    Function,
    ...['map', 'push', 'join'].map((name) => Reflect.get(Array.prototype, name) as object),
    Reflect.get(Object.prototype, 'toString') as object,
    JSON,
    Math,
  ];
  return JSON.stringify([
    owners.map((owner) => Reflect.ownKeys(owner).map(String)),
    Reflect.ownKeys(globalThis).map(String),
  ]);
}

/** Milliseconds that this process has computed. */
export function computed(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** Types lines one after the other in a fresh lab. Null: nothing is wrong; else what, and after which line. */
export function play(
  lines: readonly string[],
  host: (typeof HOSTS)[number] = 'k8s-ctr',
  types?: (line: string) => void,
): string | null {
  const before = surroundings();
  const machine = openMachine(openLab(week4));
  const place = machine.hosts.machine(host);
  if (place === null) return `no host ${host}`;
  const session = new Session(machine, place, 80);
  for (const line of lines) {
    types?.(line);
    const from = session.screen.chunks.length;
    const began = computed();
    try {
      runLines(machine, session, [line], SMALL_LIMITS);
    } catch (error) {
      return `threw ${error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 4).join('\n') : String(error)}\nin ${JSON.stringify(line)}`;
    }
    const took = computed() - began;
    if (took > STANDSTILL) return `took ${Math.round(took)} ms: ${JSON.stringify(line)}`;
    if (session.busy) return `does not end: ${JSON.stringify(line)}`;
    const written = session.screen.chunks.slice(from);
    const size = written.reduce((sum, { text }) => sum + text.length, 0);
    if (size > MOST_OUTPUT) return `wrote ${size}: ${JSON.stringify(line)}`;
    if (written.some(({ text }) => text.startsWith('Segmentation fault'))) return `overflows: ${JSON.stringify(line)}`;
    const unclean = written.find(({ text }) => UNCLEAN.test(cleanOutput(text).replace(/\x1b\[[\d;:]{0,60}m/g, '')));
    if (unclean !== undefined)
      return `lets ${JSON.stringify(unclean.text.slice(0, 200))} through: ${JSON.stringify(line)}`;
    const accident = written.find(({ text }) => ACCIDENTS.test(text) && !lines.some((typed) => ACCIDENTS.test(typed)));
    if (accident !== undefined)
      return `printed ${JSON.stringify(accident.text.slice(0, 200))}: ${JSON.stringify(line)}`;
  }
  return surroundings() === before ? null : `changed what lies outside: ${JSON.stringify(lines)}`;
}
