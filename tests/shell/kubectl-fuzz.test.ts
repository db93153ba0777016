import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../src/lab/presets/presets.ts';
import { FLAGS } from '../../src/shell/commands/kubectl/flags.ts';
import { KINDS } from '../../src/shell/commands/kubectl/kinds.ts';
import { VERBS } from '../../src/shell/commands/kubectl/verb-table.ts';
import { labFileOf, seedOf } from '../property/runs.ts';
import { labArbitrary } from '../property/arbitrary-lab.ts';
import { Terminals } from './running-lab.ts';

const FLAG_NAMES: readonly string[] = Object.values(FLAGS).flatMap(({ names }): readonly string[] => names);
const TYPES: readonly string[] = KINDS.flatMap(({ plural, short }) => [plural, ...short]);

/** What readers type, in any order. */
const WORDS: readonly string[] = [
  ...Object.keys(VERBS),
  ...TYPES,
  ...FLAG_NAMES,
  'curl-pod',
  'webpod',
  'ds/cilium',
  'deploy/webpod',
  'kube-system',
  'yaml',
  'json',
  'wide',
  '--',
  'ls',
  'k8s-w1',
  'a=b',
  'a-',
  '0',
  '3',
  '/x',
  'x/',
  'a/b/c',
  "''",
  'app',
  "'!app'",
  'restart',
  'status',
  'undo',
  'x=y:NoSchedule',
  "'{.items[*]}'",
  "-ojsonpath='{.x[0]}'",
  "jsonpath='{range .items[*]}{.a}'",
  "go-template='{{.a}}'",
  'custom-columns=A:.b',
  'po,svc',
  'all',
  'dump',
  'view',
];

describe('whatever is typed', () => {
  it.each(PRESETS)('kubectl answers in words, in the lab $name', ({ lab }) => {
    const terminals = new Terminals(lab);
    const master = lab.nodes.find(({ controlPlane }) => controlPlane)!.name;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...WORDS), { maxLength: 6 }), (words) => {
        const { text } = terminals.type(master, `timeout -s INT 60 kubectl ${words.join(' ')} < /dev/null`);
        expect(text).not.toMatch(/undefined|\[object|NaN/);
      }),
      { seed: seedOf(4046), numRuns: 250 },
    );
  });

  it('every kind is listed, printed and described in any lab', () => {
    fc.assert(
      fc.property(labArbitrary, (raw) => {
        const lab = labFileOf(raw);
        const terminals = new Terminals(lab);
        const master = (lab.nodes.find(({ controlPlane }) => controlPlane) ?? lab.nodes[0])!.name;
        if (terminals.host(master).kind !== 'control-plane') return;
        const line = `kubectl get ${TYPES.join(',')} -A; kubectl get po,no,svc,deploy,ds,rs,cm,ns -A -o yaml; kubectl describe po,no,svc,deploy,ds,rs,cm,ns -A`;
        const { out, code } = terminals.type(master, line);
        expect(code).toBe(0);
        expect(out).not.toMatch(/undefined|\[object|NaN/);
        for (const { name, ip } of lab.pods)
          expect(out).toMatch(
            new RegExp(`^Name: +${name.split('/').at(-1)}$[^]*?IP: +${ip.replaceAll('.', '\\.')}$`, 'm'),
          );
      }),
      { seed: seedOf(4047), numRuns: 20 },
    );
  });
});
