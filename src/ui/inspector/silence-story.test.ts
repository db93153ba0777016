import { describe, expect, test } from 'vitest';
import { capturesFor } from '../../i18n/captures.ts';
import { LANGS } from '../../i18n/lang.ts';
import { messagesFor } from '../../i18n/messages.ts';
import { deviceId, type NetnsName } from '../../lab/names.ts';
import type { Silence, Unseen } from '../../state/probe-reading.ts';
import type { EventId, PacketId } from '../../trace/events.ts';
import { silenceStory, type SilenceStory, unseenStory } from './silence-story.ts';

const [NODE, POD] = ['node-a', 'web'] as [NetnsName, NetnsName];
const LXC = deviceId(NODE, 'lxc1234');
const EVENTS = [7, 9] as EventId[];
const PACKETS = [0, 3] as PacketId[];

type Cause = Unseen['cause'];

/** One of every kind: a new kind is missing here and does not compile. */
const CAUSES: { readonly [K in Cause['kind']]: readonly Extract<Cause, { kind: K }>[] } = {
  'skipped-by-peer': [{ kind: 'skipped-by-peer', device: LXC, into: deviceId(POD, 'eth0') }],
  'redirected-before-tap': [
    {
      kind: 'redirected-before-tap',
      device: deviceId(NODE, 'cilium_host'),
      program: 'cil_from_host',
      to: deviceId(NODE, 'cilium_vxlan'),
    },
  ],
  'dropped-before-tap': [
    {
      kind: 'dropped-before-tap',
      device: LXC,
      reason: { by: 'cilium', code: 133, text: 'Policy denied', ext: null },
    },
  ],
  'road-not-taken': (['overlay-from-ipcache', 'bpf-redirects-first'] as const).map((why) => ({
    kind: 'road-not-taken',
    device: deviceId(NODE, 'cilium_host'),
    program: 'cil_from_container',
    why,
  })),
  'never-sent': [{ kind: 'never-sent', netns: POD, errno: 'EMSGSIZE' }],
};
const UNSEEN: readonly Unseen[] = Object.values(CAUSES)
  .flat()
  .map((cause) => ({ cause, events: EVENTS, packets: PACKETS }));
const ENDED = [
  { packet: 0 as PacketId, event: 12 as EventId, outcome: { kind: 'left-the-lab', via: deviceId(NODE, 'eth0') } },
  { packet: 3 as PacketId, event: 20 as EventId, outcome: { kind: 'left-the-lab', via: deviceId(NODE, 'eth0') } },
  { packet: 4 as PacketId, event: 31 as EventId, outcome: { kind: 'delivered', to: POD } },
] as const;
const SILENCES: { readonly [K in Silence['kind']]: readonly Extract<Silence, { kind: K }>[] } = {
  unseen: UNSEEN.map((each) => ({ kind: 'unseen', ...each })),
  encapsulated: [{ kind: 'encapsulated', protocol: 'geneve', filter: 'udp port 6081', events: EVENTS }],
  'filtered-out': [{ kind: 'filtered-out', frames: 4 }],
  'not-yet': [{ kind: 'not-yet', first: EVENTS[0] as EventId }],
  'nothing-crosses': [
    { kind: 'nothing-crosses', ended: ENDED },
    { kind: 'nothing-crosses', ended: [] },
  ],
};

describe.each(LANGS)('in %s', (lang) => {
  const told = (silence: Silence): SilenceStory => silenceStory(silence, capturesFor(lang), messagesFor(lang));
  const stories = Object.values(SILENCES).flat().map(told);

  test('every silence has a head and a sentence of its own, in this language', () => {
    expect(new Set(stories.map(({ sentence }) => sentence)).size).toBe(stories.length);
    for (const { head, sentence } of stories) {
      for (const text of [head, sentence]) {
        expect(text).not.toMatch(/undefined|null|NaN|\[object/);
        expect(/\p{Script=Hangul}/u.test(text)).toBe(lang === 'ko');
      }
      expect(sentence).toMatch(/[.:]$/);
    }
  });

  test('a cause names what it is about, and leads to the event that shows it', () => {
    for (const each of UNSEEN) {
      const { sentence, evidence } = unseenStory(each, capturesFor(lang), messagesFor(lang));
      const facts = Object.entries(each.cause).filter(([key]) => ['device', 'to', 'program', 'errno'].includes(key));
      const missing = facts.filter(([, fact]) => !sentence.includes(String(fact).split(':').at(-1) ?? ''));
      expect(missing).toEqual([]);
      expect(sentence).toContain('2');
      expect(evidence).toEqual([{ event: 9, text: null }]);
    }
  });

  test('what is inside a tunnel comes with the filter that shows it, what is filtered out with none', () => {
    expect(told(SILENCES.encapsulated[0] as Silence).filter?.expression).toBe('udp port 6081');
    expect(told(SILENCES['filtered-out'][0] as Silence).filter?.expression).toBe('');
    expect(told(SILENCES['not-yet'][0] as Silence).evidence).toMatchObject([{ event: 7 }]);
  });

  test('ends are told once for each way to end', () => {
    const { evidence } = told(SILENCES['nothing-crosses'][0] as Silence);
    expect(evidence.map(({ event }) => event)).toEqual([12, 31]);
    expect(evidence[0]?.text).toContain('×2');
    expect(evidence[1]?.text).not.toContain('×');
  });
});
