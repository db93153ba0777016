import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { jsonTraceOf } from '../../src/export/json-trace.ts';
import { traceFromJson, traceToJson } from '../../src/trace/json.ts';
import { traceJsonSchema } from '../../src/trace/versions/json-schema.ts';
import { worldOf } from '../../src/trace/world-of.ts';
import { GOLDEN_RUNS } from '../golden/runs.ts';
import { curlRun, exportedOf, HOSTILE } from './exported-runs.ts';
import { schemaFault } from './json-schema-check.ts';

const FILE = 'public/schema/trace-v1.json';
const schema = traceJsonSchema();
const SOME = GOLDEN_RUNS.filter(({ name }) => name.startsWith('full/'));

describe('the schema of traces', () => {
  test('is served as it follows from what files are checked against', () => {
    const now = `${JSON.stringify(schema, null, 1)}\n`;
    if (process.env['UPDATE_GOLDEN'] === '1') {
      mkdirSync('public/schema', { recursive: true });
      writeFileSync(FILE, now);
    }
    expect(readFileSync(FILE, 'utf8')).toBe(now);
  });

  test.each(SOME)('$name follows it, as a plain trace and as an export', ({ trace }) => {
    for (const text of [traceToJson(trace()), jsonTraceOf(exportedOf(trace(), 'ko'))])
      expect(schemaFault(schema, JSON.parse(text))).toBeNull();
  });

  test('refuses what is no trace', () => {
    const file = JSON.parse(jsonTraceOf(curlRun())) as Record<string, unknown>;
    const events = file['events'] as Record<string, unknown>[];
    expect(schemaFault(schema, { ...file, format: 'hopscope-trace/2' })).toContain('format');
    expect(schemaFault(schema, { ...file, more: 1 })).toContain('more');
    expect(schemaFault(schema, { ...file, frames: ['0g'] })).toContain('frames[0]');
    expect(schemaFault(schema, { ...file, events: [{ ...events[0], kind: 'other' }] })).toContain('events[0]');
    expect(schemaFault(schema, { ...file, about: { app: '1' } })).toContain('about');
  });
});

describe('a trace as a file', () => {
  test.each(['curl-pod', ...HOSTILE.slice(0, 24)])('reads back as the same trace: %j', (name) => {
    const run = curlRun(name, `/${name}`, 'ko');
    const text = jsonTraceOf(run);
    expect(schemaFault(schema, JSON.parse(text))).toBeNull();
    const read = traceFromJson(text, worldOf);
    if (!read.ok) throw new Error(`${read.where}: ${read.why}`);
    expect(traceToJson(read.trace)).toBe(traceToJson(run.trace));
  });

  test('says where it comes from, and holds the whole run whatever the stretch', () => {
    const run = curlRun();
    const cut = { ...run, at: run.clip.from, clip: { from: run.clip.from, to: run.clip.from } };
    const file = JSON.parse(jsonTraceOf(cut)) as { $schema: string; about: object; events: unknown[] };
    expect(file.$schema).toBe(schema['$id']);
    expect(file.about).toEqual({
      app: '0.0.0',
      note: 'simulated by Hopscope 0.0.0',
      scenario: 'other-subnet',
      params: { mode: 'vxlan' },
      seed: run.trace.lab.seed,
      view: { at: run.clip.from, from: run.clip.from, to: run.clip.from },
    });
    expect(file.events).toHaveLength(run.trace.events.length);
  });
});
