import { simulate } from '../engine/simulate.ts';
import { linkEn } from '../i18n/ui-link.en.ts';
import { deriveWorld } from '../lab/derive.ts';
import type { Ask } from '../scenario/ask.ts';
import { runOf } from '../scenario/run.ts';
import { askOfScenario, openingOfScenario } from '../scenario/scenario-ask.ts';
import { scenarioLike, scenarioNamed, SCENARIOS } from '../scenario/scenarios.ts';
import type { WalkArgs } from './args.ts';
import { readLab } from './lab-source.ts';
import type { RenderSource } from './render-run.ts';
import { settingsOf } from './settings.ts';

/** The run that the page has under a name, in any lab that has somebody for its roles; `--mode`, `--router` and `--set` change it. */
export function sourceOfScenario(name: string, run: WalkArgs): RenderSource {
  const scenario = scenarioNamed(name);
  if (scenario === null) {
    const near = scenarioLike(name);
    const names = SCENARIOS.map(({ id }) => id).join(', ');
    const mean = near === null ? '' : `; did you mean ${near.id}?`;
    return bad(`--scenario: there is no scenario '${name}' (${names})${mean}`);
  }
  const source = readLab(run.lab, run.lang);
  if (!source.ok) return source;
  const own = run.set.find(([key]) => key === 'routingMode' || key === 'tunnelProtocol');
  if (own !== undefined) return bad(`--set ${own[0]}: a scenario has its own routing mode; change it with --mode`);
  const changed = settingsOf(source.lab, { mode: null, router: { kind: 'lab' }, set: run.set });
  if (!changed.ok) return changed;
  const lab = changed.value;
  const world = deriveWorld(lab);
  const wanted = askOfScenario(world, scenario);
  if (wanted.kind === 'lacks')
    return bad(`--scenario: '${name}' cannot be run in this lab: ${linkEn.link.lack[wanted.lack]}`);
  const change = changeOf(run);
  if (typeof change === 'string') return bad(change);
  const made = runOf(lab, world, { ...wanted.ask, ...change.ask }, simulate);
  if (made.kind === 'failed') return bad(`--scenario: '${name}' cannot be run in this lab: ${made.message}`);
  return {
    ok: true,
    trace: made.trace,
    opening: openingOfScenario(made.trace, scenario),
    aliases: scenario.aliases,
    params: change.params,
    remarks: source.warnings,
  };
}

/** What is asked otherwise than the scenario does, and the same by the names of the page's address. */
interface Change {
  readonly ask: Partial<Ask>;
  readonly params: Readonly<Record<string, string>>;
}

function changeOf({ mode, router }: WalkArgs): Change | string {
  if (router.kind === 'static' && router.prefixes !== null)
    return '--router: with --scenario it is lab, no-default or static (every pod subnet); for single prefixes use --target';
  return {
    ask: { ...(mode === null ? {} : { routing: mode }), ...(router.kind === 'lab' ? {} : { router: router.kind }) },
    params: {
      ...(mode === null ? {} : { 'p.routing': mode }),
      ...(router.kind === 'lab' ? {} : { 'p.router': router.kind }),
    },
  };
}

function bad(problem: string): RenderSource {
  return { ok: false, problems: [problem] };
}
