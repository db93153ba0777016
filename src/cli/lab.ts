import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openLab } from '../engine/live.ts';
import { cleanOutput } from '../base/terminal-text.ts';
import { deriveWorld } from '../lab/derive.ts';
import type { NetnsName } from '../lab/names.ts';
import type { World } from '../lab/world.ts';
import { runLines, runWhile } from '../shell/headless.ts';
import type { Host } from '../shell/hosts/host.ts';
import type { Machine } from '../shell/machine.ts';
import { openMachine } from '../shell/open-machine.ts';
import { bytesOf } from '../shell/process/files.ts';
import { Session } from '../shell/session.ts';
import { type LabArgs, parseLabArgs } from './lab-args.ts';
import { LAB_HELP } from './lab-help.ts';
import { readLab } from './lab-source.ts';
import { sourceOf, type Found } from './names.ts';
import { mayBeCutShort, refuse, remark, shellLanguage } from './program.ts';
import { settingsOf } from './settings.ts';

/** What the terminal shows, piece by piece, and the exit code; or what was wrong with the arguments. */
type Outcome =
  | {
      readonly ok: true;
      readonly pieces: readonly { readonly stream: 'stdout' | 'stderr'; readonly text: string }[];
      readonly code: number;
      readonly files: ReadonlyMap<string, Uint8Array>;
      readonly remarks: readonly string[];
    }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Runs lines in a lab as its terminal would, and gives what it shows. */
export function typeInLab(args: LabArgs): Outcome {
  const source = readLab(args.source.lab, args.source.lang);
  if (!source.ok) return source;
  const changed = settingsOf(source.lab, args.source);
  if (!changed.ok) return changed;
  const pick = args.pick === null ? null : pickOf(deriveWorld(changed.value), args.pick);
  const { recorded } = changed.value;
  const lab = {
    ...changed.value,
    recorded: { ...recorded, backend: pick?.ok === true ? pick.value : recorded.backend },
  };
  const machine = openMachine(openLab(lab));
  const host = hostOf(machine, args.at);
  const problems = [...(typeof host === 'string' ? [host] : []), ...(pick?.ok === false ? [pick.why] : [])];
  if (typeof host === 'string' || problems.length > 0) return { ok: false, problems };
  const session = new Session(machine, host, args.columns);
  const [first = '', ...rest] = args.lines;
  let code = 0;
  if (args.beside === null) code = runLines(machine, session, args.lines);
  else {
    const beside = controlPlane(machine) ?? host;
    code = runWhile(machine, session, first, { host: beside, line: args.beside });
    if (rest.length > 0) code = runLines(machine, session, rest);
  }
  const files = new Map([...host.files.written()].map(([path, content]) => [path, bytesOf(content)]));
  return { ok: true, pieces: session.screen.chunks, code, files, remarks: source.warnings };
}

/** The machine, or the pod, that the lines are typed on. */
function hostOf(machine: Machine, at: string | null): Host | string {
  if (at === null) return controlPlane(machine) ?? 'this lab has no control-plane node: say where with --at';
  const here = machine.hosts.machine(at);
  if (here !== null) return here;
  const found = sourceOf(machine.world, at);
  if (!found.ok) return found.why.replace('--from:', '--at:');
  const pod = machine.hosts.pod(found.value);
  return pod === null || pod.kind === 'app' ? `--at: nothing can be typed on ${at}: its image has no shell` : pod;
}

function controlPlane(machine: Machine): Host | null {
  const { nodes } = machine.world;
  const node = nodes.find((each) => each.controlPlane) ?? nodes[0];
  return node === undefined ? null : machine.hosts.machine(node.name);
}

function pickOf(world: World, typed: string): Found<NetnsName> {
  const found = sourceOf(world, typed);
  if (!found.ok) return { ok: false, why: found.why.replace('--from:', '--pick:') };
  if (world.pods.has(found.value)) return found;
  return { ok: false, why: `--pick: ${typed} is no pod, so no service can choose it` };
}

function main(argv: readonly string[]): number {
  const parsed = parseLabArgs(argv, shellLanguage());
  if (parsed.kind === 'help') {
    process.stdout.write(LAB_HELP);
    return 0;
  }
  if (parsed.kind === 'bad') return refuse('lab', parsed.problems);
  const outcome = typeInLab(parsed.args);
  if (!outcome.ok) return refuse('lab', outcome.problems);
  remark('lab', outcome.remarks);
  for (const { stream, text } of outcome.pieces) process[stream].write(cleanOutput(text));
  const { save } = parsed.args;
  if (save !== null) {
    try {
      mkdirSync(save, { recursive: true });
      for (const [path, bytes] of outcome.files) writeFileSync(join(save, basename(path)), bytes);
    } catch (error) {
      return refuse('lab', [
        `--save: cannot write to ${save}: ${error instanceof Error ? error.message : String(error)}`,
      ]);
    }
  }
  return outcome.code;
}

mayBeCutShort();
process.exitCode = main(process.argv.slice(2));
