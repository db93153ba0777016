import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EndpointId, Identity } from '../../src/lab/names.ts';
import { ROW_KEY, type PolicyRow } from '../../src/lab/tables.ts';
import { exactContest, policyContest } from '../../src/trace/key-contest.ts';
import { keyFields } from '../../src/trace/key-fields.ts';

const table = (...keys: readonly string[]) => new Map(keys.map((key) => [key, key]));
const fates = ({ candidates }: ReturnType<typeof exactContest<unknown>>) =>
  candidates.map(({ key, fate }) => `${key}: ${fate.kind === 'differs' ? fate.fields.join(', ') : fate.kind}`);

test('a flow is told by which parts of the key every other entry is another one, the closest first', () => {
  const rows = table(
    'TCP OUT 10.0.0.9:5000 -> 10.0.2.2:443',
    'TCP OUT 10.0.0.1:4001 -> 10.0.1.2:80',
    'TCP IN 10.0.0.1:4000 -> 10.0.1.2:80',
    'TCP OUT 10.0.0.1:4000 -> 10.0.1.2:80',
  );
  const contest = exactContest(rows, 'cilium_ct4_global', 'TCP OUT 10.0.0.1:4000 -> 10.0.1.2:80');
  expect(contest.winner?.key).toBe('TCP OUT 10.0.0.1:4000 -> 10.0.1.2:80');
  expect(fates(contest)).toEqual([
    'TCP OUT 10.0.0.1:4000 -> 10.0.1.2:80: won',
    'TCP OUT 10.0.0.1:4001 -> 10.0.1.2:80: source-port',
    'TCP IN 10.0.0.1:4000 -> 10.0.1.2:80: direction',
    'TCP OUT 10.0.0.9:5000 -> 10.0.2.2:443: source, source-port, destination, destination-port',
  ]);
});

test('the twin for errors is another entry than its flow, both ways', () => {
  const [flow, twin] = ['ICMP OUT 10.0.0.1:0 -> 10.0.1.2:0', 'ICMP OUT 10.0.0.1:0 -> 10.0.1.2:0 related'] as const;
  expect(fates(exactContest(table(twin), 'cilium_ct_any4_global', flow))).toEqual([`${twin}: kind`]);
  expect(fates(exactContest(table(flow), 'cilium_ct_any4_global', twin))).toEqual([`${flow}: kind`]);
  expect(exactContest(table(twin), 'cilium_ct_any4_global', twin).winner?.key).toBe(twin);
});

test('a neighbour is found by its address alone, and by its device where one is named', () => {
  const rows = table('10.0.0.1 host:eth0', '10.0.0.1 host:eth1');
  expect(fates(exactContest(rows, 'neigh', '10.0.0.1 eth1'))).toEqual([
    '10.0.0.1 host:eth1: won',
    '10.0.0.1 host:eth0: device',
  ]);
  expect(exactContest(table('10.0.0.1 host:eth1'), 'neigh', '10.0.0.1').winner).not.toBeNull();
});

test('services, sockets and policies are read field by field', () => {
  const values = (name: Parameters<typeof keyFields>[0], key: string) =>
    keyFields(name, key).map((field) => `${field.name}=${field.value}`);
  expect(values('cilium_lb4_services_v2', '10.96.0.10:53/UDP (2)')).toEqual([
    'address=10.96.0.10',
    'port=53',
    'proto=UDP',
    'slot=2',
  ]);
  expect(values('cilium_lb4_reverse_sk', '77 10.0.0.1:80')).toEqual(['cookie=77', 'address=10.0.0.1', 'port=80']);
  expect(values('cilium_policy_v2', '12 Ingress 0 ANY/0')).toEqual([
    'endpoint=12',
    'direction=Ingress',
    'identity=0',
    'proto=ANY',
    'port=0',
  ]);
  expect(values('neigh', 'not a key at all')).toEqual(['address=not a key at all']);
});

test('a policy: a port goes before its protocol, a protocol before any, and other identities never match', () => {
  const rows = table(
    '7 Egress 5 ANY/0',
    '7 Egress 5 TCP/0',
    '7 Egress 5 TCP/80',
    '7 Egress 0 TCP/80',
    '7 Ingress 5 TCP/80',
    '7 Egress 5 UDP/0',
    '8 Egress 5 TCP/80',
  );
  const contest = policyContest(rows, '7 Egress 5 TCP/80');
  expect(contest.candidates.map(({ key, fate }) => `${key} ${Object.values(fate).flat().join(' ')}`)).toEqual([
    '7 Egress 5 TCP/80 won',
    '7 Egress 5 ANY/0 shorter 24',
    '7 Egress 5 TCP/0 shorter 16',
    '7 Egress 0 TCP/80 differs identity',
    '7 Ingress 5 TCP/80 differs direction',
    '7 Egress 5 UDP/0 differs proto',
  ]);
  expect(policyContest(rows, '9 Egress 5 TCP/80')).toMatchObject({ candidates: [], winner: null });
});

/** What bpf/lib/policy.h does for one identity: the exact port, then the protocol, then anything. */
test('any policy map answers as the engine asks it', () => {
  const proto = fc.constantFrom('TCP' as const, 'UDP' as const, 'ICMP' as const);
  const row = fc
    .record({
      direction: fc.constantFrom('Ingress' as const, 'Egress' as const),
      identity: fc.constantFrom(0, 1, 5),
      rule: fc.oneof(
        fc.constant({ proto: 'ANY' as const, port: 0 }),
        fc.record({ proto, port: fc.constantFrom(0, 53, 80) }),
      ),
    })
    .map(({ rule, ...rest }): PolicyRow => ({
      ...rest,
      ...rule,
      identity: rest.identity as Identity,
      endpoint: 7 as EndpointId,
      deny: false,
      proxyPort: 0,
    }));
  const key = ROW_KEY.cilium_policy_v2;
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), row, proto, fc.constantFrom(53, 80), (rows, base, wanted, port) => {
      const map = new Map(rows.map((entry) => [key(entry), entry]));
      const asked = { ...base, proto: wanted, port };
      const order = [key(asked), key({ ...asked, port: 0 }), key({ ...asked, proto: 'ANY', port: 0 })];
      expect(policyContest(map, key(asked)).winner?.key ?? null).toBe(order.find((one) => map.has(one)) ?? null);
    }),
  );
});
