import { describe, expect, it } from 'vitest';
import { deriveWorld } from '../../src/lab/derive.ts';
import { withVariant } from '../../src/lab/variant.ts';
import { NATIVE, oracleLab, VXLAN, type KernelState } from './oracle-kernel.ts';
import { lines, neighLine, routeLine, routeLines, ruleLine, tablesOf } from './printed.ts';

const KERNEL_RULES = new Set([0, 32766, 32767]);

describe.each([['native', NATIVE] as const, ['vxlan', VXLAN] as const])(
  'a plain kernel, %s, as a real one printed it',
  (routing, recorded) => {
    const world = deriveWorld(withVariant(oracleLab, { routing }));

    it.each(Object.entries<KernelState>(recorded))('%s', (netns, state) => {
      const tables = tablesOf(world, netns);
      const other = [...tables.routes.values()].filter((route) => typeof route.table === 'number');
      const isMachine = world.netns.get(netns as never)?.kind !== 'pod';
      const routes = [...routeLines(tables), ...other.map((route) => `table ${route.table}: ${routeLine(route)}`)];
      expect(routes.filter((line) => !(isMachine && line.includes(' dev eth0')))).toEqual(lines(state.routes));
      const rules = [...tables.rules.values()].filter((rule) => !KERNEL_RULES.has(rule.priority)).map(ruleLine);
      expect(rules).toEqual(lines(state.rules ?? ''));
      expect([...tables.neigh.values()].map(neighLine).toSorted()).toEqual(lines(state.neigh).toSorted());
    });

    it('has none of Cilium’s maps', () => {
      const maps = [...world.netns.values()].flatMap(({ tables }) => Object.entries(tables));
      expect(maps.filter(([table, rows]) => table.startsWith('cilium_') && rows.size > 0)).toEqual([]);
    });
  },
);

describe('a kernel that nobody has talked to yet', () => {
  it('knows no neighbour but the permanent ones', () => {
    const lab = { ...oracleLab, recorded: { ...oracleLab.recorded, neighbours: 'cold' as const } };
    const states = [...deriveWorld(withVariant(lab, { routing: 'vxlan' })).netns.values()].flatMap(({ tables }) => [
      ...tables.neigh.values(),
    ]);
    expect(states.length).toBe(6);
    expect(states.every(({ state }) => state === 'PERMANENT')).toBe(true);
  });

  it('gives every further identity a rule before the last one, as ip rule add does', () => {
    const pods = [
      ...oracleLab.pods,
      { ...oracleLab.pods[1]!, name: 'other', ip: '172.20.0.9', identity: 999, lxc: null },
    ];
    const world = deriveWorld(withVariant({ ...oracleLab, pods }, { routing: 'vxlan' }));
    expect([...tablesOf(world, 'k8s-ctr').rules.values()].map(ruleLine)).toEqual([
      '0: from all lookup local',
      '32764: from 172.20.0.9 lookup 999',
      '32765: from 172.20.0.154 lookup 16202',
      '32766: from all lookup main',
      '32767: from all lookup default',
    ]);
  });
});
