import { describe, expect, test } from 'vitest';
import { simulate } from '../../engine/simulate.ts';
import { galleryEn } from '../../i18n/ui-gallery.en.ts';
import { presetLab } from '../../lab/presets/presets.ts';
import { eventOfPosition } from '../../scene/position.ts';
import { askOfLink } from '../../state/link.ts';
import { MOMENT_NAMES } from '../../scene/named-moments.ts';
import { isTapOf } from '../../state/probes.ts';
import { openSession } from '../../state/session.ts';
import { readGalleryLink } from './gallery-link.ts';
import { STATE_NAMES, STATES } from './states.ts';

describe.each(STATE_NAMES.filter((name) => name !== 'link-notice'))('%s', (name) => {
  test('is a state that its lab has: every part of its address can be read, and the run has the moment', () => {
    const { lab, query } = STATES[name];
    const asked = readGalleryLink(`?lab=${lab}&${query}`);
    expect(asked?.link.unread).toEqual([]);
    expect(asked?.lab).toBe(presetLab(lab));
    if (asked === null) throw new Error('the list was asked for');
    const unread: string[] = [];
    const read = (world: Parameters<typeof askOfLink>[0]) => {
      const found = askOfLink(world, asked.link);
      unread.push(...found.unread);
      return found.ask;
    };
    const { trace } = openSession(asked.lab, read, simulate);
    expect(unread).toEqual([]);
    const at = asked.link.at ?? { kind: 'index', index: 0 };
    expect(trace && eventOfPosition(trace, at)).not.toBeNull();
    expect(trace && asked.probes.filter((probe) => !isTapOf(trace.world, probe))).toEqual([]);
  });
});

test('every named moment is shown by a state', () => {
  const shown = new Set(STATE_NAMES.map((name) => new URLSearchParams(STATES[name].query).get('at')));
  // 'decap' is shown half-way; the page has no command yet whose packet is never sent.
  const elsewhere = ['start', 'decap', 'never-sent'];
  expect(MOMENT_NAMES.filter((moment) => !elsewhere.includes(moment) && !shown.has(moment))).toEqual([]);
});

test('every state has words, and every word its state', () => {
  expect(Object.keys(galleryEn.states).toSorted()).toEqual([...STATE_NAMES].toSorted());
});

describe('an address', () => {
  test('without a state asks for the list, whatever the list looks like', () => {
    expect(readGalleryLink('')).toBeNull();
    expect(readGalleryLink('?lang=en&theme=dark&detail=2')).toBeNull();
  });

  test('is frozen unless it says otherwise', () => {
    expect(readGalleryLink('?at=leak')?.link.freeze).toBe(true);
    expect(readGalleryLink('?at=leak&freeze=0')?.link.freeze).toBe(false);
  });

  test('starts captures, and names the list when a place in it cannot be read', () => {
    const asked = readGalleryLink('?at=leak&probes=router:any,curl-pod:eth0');
    expect(asked?.probes).toMatchObject([
      { number: 1, netns: 'router', device: 'any' },
      { number: 2, netns: 'curl-pod', device: 'curl-pod:eth0' },
    ]);
    expect(readGalleryLink('?at=leak&probes=router')).toMatchObject({ probes: [], link: { unread: ['probes'] } });
  });

  test('may ask for what a change of the mode changes', () => {
    expect(readGalleryLink('?changes=vxlan')?.changes).toBe('vxlan');
    expect(readGalleryLink('?changes=ipip')).toMatchObject({ changes: 'none', link: { unread: ['changes'] } });
  });

  test('that cannot be read in part names the parts and falls back one by one', () => {
    const asked = readGalleryLink('?lab=moon&view=wall&dialog=shortcuts&at=UP&p.routing=vxlan');
    expect(asked?.link.unread).toEqual(['lab', 'view', 'at']);
    expect(asked?.lab).toBe(presetLab('week4'));
    expect(asked).toMatchObject({ show: 'page', dialog: 'shortcuts', fault: 'none' });
  });
});
