import { simulate } from '../engine/simulate.ts';
import { deriveWorld } from '../lab/derive.ts';
import { parseArgs, type WalkArgs } from './args.ts';
import { HELP } from './help.ts';
import { readLab } from './lab-source.ts';
import { queryOf, sourceOf, tapOf, targetOf, type Found } from './names.ts';
import { printed } from './print.ts';
import { mayBeCutShort, refuse, remark, shellLanguage, writeOut } from './program.ts';
import { settingsOf } from './settings.ts';
import { stimuliOf } from './stimuli.ts';

/** What a command line comes to: bytes to write, and remarks; or what was wrong with it. */
type Walk =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly remarks: readonly string[] }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads the lab, finds the names in it, computes the run, prints it. Everything wrong is told at once, as far as it can be known. */
export function walk(args: WalkArgs): Walk {
  const source = readLab(args.lab, args.lang);
  if (!source.ok) return source;
  const changed = settingsOf(source.lab, args);
  if (!changed.ok) return changed;
  const lab = changed.value;
  const world = deriveWorld(lab);
  const from = sourceOf(
    world,
    args.from ?? [...world.pods.values()].find((pod) => pod.role === 'client')?.name ?? world.nodes[0]?.name ?? '',
  );
  const aim = from.ok ? (args.app === 'dns' ? queryOf(args.to) : targetOf(world, args.to, from.value)) : null;
  const taps = args.taps.map((typed) => tapOf(world, typed));
  const problems = [from, ...(aim === null ? [] : [aim]), ...taps].flatMap((each: Found<unknown>) =>
    each.ok ? [] : [each.why],
  );
  if (!from.ok || aim === null || !aim.ok || problems.length > 0) return { ok: false, problems };
  const trace = simulate(lab, stimuliOf(args, from.value, aim.value), { world });
  return {
    ok: true,
    bytes: printed(
      trace,
      args.print,
      taps.flatMap((tap) => (tap.ok ? [tap.value] : [])),
      args.lang,
    ),
    remarks: source.warnings,
  };
}

/** Writes, and gives the exit code. */
function main(argv: readonly string[]): 0 | 2 {
  const parsed = parseArgs(argv, shellLanguage());
  if (parsed.kind === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  if (parsed.kind === 'bad') return refuse('walk', parsed.problems);
  const result = walk(parsed.args);
  if (!result.ok) return refuse('walk', result.problems);
  remark('walk', result.remarks);
  return writeOut('walk', '--out', parsed.args.out, result.bytes);
}

mayBeCutShort();
process.exitCode = main(process.argv.slice(2));
