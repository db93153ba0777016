import { expect, test } from 'vitest';
import { settingsOf } from '../../src/cli/settings.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import type { WalkArgs } from '../../src/cli/args.ts';

const changed = (change: Partial<Pick<WalkArgs, 'mode' | 'router' | 'set'>>) =>
  settingsOf(week4, { mode: null, router: { kind: 'lab' }, set: [], ...change });

test('nothing asked, nothing changed', () => {
  expect(changed({})).toEqual({ ok: true, value: week4 });
});

test('mode, router and settings', () => {
  expect(
    changed({
      mode: 'geneve',
      set: [
        ['bpf.masquerade', 'false'],
        ['seed', '9'],
        ['neighbours', 'cold'],
      ],
    }),
  ).toMatchObject({
    ok: true,
    value: {
      seed: 9,
      recorded: { neighbours: 'cold' },
      cilium: { routingMode: 'tunnel', tunnelProtocol: 'geneve', bpfMasquerade: false, autoDirectNodeRoutes: false },
    },
  });
  expect(changed({ router: { kind: 'no-default' } })).toMatchObject({
    ok: true,
    value: { router: { defaultRoute: false } },
  });
  const half = changed({ router: { kind: 'static', prefixes: ['172.20.2.0/24'] } });
  expect(half).toMatchObject({ ok: true, value: { router: { staticRoutes: ['172.20.2.0/24 via 192.168.20.100'] } } });
});

test.each([
  [{ set: [['socketlb', 'false']] }, '--set socketlb: no such setting; did you mean socketLB?'],
  [{ set: [['socketLB', 'no']] }, "--set socketLB: 'no' is not one of true, false"],
  [{ set: [['hostRouting', 'legasy']] }, "--set hostRouting: 'legasy' is not one of bpf, legacy; did you mean legacy?"],
  [{ set: [['seed', '-1']] }, "--set seed: '-1' is not a whole number"],
  [
    { mode: 'vxlan', set: [['autoDirectNodeRoutes', 'true']] },
    '--set autoDirectNodeRoutes: the agent refuses direct node routes with a tunnel',
  ],
  [
    { router: { kind: 'static', prefixes: ['172.20.9.0/24'] } },
    "--router: '172.20.9.0/24' is no node's podCIDR (172.20.0.0/24 of k8s-ctr, ",
  ],
] as const)('%j is refused', (change, sentence) => {
  const answer = changed(change);
  expect(!answer.ok && answer.problems[0]?.startsWith(sentence)).toBe(true);
});
