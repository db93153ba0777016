import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import { LANGS } from '../i18n/lang.ts';
import { deriveWorld } from '../lab/derive.ts';
import type { LabFile } from '../lab/file.ts';
import { crowded } from '../lab/presets/crowded.ts';
import { stranger } from '../lab/presets/stranger.ts';
import { week4 } from '../lab/presets/week4.ts';
import { verdictOf } from '../scene/moment.ts';
import { eventOfPosition, readPosition } from '../scene/position.ts';
import { destinationText } from './ask.ts';
import { runOf } from './run.ts';
import { askOfScenario, openingOfScenario } from './scenario-ask.ts';
import { CUSTOM, scenarioLike, scenarioNamed, SCENARIOS } from './scenarios.ts';

function runIn(lab: LabFile, id: string) {
  const scenario = scenarioNamed(id);
  if (scenario === null) throw new Error(`no scenario ${id}`);
  const world = deriveWorld(lab);
  const asked = askOfScenario(world, scenario);
  if (asked.kind === 'lacks') return asked;
  const run = runOf(lab, world, asked.ask, simulate);
  if (run.kind === 'failed') throw new Error(`${id}: ${run.message}`);
  return { ...asked, trace: run.trace, opening: openingOfScenario(run.trace, scenario) };
}

test('every file of the list is in the list, under its own name', () => {
  const files = readdirSync(new URL('list', import.meta.url)).map((file) => file.replace(/\.ts$/, ''));
  expect(SCENARIOS.map((scenario) => scenario.id).toSorted()).toEqual(files.toSorted());
});

describe.each(SCENARIOS.map((scenario) => [scenario.id, scenario] as const))('%s', (id, scenario) => {
  test('is a slug with words in every language', () => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(id.length).toBeLessThanOrEqual(40);
    expect(id).not.toBe(CUSTOM);
    for (const lang of LANGS) {
      expect(scenario.title[lang].length).toBeGreaterThan(3);
      expect(scenario.title[lang].length).toBeLessThan(60);
      expect(scenario.description[lang]).toMatch(/[.다]$/);
      expect(scenario.description[lang].length).toBeLessThan(220);
      expect(/[가-힣]/.test(scenario.title[lang])).toBe(lang === 'ko');
    }
    expect(scenario.opening.every((text) => readPosition(text) !== null)).toBe(true);
  });

  test('names no place and no address', () => {
    const said = JSON.stringify(scenario);
    const names = [week4, stranger, crowded].flatMap((lab) => [
      ...lab.nodes.map((node) => node.name),
      ...lab.pods.map((pod) => pod.name),
    ]);
    expect(names.filter((name) => said.includes(name))).toEqual([]);
    expect(said).not.toMatch(/\d+(\.\d+){3}/);
  });

  test('runs in the lab of the study, and opens at the moment that it says first', () => {
    const run = runIn(week4, id);
    if (run.kind === 'lacks') throw new Error(`lacks ${run.lack}`);
    const first = readPosition(scenario.opening[0] ?? '');
    expect(first === null ? null : eventOfPosition(run.trace, first)).toBe(run.opening);
  });

  test.each([stranger, crowded])('runs in another lab or says what is missing there: $title', (lab) => {
    const run = runIn(lab, id);
    const fine = run.kind === 'lacks' ? id === 'same-node' && lab === stranger : run.trace.events.length > run.opening;
    expect(fine).toBe(true);
  });
});

test('what happens is what their titles say', () => {
  const verdict = (id: string) => {
    const run = runIn(week4, id);
    return run.kind === 'ask' ? verdictOf(run.trace) : run.lack;
  };
  expect(Object.fromEntries(SCENARIOS.map(({ id }) => [id, verdict(id)]))).toEqual({
    'same-node': 'answered',
    'same-subnet-native': 'answered',
    'other-subnet-native': 'leaked',
    'router-one-way': 'leaked',
    'router-both-ways': 'answered',
    'other-subnet-vxlan': 'answered',
    'other-subnet-geneve': 'answered',
    // The third backend of three is behind the router.
    'service-native': 'leaked',
    'service-vxlan': 'answered',
    'service-geneve': 'answered',
    'from-node': 'answered',
    'mtu-too-big': 'never-sent',
    'dns-lookup': 'answered',
  });
});

test('three requests to the service draw three backends, and one of them is lost in native mode only', () => {
  for (const [id, codes] of [
    ['service-native', [0, 0, 28]],
    ['service-vxlan', [0, 0, 0]],
    ['service-geneve', [0, 0, 0]],
  ] as const) {
    const run = runIn(week4, id);
    if (run.kind === 'lacks') throw new Error(run.lack);
    const notes = run.trace.events.flatMap((event) => (event.kind === 'hook' ? event.notes : []));
    expect(new Set(notes.flatMap((note) => (note.kind === 'backend' ? [note.backend] : []))).size).toBe(3);
    expect(run.trace.jobs.map((job) => job.exitCode).filter((code) => code !== null)).toEqual(codes);
  }
});

test('a lab without somebody for a role says who is missing', () => {
  const without = (role: string): LabFile => ({
    ...week4,
    pods: week4.pods.filter((pod) => !pod.labels.some(([, value]) => value === role)),
  });
  expect(runIn(without('curl'), 'same-node')).toEqual({ kind: 'lacks', lack: 'client' });
  expect(runIn(without('webpod'), 'other-subnet-vxlan')).toEqual({ kind: 'lacks', lack: 'other-subnet' });
  expect(runIn(without('webpod'), 'service-native')).toEqual({ kind: 'lacks', lack: 'web-service' });
  expect(runIn(without('kube-dns'), 'dns-lookup')).toEqual({ kind: 'lacks', lack: 'name-server' });
  const [ctr, w1] = week4.nodes;
  if (ctr === undefined || w1 === undefined) throw new Error('the lab has changed');
  const flat: LabFile = { ...week4, router: null };
  expect(runIn(flat, 'router-both-ways')).toEqual({ kind: 'lacks', lack: 'router' });
});

test('the size of the packet that is too big follows from the lab', () => {
  const jumbo: LabFile = { ...week4, nodes: week4.nodes.map((node) => ({ ...node, mtu: 9000 })) };
  const sizes = [week4, jumbo].map((lab) => {
    const run = runIn(lab, 'mtu-too-big');
    return run.kind === 'ask' ? [run.ask.size, verdictOf(run.trace), destinationText(run.ask.to)] : run.lack;
  });
  expect(sizes).toEqual([
    [1472, 'never-sent', 'webpod-697b545f57-9nnfd'],
    [8972, 'never-sent', 'webpod-697b545f57-9nnfd'],
  ]);
});

test('a slip in an id is understood', () => {
  expect(scenarioLike('same-nod')?.id).toBe('same-node');
  expect(scenarioLike('other_subnet_vxlan')?.id).toBe('other-subnet-vxlan');
  expect(scenarioLike('zzz')).toBeNull();
});
