import { writeFileSync } from 'node:fs';
import { simulate } from '../engine/simulate.ts';
import { deriveWorld } from '../lab/derive.ts';
import { parseArgs, type WalkArgs } from './args.ts';
import { HELP } from './help.ts';
import { readLab } from './lab-source.ts';
import { queryOf, sourceOf, tapOf, targetOf, type Found } from './names.ts';
import { printed } from './print.ts';
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
    ),
    remarks: source.warnings,
  };
}

function main(argv: readonly string[]): number {
  const parsed = parseArgs(argv, process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || '');
  if (parsed.kind === 'help') {
    writeFileSync(1, HELP);
    return 0;
  }
  const result = parsed.kind === 'bad' ? { ok: false as const, problems: parsed.problems } : walk(parsed.args);
  if (!result.ok) {
    writeFileSync(
      2,
      [...result.problems.map((problem) => `walk: ${problem}\n`), "walk: 'walk --help' shows all options\n"].join(''),
    );
    return 2;
  }
  writeFileSync(2, result.remarks.map((remark) => `walk: ${remark}\n`).join(''));
  const out = parsed.kind === 'walk' ? parsed.args.out : null;
  if (out === null) {
    // Not writeFileSync: a pipe that is full for a moment answers EAGAIN, and a stream waits for it.
    process.stdout.on('error', onStdoutError);
    process.stdout.write(result.bytes);
    return 0;
  }
  try {
    writeFileSync(out, result.bytes);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    writeFileSync(2, `walk: --out: cannot write ${out}: ${why}\n`);
    return 2;
  }
  return 0;
}

function onStdoutError(error: NodeJS.ErrnoException): void {
  // `walk ... | head`: whoever reads has enough.
  if (error.code === 'EPIPE') return;
  writeFileSync(2, `walk: stdout: ${error.message}\n`);
  process.exitCode = 2;
}

process.exitCode = main(process.argv.slice(2));
