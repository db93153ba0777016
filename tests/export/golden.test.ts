import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readPcap } from '../../src/capture/pcap.ts';
import { readPcapng } from '../../src/capture/pcapng-read.ts';
import { allTaps, pcapngOf, pcapOf } from '../../src/export/captures.ts';
import type { Exported } from '../../src/export/exported.ts';
import { FORMATS } from '../../src/export/formats.ts';
import { phasesOf } from '../../src/scene/phases.ts';
import { GOLDEN_RUNS } from '../golden/runs.ts';
import { exportedOf } from './exported-runs.ts';

const FOLDER = 'tests/golden/exports';
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

function golden(name: string, lang: 'ko' | 'en'): Exported {
  const run = GOLDEN_RUNS.find((candidate) => candidate.name === `${name}.txt`);
  if (run === undefined) throw new Error(`no golden run ${name}`);
  const whole = exportedOf(run.trace(), lang);
  const { about } = whole;
  const page = 'https://example.com/s/other-subnet/?at=end';
  return { ...whole, at: whole.clip.to, about: { ...about, page, image: 'i/other-subnet.svg' } };
}

/** One run that leaks, in Korean; and one phase of a run through a tunnel, in English. */
const RUNS = [
  { name: 'leak.ko', run: golden('native-lab/curl-pod_pod-ctr_to_w0', 'ko') },
  { name: 'tunnel.en', run: connectOf(golden('vxlan/curl-service_pod-ctr_to_w0', 'en')) },
];

function connectOf(run: Exported): Exported {
  const phase = phasesOf(run.trace).find(({ id }) => id === 'connect');
  if (phase === undefined) throw new Error('no connect phase');
  return { ...run, at: null, clip: { from: phase.first, to: phase.last } };
}

/** Whole traces and captures are held by tests of their own. */
const READABLE = FORMATS.filter(({ name, taps }) => taps === 'none' && name !== 'json');

describe.each(RUNS)('exports of $name', ({ name, run }) => {
  test.each(READABLE)('$name', (format) => {
    const path = join(FOLDER, `${name}.${format.name}.${format.extension}`);
    const now = format.make(run);
    if (UPDATE) {
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(path, now);
    }
    expect(existsSync(path), `${path} is missing: UPDATE_GOLDEN=1 npx vitest run tests/export writes it`).toBe(true);
    expect(now).toBe(readFileSync(path, 'utf8'));
    expect(format.make(run)).toBe(now);
  });
});

test('no golden file is left over', () => {
  const known = RUNS.flatMap(({ name }) => READABLE.map((format) => `${name}.${format.name}.${format.extension}`));
  expect(readdirSync(FOLDER).toSorted()).toEqual(known.toSorted());
});

describe('a stretch', () => {
  const whole = golden('vxlan/curl-service_pod-ctr_to_w0', 'en');
  const part = connectOf(whole);

  test.each(FORMATS.filter(({ clip, name }) => clip === 'cut' && name !== 'snippet'))('cuts $name', (format) => {
    const taps = format.taps === 'one' ? [{ netns: part.trace.world.router!, device: 'any' as const }] : [];
    expect(format.make({ ...part, taps }).length).toBeLessThan(format.make({ ...whole, taps }).length * 0.7);
  });

  test('holds the frames between its ends, and no others', () => {
    const taps = [{ netns: part.trace.world.router!, device: 'any' as const }];
    const file = readPcap(pcapOf({ ...part, taps }));
    const frames = part.trace.events.filter(
      ({ id, kind, netns }) =>
        id >= part.clip.from && id <= part.clip.to && (kind === 'tx' || kind === 'rx') && netns === taps[0]!.netns,
    );
    expect(file.ok && file.packets.length).toBe(frames.length);
    expect(frames.length).toBeGreaterThan(0);
  });
});

test('a capture without taps listens on every device that saw something, and says that it is simulated', () => {
  const run = golden('vxlan/curl-service_pod-ctr_to_w0', 'en');
  const bytes = pcapngOf(run);
  const file = readPcapng(bytes);
  const seen = new Set(
    run.trace.events.flatMap(({ kind, device, netns }) =>
      (kind === 'tx' || kind === 'rx') && device !== null && run.trace.world.netns.get(netns)?.kind !== 'outside'
        ? [device]
        : [],
    ),
  );
  expect(new Set(allTaps(run.trace, run.clip).map(({ device }) => device))).toEqual(seen);
  expect(file.ok).toBe(true);
  expect(new TextDecoder('latin1').decode(bytes)).toContain('simulated by Hopscope');
});
