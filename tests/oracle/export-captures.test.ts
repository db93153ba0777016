import { describe, expect, test } from 'vitest';
import type { TapPoint } from '../../src/capture/tap.ts';
import { allTaps, pcapngOf, pcapOf } from '../../src/export/captures.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { deriveWorld } from '../../src/lab/derive.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { runOf } from '../../src/scenario/run.ts';
import { askOfScenario } from '../../src/scenario/scenario-ask.ts';
import { SCENARIOS } from '../../src/scenario/scenarios.ts';
import { exportedOf } from '../export/exported-runs.ts';
import { GOLDEN_RUNS } from '../golden/runs.ts';
import { DECODE_AS, describeTshark, tshark } from './tshark.ts';

const world = deriveWorld(week4);

/** Every run that the page has a name for. */
const NAMED = SCENARIOS.map((scenario) => ({
  name: `scenario ${scenario.id}`,
  trace: () => {
    const wanted = askOfScenario(world, scenario);
    const run = wanted.kind === 'ask' ? runOf(week4, world, wanted.ask, simulate) : null;
    if (run?.kind !== 'ready') throw new Error(`${scenario.id} cannot be run`);
    return run.trace;
  },
}));

/** The runs that tell the study's story, and one of each kind besides. */
const GOLDEN = GOLDEN_RUNS.filter(({ name }) => name.startsWith('full/')).concat(
  GOLDEN_RUNS.filter(({ name }) =>
    /^(geneve\/curl-name_pod-ctr|native-static\/nc_pod-ctr_to_w1|vxlan\/nc_pod-ctr_to_w0)\./.test(name),
  ),
);

const RUNS = [...GOLDEN, ...NAMED];

const CHECKS = ['ip', 'tcp', 'udp'].flatMap((protocol) => ['-o', `${protocol}.check_checksum:TRUE`]);
/** What tshark would complain of; a status of 0 is a wrong checksum. */
const BAD = ['_ws.malformed', '_ws.expert.severity == error', 'ip.checksum.status == 0', 'tcp.checksum.status == 0']
  .concat('udp.checksum.status == 0', 'icmp.checksum.status == 0')
  .join(' || ');

const complaints = (file: Uint8Array): string =>
  tshark(
    [
      ...DECODE_AS,
      ...CHECKS,
      '-Y',
      BAD,
      '-T',
      'fields',
      '-e',
      'frame.number',
      '-e',
      'frame.interface_name',
      '-e',
      '_ws.col.Info',
    ],
    file,
  );
const count = (file: Uint8Array): number =>
  tshark(['-T', 'fields', '-e', 'frame.number'], file)
    .trim()
    .split('\n')
    .filter((line) => line !== '').length;

describeTshark('exported captures', () => {
  describe.each(RUNS)('$name', ({ trace }) => {
    test('every tap, each device and every host as a whole: no malformed frame, no wrong checksum', () => {
      const run = exportedOf(trace(), 'en');
      const hosts = [...run.trace.world.netns.values()].filter(({ kind }) => kind !== 'outside');
      const taps: readonly TapPoint[] = [
        ...allTaps(run.trace, run.clip),
        ...hosts.map(({ name }): TapPoint => ({ netns: name, device: 'any' })),
      ];
      const file = pcapngOf({ ...run, taps });
      expect(complaints(file)).toBe('');
      const sent = run.trace.events.some((event) => event.kind === 'end' && event.outcome.kind !== 'never-sent');
      // Where every packet is too long for its route, none is ever sent.
      expect(count(file) > 0).toBe(sent);
    });
  });

  test('one tap as pcap', () => {
    const run = exportedOf(
      GOLDEN_RUNS.find(({ name }) => name === 'vxlan/curl-service_pod-ctr_to_w0.txt')!.trace(),
      'en',
    );
    for (const device of [
      'any' as const,
      allTaps(run.trace, run.clip).find(({ netns }) => netns === 'router')!.device,
    ]) {
      const file = pcapOf({ ...run, taps: [{ netns: run.trace.world.router!, device }] });
      expect(complaints(file)).toBe('');
      expect(count(file)).toBeGreaterThan(0);
    }
  });

  test('a wrong byte is found: the judge is awake', () => {
    const run = exportedOf(
      GOLDEN_RUNS.find(({ name }) => name === 'native-static/curl-pod_pod-ctr_to_w0.txt')!.trace(),
      'en',
    );
    const file = pcapOf({ ...run, taps: [{ netns: run.trace.world.router!, device: 'any' }] });
    // The TTL of the first frame: 24 bytes of file, 16 of record, 20 of SLL2, and 8 into the IPv4 header.
    file[24 + 16 + 20 + 8]! ^= 0xff;
    expect(complaints(file)).not.toBe('');
  });
});
