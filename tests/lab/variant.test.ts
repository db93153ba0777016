import { describe, expect, it } from 'vitest';
import { deriveWorld } from '../../src/lab/derive.ts';
import { labSource } from '../../src/lab/lab-source.ts';
import { parseLab } from '../../src/lab/parse.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { withVariant, type Variant } from '../../src/lab/variant.ts';
import type { Cidr } from '../../src/wire/address.ts';
import { routeLines, tablesOf } from './printed.ts';

function routerRoutes(variant: Variant): readonly string[] {
  return routeLines(tablesOf(deriveWorld(withVariant(week4, variant)), 'router'));
}

describe('a variant', () => {
  it('that asks for nothing is the lab itself', () => {
    expect(withVariant(week4, {})).toEqual(week4);
    expect(withVariant(week4, { router: { kind: 'lab' } })).toEqual(week4);
  });

  it('is a lab file that can be read again', () => {
    const variants: readonly Variant[] = [
      { routing: 'vxlan' },
      { routing: 'geneve', endpointRoutes: true },
      { datapath: 'linux', router: { kind: 'no-default' } },
      { router: { kind: 'static', prefixes: 'all' }, hostRouting: 'legacy', socketLB: false, bpfMasquerade: false },
      { autoDirectNodeRoutes: false, monitorAggregation: 'none' },
    ];
    for (const variant of variants) {
      const lab = withVariant(week4, variant);
      expect(parseLab(labSource(lab))).toEqual({ ok: true, lab, warnings: [] });
    }
  });

  it('turns direct node routes off in a tunnel and back on in native routing', () => {
    const tunnel = withVariant(week4, { routing: 'vxlan', autoDirectNodeRoutes: true });
    expect(tunnel.cilium).toMatchObject({
      routingMode: 'tunnel',
      tunnelProtocol: 'vxlan',
      autoDirectNodeRoutes: false,
    });
    expect(withVariant(tunnel, { routing: 'native' }).cilium.autoDirectNodeRoutes).toBe(true);
    const without = withVariant(week4, { autoDirectNodeRoutes: false });
    expect(withVariant(without, { routing: 'native' }).cilium.autoDirectNodeRoutes).toBe(false);
  });

  it('takes the router its way out and nothing else', () => {
    const all = routerRoutes({});
    expect(routerRoutes({ router: { kind: 'no-default' } })).toEqual(all.slice(1));
    expect(all[0]).toMatch(/^default /);
  });

  it('adds routes to podCIDRs by way of their nodes, as a person would', () => {
    const podRoutes = (variant: Variant) => routerRoutes(variant).filter((line) => line.startsWith('172.20.'));
    expect(podRoutes({ router: { kind: 'static', prefixes: 'all' } })).toEqual([
      '172.20.0.0/24 via 192.168.10.100 dev eth1',
      '172.20.1.0/24 via 192.168.10.101 dev eth1',
      '172.20.2.0/24 via 192.168.20.100 dev eth2',
    ]);
    expect(podRoutes({ router: { kind: 'static', prefixes: [week4.nodes[2]!.podCIDR as Cidr] } })).toEqual([
      '172.20.2.0/24 via 192.168.20.100 dev eth2',
    ]);
    const twice = withVariant(withVariant(week4, { router: { kind: 'static', prefixes: 'all' } }), {
      router: { kind: 'static', prefixes: 'all' },
    });
    expect(twice.router?.staticRoutes.length).toBe(3);
  });

  it('leaves a lab without router without one', () => {
    expect(withVariant({ ...week4, router: null }, { router: { kind: 'no-default' } }).router).toBeNull();
  });
});
