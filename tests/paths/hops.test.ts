import { describe, expect, test, vi } from 'vitest';
import type { EventOf } from '../../src/trace/events.ts';
import { journeyOf, type Hop } from '../../src/trace/journey.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { CLIENTS, NODES, WEBPODS } from '../labs/week4-clients.ts';
import { labOfMode } from './modes.ts';
import { readHopCatalogue, type CatalogueHop } from './path-table.ts';
import { curl, ping } from './runs.ts';

const CATALOGUE = new Map(readHopCatalogue().map((hop) => [hop.id, hop]));
const MODES = [
  'native',
  'native-nodef',
  'native+static',
  'bgp5w-noroute',
  'native-legacy',
  'native-legacy-epr',
  'vxlan',
  'vxlan-legacy',
];

/** Every way there is: from pods and from nodes, to pods, nodes, the router; by ping and by curl; with and without ARP. */
function tracesOf(mode: string): readonly Trace[] {
  const lab = labOfMode(mode);
  const cold = { ...lab, recorded: { ...lab.recorded, neighbours: 'cold' } as const };
  const targets = [
    ...Object.values(WEBPODS),
    ...lab.nodes.flatMap((node) => [node.ip, node.ciliumHost ?? node.ip]),
    '10.10.1.200',
  ];
  const address = (target: string): string => lab.pods.find((pod) => pod.name === target)?.ip ?? target;
  return NODES.flatMap((node) =>
    [CLIENTS[node], node].flatMap((from) =>
      targets.flatMap((to) => [
        ping(cold, from, to),
        ping(lab, from, to, { size: 1472 }),
        curl(lab, from, address(to)),
      ]),
    ),
  );
}

function hookOf(trace: Trace, hop: Hop): EventOf<'hook'> | null {
  const events = hop.events.map((id) => trace.events[id]!);
  return events.find((event): event is EventOf<'hook'> => event.kind === 'hook' && event.hop === hop.hop) ?? null;
}

/** What the engine says about a hop where the catalogue says something else; '' when they agree. */
function disagreement(trace: Trace, hop: Hop, known: CatalogueHop): string {
  const parts: string[] = [];
  const hook = hookOf(trace, hop);
  const program = hook?.program ?? '-';
  if (program !== known.prog) parts.push(`program ${program}, not ${known.prog}`);
  // A router decrements what it forwards: the tunnel's header where there is one.
  const ttl = hop.hop === 'R.FWD' && hop.outer !== null ? hop.outer : hop.ttl;
  const change = (ttl?.after ?? 0) - (ttl?.before ?? 0);
  // '7,36,7', '6 tail_handle_arp', 'inline', '-'.
  const tails = (known.tails.match(/\d+/g) ?? []).join(',');
  if (hook !== null && hook.tails.join(',') !== tails) parts.push(`tails ${hook.tails.join(',')}, not ${known.tails}`);
  const dropped = hook?.verdict.kind === 'drop';
  if (!dropped && change !== known.dttl) parts.push(`TTL ${change}, not ${known.dttl}`);
  const seenIn = hop.taps.filter((tap) => tap !== 'Out');
  const seenOut = hop.taps.includes('Out');
  if (known.rx === 'Y' && !(seenIn.includes('In') || seenIn.includes('B'))) parts.push('no RX tap');
  if (known.rx === 'P' && !seenIn.includes('P')) parts.push('RX tap is not P');
  if (known.tx === 'Y' && !seenOut) parts.push('no TX tap');
  if ((known.tx === 'n' || known.tx === '-') && seenOut) parts.push('a TX tap');
  return parts.join(', ');
}

// Each mode is some two hundred runs.
vi.setConfig({ testTimeout: 60_000 });

describe.each(MODES)('the hops of %s are as the catalogue says', (mode) => {
  test('program, TTL and taps', () => {
    const found = new Set<string>();
    for (const trace of tracesOf(mode)) {
      for (const { id } of trace.packets) {
        for (const hop of journeyOf(trace, id).hops) {
          const known = hop.hop === null ? undefined : CATALOGUE.get(hop.hop);
          const wrong = known === undefined ? '' : disagreement(trace, hop, known);
          if (wrong !== '') found.add(`${hop.hop} at ${hop.device ?? hop.netns}: ${wrong}`);
        }
      }
    }
    expect([...found]).toEqual([]);
  });
});
