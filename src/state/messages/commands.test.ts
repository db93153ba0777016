import { describe, expect, it } from 'vitest';
import { simulate } from '../../engine/simulate.ts';
import { week4 } from '../../lab/presets/week4.ts';
import { packetVerdictAt } from '../../scene/moment.ts';
import { focusOf } from '../../scene/stage.ts';
import { phasesOf } from '../../scene/phases.ts';
import { eventAt } from '../../scene/packets.ts';
import { readLink } from '../link.ts';
import { AT_START, type Playhead, play, seek } from '../playhead.ts';
import { opened } from '../start.ts';
import { FRESH_VIEW } from '../view.ts';
import { eventsOut, pageAddress, phasesOut, stateOut, titleOut } from './tell-state.ts';
import { sought } from './seek-place.ts';
import { changesOf } from './set-command.ts';

const place = { kind: 'scenario', id: 'other-subnet-vxlan', lang: null, frame: true } as const;
const link = readLink('?api=1&origin=https://blog.example&autoplay=1&load=click');
const { session, start, at } = opened(
  { lab: week4, link, place, scenario: null, under: new Map(), hash: '' },
  simulate,
);
const { trace } = session;
if (trace === null) throw new Error('the scenario cannot be run');
const head: Playhead = seek(AT_START, trace, at ?? 0);
const view = { ...FRESH_VIEW, lang: 'en' as const };
const seen = { start, session, head, view };

describe('seek', () => {
  const to = (where: Parameters<typeof sought>[2]): number | undefined => sought(head, trace, where, {})?.at;
  it('by name, index, fraction and text', () => {
    expect(to({ at: 'end' })).toBe(trace.events.length - 1);
    expect(to({ at: 20 })).toBe(20);
    expect(to({ at: 20.5 })).toBe(20.5);
    expect(to({ at: '21' })).toBe(21);
    expect(to({ at: 'delivered' })).toBeGreaterThan(to({ at: 'encap' }) ?? 0);
  });
  it('stops at the ends, and where it cannot go says so', () => {
    expect(to({ delta: 9999 })).toBe(trace.events.length - 1);
    expect(to({ delta: 1 })).toBe(Math.floor(head.at) + 1);
    expect(to({ at: 'leak' })).toBeUndefined();
    expect(to({ phase: 'retry-9' })).toBeUndefined();
  });
  it('by share and by phase; a run that plays stands still', () => {
    expect(to({ percent: 100 })).toBe(trace.events.length - 1);
    expect(to({ phase: 'transfer' })).toBe(phasesOf(trace).find(({ id }) => id === 'transfer')?.first);
    expect(to({ phase: 'next' })).toBeGreaterThan(head.at);
    expect(sought(play(head, trace), trace, { delta: 1 }, {})?.mode).toBe('paused');
  });
});

describe('set', () => {
  const set = (settings: Parameters<typeof changesOf>[0]) => changesOf(settings, session.world, session.run.ask);
  it('without parameters the run stays the same one', () => {
    const changes = set({ lang: 'ko', speed: 3, loop: true, theme: 'dark' });
    expect(changes).toEqual({
      view: { lang: 'ko', theme: 'dark' },
      head: { speed: 4, loop: 'on' },
      ask: null,
      rejected: [],
    });
  });
  it('parameters are taken with and without their p, and what there is not is named', () => {
    const changes = set({ params: { routing: 'native', 'p.app': 'ping', mood: 'x', dst: 'nobody' }, seed: 9 });
    expect(changes.ask).toMatchObject({ routing: 'native', app: 'ping', seed: 9 });
    expect(changes.rejected).toEqual(['p.mood', 'p.dst']);
    expect(changes.ask?.to).toEqual(session.run.ask.to);
  });
});

describe('what a host is told', () => {
  const site = 'https://hopscope.example/base/';
  it('where the run is, and how', () => {
    const event = eventAt(head.at);
    expect(stateOut(seen, trace, site)).toMatchObject({
      playing: false,
      at: { i: event, frac: 0 },
      verdict: packetVerdictAt(trace, focusOf(trace, event), event),
      params: expect.objectContaining({ 'p.routing': 'vxlan' }),
    });
  });
  it('without an origin neither parameters nor addresses', () => {
    const told = stateOut(seen, trace, null);
    expect(told).not.toHaveProperty('params');
    expect(told).not.toHaveProperty('url');
  });
  it('the address is that of the page, in the language of the frame, without what only frames have', () => {
    expect(pageAddress(seen, site)).toBe(`${site}en/s/other-subnet-vxlan/`);
    const further = pageAddress({ ...seen, head: seek(head, trace, 40) }, site);
    expect(further).toMatch(/^https:\/\/hopscope\.example\/base\/en\/s\/other-subnet-vxlan\/\?at=[a-z][a-z0-9-]+$/);
  });
  it('every event has a name and a phase, and the phases cover them', () => {
    const events = eventsOut(trace, ({ kind }) => kind);
    const phases = phasesOut(trace, ({ kind }) => kind);
    expect(new Set(events.map(({ id }) => id)).size).toBe(trace.events.length);
    const known = new Set(phases.map(({ id }) => id));
    for (const { phase } of events) expect(phase === '' || known.has(phase)).toBe(true);
    expect(titleOut(seen, 'ko')).toBe('다른 서브넷의 노드로 (VXLAN)');
  });
});
