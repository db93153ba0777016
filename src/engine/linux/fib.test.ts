import { beforeEach, describe, expect, it } from 'vitest';
import { deriveWorld } from '../../lab/derive.ts';
import { deviceId } from '../../lab/names.ts';
import type { NetnsName } from '../../lab/names.ts';
import { week4 } from '../../lab/presets/week4.ts';
import { routeRow } from '../../lab/route-rows.ts';
import type { Cidr } from '../../wire/address.ts';
import { ipv4 } from '../../wire/address.ts';
import { Sim } from '../sim.ts';
import { fibLookup, selectAddress } from './fib.ts';

const ctr = 'k8s-ctr' as NetnsName;
const eth1 = deviceId(ctr, 'eth1');
const POD_W1 = ipv4('172.20.1.164');

describe('fibLookup', () => {
  let sim: Sim;
  beforeEach(() => {
    sim = new Sim(deriveWorld(week4));
  });
  const look = (dst: string) => fibLookup(sim, ctr, { dst: ipv4(dst), src: null, mark: 0 });

  it('lets the /24 of autoDirectNodeRoutes beat the static /16 and says why the others lost', () => {
    const found = look(POD_W1);
    expect(found).toMatchObject({ kind: 'route', route: { dst: '172.20.1.0/24', via: '192.168.10.101' } });
    expect(found.reads.at(-1)?.losers).toEqual([
      { key: '172.20.0.0/16', why: 'shorter prefix' },
      { key: '0.0.0.0/0 metric 100', why: 'shorter prefix' },
    ]);
  });

  it('finds only the static /16 for the other subnet', () => {
    expect(look('172.20.2.152')).toMatchObject({
      kind: 'route',
      route: { dst: '172.20.0.0/16', via: '192.168.10.200' },
    });
  });

  it('answers for its own addresses before any route', () => {
    expect(look('172.20.0.84')).toMatchObject({ kind: 'local' });
  });

  it('prefers the lower metric of equal prefixes', () => {
    const worse = routeRow({ dst: '172.20.1.0/24' as Cidr, dev: eth1, via: ipv4('192.168.10.200'), metric: 50 });
    sim.state.apply(ctr, { table: 'routes', row: worse });
    const found = look(POD_W1);
    expect(found).toMatchObject({ kind: 'route', route: { metric: 0 } });
    expect(found.reads.at(-1)?.losers[0]).toEqual({ key: '172.20.1.0/24 metric 50', why: 'higher metric' });
  });

  it('follows a rule for one source into its own table', () => {
    const own = routeRow({ table: 7, dst: '0.0.0.0/0' as Cidr, dev: eth1, via: ipv4('192.168.10.200') });
    sim.state.apply(ctr, { table: 'routes', row: own });
    const rule = { priority: 200, from: '172.20.0.215/32' as Cidr, fwmark: null, table: 7 } as const;
    sim.state.apply(ctr, { table: 'rules', row: rule });
    const from = (src: string) => fibLookup(sim, ctr, { dst: POD_W1, src: ipv4(src), mark: 0 });
    expect(from('172.20.0.215')).toMatchObject({ kind: 'route', route: { table: 7 } });
    expect(from('172.20.0.154')).toMatchObject({ kind: 'route', route: { table: 'main' } });
  });
});

describe('selectAddress', () => {
  it('speaks from the first NIC where the device has no address: why hop 1 of a plain traceroute is the NAT address', () => {
    const sim = new Sim(deriveWorld(week4));
    const lxc = [...sim.world.pods.values()].find((pod) => pod.node === ctr)!.lxc;
    expect(selectAddress(sim, ctr, sim.device(lxc), null)).toBe('10.0.2.15');
  });
});
