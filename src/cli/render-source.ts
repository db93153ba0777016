import { simulate } from '../engine/simulate.ts';
import { deriveWorld } from '../lab/derive.ts';
import { openingEvent } from '../scene/moment.ts';
import { readLab } from './lab-source.ts';
import { queryOf, sourceOf, targetOf } from './names.ts';
import type { RenderArgs } from './render-args.ts';
import type { RenderSource } from './render-run.ts';
import { sourceOfScenario } from './render-scenario.ts';
import { settingsOf } from './settings.ts';
import { stimuliOf } from './stimuli.ts';

/** The run that the arguments ask for: a scenario's, or one as `walk` computes it. */
export function sourceOfRender({ scenario, run }: RenderArgs): RenderSource {
  if (scenario !== null) return sourceOfScenario(scenario, run);
  const source = readLab(run.lab, run.lang);
  if (!source.ok) return source;
  const changed = settingsOf(source.lab, run);
  if (!changed.ok) return changed;
  const lab = changed.value;
  const world = deriveWorld(lab);
  const client = [...world.pods.values()].find((pod) => pod.role === 'client')?.name ?? world.nodes[0]?.name ?? '';
  const from = sourceOf(world, run.from ?? client);
  const aim = from.ok ? (run.app === 'dns' ? queryOf(run.to) : targetOf(world, run.to, from.value)) : null;
  if (!from.ok) return { ok: false, problems: [from.why.replace('--from:', '--source:')] };
  if (aim === null || !aim.ok) return { ok: false, problems: [aim?.why.replace('--to:', '--target:') ?? ''] };
  const trace = simulate(lab, stimuliOf(run, from.value, aim.value), { world });
  return {
    ok: true,
    trace,
    opening: openingEvent(trace),
    aliases: {},
    params: paramsOf(run),
    remarks: source.warnings,
  };
}

/** What somebody would type again to get the same run. Paths of this machine stay here. */
function paramsOf(run: RenderArgs['run']): Readonly<Record<string, string>> {
  return {
    ...(run.from === null ? {} : { source: run.from }),
    target: run.to,
    app: run.app,
    ...(run.mode === null ? {} : { mode: run.mode }),
    ...(run.router.kind === 'lab' ? {} : { router: run.router.kind }),
    ...(run.count === 1 ? {} : { count: `${run.count}` }),
    ...Object.fromEntries(run.set.filter(([key]) => key !== '__proto__')),
  };
}
