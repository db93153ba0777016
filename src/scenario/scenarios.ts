import { nearestKey } from '../lab/nearest-key.ts';
import { sameNode } from './list/same-node.ts';
import { sameSubnetNative } from './list/same-subnet-native.ts';
import { otherSubnetNative } from './list/other-subnet-native.ts';
import { routerOneWay } from './list/router-one-way.ts';
import { routerBothWays } from './list/router-both-ways.ts';
import { otherSubnetVxlan } from './list/other-subnet-vxlan.ts';
import { otherSubnetGeneve } from './list/other-subnet-geneve.ts';
import { serviceNative } from './list/service-native.ts';
import { serviceVxlan } from './list/service-vxlan.ts';
import { serviceGeneve } from './list/service-geneve.ts';
import { fromNode } from './list/from-node.ts';
import { mtuTooBig } from './list/mtu-too-big.ts';
import { dnsLookup } from './list/dns-lookup.ts';
import type { Scenario } from './scenario.ts';

/** All of them, in the order in which they are told. A new one: a file in list/, and a line here. */
export const SCENARIOS: readonly Scenario[] = [
  sameNode,
  sameSubnetNative,
  otherSubnetNative,
  routerOneWay,
  routerBothWays,
  otherSubnetVxlan,
  otherSubnetGeneve,
  serviceNative,
  serviceVxlan,
  serviceGeneve,
  fromNode,
  mtuTooBig,
  dnsLookup,
];

/** Paths that are no scenario: a reader's own lab. */
export const CUSTOM = 'x';

export function scenarioNamed(id: string): Scenario | null {
  return SCENARIOS.find((scenario) => scenario.id === id) ?? null;
}

/** The scenario that somebody may have meant, or null. */
export function scenarioLike(id: string): Scenario | null {
  const near = nearestKey(
    id,
    SCENARIOS.map((scenario) => scenario.id),
  );
  return near === null ? null : scenarioNamed(near);
}
