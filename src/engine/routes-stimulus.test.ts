import { describe, expect, it } from 'vitest';
import type { NetnsName } from '../lab/names.ts';
import { week4 } from '../lab/presets/week4.ts';
import type { RouteAction } from '../trace/stimulus.ts';
import { simulate } from './simulate.ts';

/** The last command's error, and the rows that it changed. */
function outcomeOf(on: string, ...commands: readonly (readonly [RouteAction, string])[]) {
  const stimuli = commands.map(([action, spec]) => ({ kind: 'ip-route', at: 0, from: on, action, spec }) as never);
  const { events } = simulate(week4, stimuli);
  const last = events.findLast((event) => event.kind === 'configured');
  if (last?.kind !== 'configured') throw new Error('nothing was configured');
  return { error: last.error, deltas: last.deltas };
}

const PODS = '172.20.2.0/24';
const ROUTER = 'router';
const NODE = 'k8s-ctr';

describe('ip route add', () => {
  it.each([
    [ROUTER, `${PODS} via 192.168.20.100`, { dst: PODS, via: '192.168.20.100', dev: 'router:eth2', scope: 'global' }],
    [ROUTER, `${PODS} dev eth2`, { dst: PODS, via: null, dev: 'router:eth2', scope: 'link' }],
    [NODE, `default via 192.168.10.200 metric 50 mtu 1400 proto static`, { metric: 50, mtu: 1400, proto: 'static' }],
    [NODE, `10.9.0.0/16 via 192.168.10.200 src 192.168.10.100 table 100`, { src: '192.168.10.100', table: 100 }],
    [NODE, `10.9.9.9 via 10.9.9.1 dev eth1 onlink`, { dst: '10.9.9.9/32', via: '10.9.9.1', dev: 'k8s-ctr:eth1' }],
    [NODE, `blackhole 10.9.0.0/16`, { type: 'blackhole', dev: null, via: null }],
    [NODE, `unreachable 10.9.0.0/16 metric 7`, { type: 'unreachable', metric: 7 }],
    // On link by the row that the agent made for it, though no subnet of a device holds it.
    ['curl-pod', `10.9.0.0/16 via 172.20.0.84`, { dev: 'curl-pod:eth0' }],
  ])('%s: %s', (on, spec, row) => {
    const { error, deltas } = outcomeOf(on, ['add', spec]);
    expect(error).toBe(null);
    expect(deltas).toMatchObject([{ table: 'routes', before: null, after: row }]);
  });

  it.each([
    [`${PODS} via 10.99.0.1`, 'Error: Nexthop has invalid gateway.'],
    [`${PODS} via 192.168.20.100 dev eth0`, 'Error: Nexthop has invalid gateway.'],
    [`${PODS} via 192.168.20.100 dev eth9`, 'Cannot find device "eth9"'],
    [`${PODS} via 192.168.20.100 scope link`, 'Error: Nexthop has invalid scope.'],
    [`${PODS} via 192.168.20.100 onlink`, 'Error: Nexthop device required for onlink.'],
    [`${PODS} via 192.168.20.100 src 1.2.3.4`, 'Error: Invalid prefsrc address.'],
    [PODS, 'RTNETLINK answers: No such device'],
    ['172.20.2.1/24 via 192.168.20.100', 'Error: Invalid prefix for given prefix length.'],
    ['pods via 192.168.20.100', 'Error: any valid prefix is expected rather than "pods".'],
    [`${PODS} via router`, 'Error: inet address is expected rather than "router".'],
    [`via router ${PODS}`, 'Error: any valid address is expected rather than "router".'],
    [`${PODS} via`, 'Command line is not complete. Try option "help"'],
    [`${PODS} 10.0.0.0/8`, 'Error: either "to" is duplicate, or "10.0.0.0/8" is a garbage.'],
    [`${PODS} via 192.168.20.100 metric x`, 'Error: argument "x" is wrong: "metric" value is invalid\n'],
    [`blackhole ${PODS} dev eth1`, 'Error: Gateway, device and multipath can not be specified for this route type.'],
  ])('refuses %s', (spec, error) => {
    expect(outcomeOf(ROUTER, ['add', spec])).toEqual({ error, deltas: [] });
  });
});

describe('what is there already, and what is not', () => {
  const row = `${PODS} via 192.168.20.100`;
  const other = `${PODS} via 192.168.10.101`;

  it.each([
    [
      [
        ['add', row],
        ['add', other],
      ],
      'RTNETLINK answers: File exists',
    ],
    [
      [
        ['add', row],
        ['add', `unreachable ${PODS}`],
      ],
      'RTNETLINK answers: File exists',
    ],
    [
      [
        ['add', row],
        ['add', `${other} metric 5`],
      ],
      null,
    ],
    [
      [
        ['add', row],
        ['replace', other],
      ],
      null,
    ],
    [[['replace', row]], null],
    [
      [
        ['add', row],
        ['change', other],
      ],
      null,
    ],
    [[['change', row]], 'RTNETLINK answers: No such file or directory'],
    [[['del', PODS]], 'RTNETLINK answers: No such process'],
    [
      [
        ['add', row],
        ['del', PODS],
      ],
      null,
    ],
    [
      [
        ['add', row],
        ['del', other],
      ],
      'RTNETLINK answers: No such process',
    ],
    [
      [
        ['add', row],
        ['del', `${PODS} dev eth2`],
      ],
      null,
    ],
    [
      [
        ['add', row],
        ['del', `${PODS} metric 5`],
      ],
      'RTNETLINK answers: No such process',
    ],
    [
      [
        ['add', row],
        ['del', `blackhole ${PODS}`],
      ],
      'RTNETLINK answers: No such process',
    ],
  ] as const)('%j', (commands, error) => {
    expect(outcomeOf(ROUTER, ...(commands as readonly (readonly [RouteAction, string])[])).error).toBe(error);
  });

  it('takes the lowest metric of several away', () => {
    const { deltas } = outcomeOf(ROUTER, ['add', `${row} metric 9`], ['add', `${other} metric 5`], ['del', PODS]);
    expect(deltas).toMatchObject([{ before: { metric: 5 }, after: null, netns: ROUTER as NetnsName }]);
  });
});
