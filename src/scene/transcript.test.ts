import { describe, expect, test } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import { LANGS } from '../i18n/lang.ts';
import { offsetText } from '../i18n/offset.ts';
import type { Nanos } from '../lab/names.ts';
import { week4 } from '../lab/presets/week4.ts';
import { type Ask, openingAsk } from '../scenario/ask.ts';
import { openSession } from '../state/session.ts';
import type { Trace } from '../trace/trace.ts';
import { answersOf } from './answers.ts';
import { startOf } from './pacing.ts';
import { phasesOf } from './phases.ts';
import { stillOf } from './still.ts';
import { storyboardOf } from './storyboard.ts';
import { type Section, transcriptOf } from './transcript.ts';
import { transcriptMarkdown, transcriptText } from './transcript-text.ts';

function run(change: Partial<Ask> = {}): Trace {
  const { trace } = openSession(week4, (world) => ({ ...openingAsk(world), ...change }), simulate);
  if (trace === null) throw new Error('the run failed');
  return trace;
}

function sectionsOf(trace: Trace): readonly Section[] {
  return transcriptOf(trace, 'en').chapters.flatMap((chapter) => chapter.sections);
}

const LEAK = run();
const VXLAN = run({ routing: 'vxlan' });
const HALF = run({ router: 'static-dst' });

describe('the transcript of a run', () => {
  test('has every event once, in order, and numbers them as the page does', () => {
    for (const trace of [LEAK, VXLAN, HALF]) {
      const events = sectionsOf(trace).flatMap((section) => section.events);
      expect(events.map((event) => event.id)).toEqual(trace.events.map((event) => event.id));
      expect(events.find((event) => event.number === 1)?.id).toBe(startOf(trace));
      expect(events.at(-1)?.number).toBe(trace.events.length - startOf(trace));
    }
  });

  test('keeps the events of a packet under its name and says when they go on elsewhere', () => {
    for (const section of sectionsOf(VXLAN)) {
      const packets = section.events.flatMap(({ id }) => VXLAN.events[id]?.packet ?? []);
      expect(packets.every((packet) => packet === section.packet)).toBe(true);
    }
    const titles = sectionsOf(VXLAN).map((section) => section.title);
    expect(new Set(titles.filter((title) => !title.endsWith('continued'))).size).toBeGreaterThan(5);
  });

  test('has a chapter for every phase, called as the strip calls it, after what came before the first', () => {
    const titles = (trace: Trace, lang: 'ko' | 'en'): readonly (string | null)[] =>
      transcriptOf(trace, lang).chapters.map((chapter) => chapter.title);
    expect(titles(LEAK, 'en')).toEqual([null, 'Connection set-up', 'Retry 1', 'Retry 2', 'Giving up']);
    expect(titles(VXLAN, 'ko')).toEqual([null, '연결 수립', '요청과 응답', '연결 종료']);
    for (const trace of [LEAK, VXLAN, HALF]) {
      const firsts = transcriptOf(trace, 'en').chapters.map(({ sections }) => sections[0]?.events[0]?.id);
      expect(firsts.slice(1)).toEqual(phasesOf(trace).map((phase) => phase.first));
    }
  });

  test('says of the lookup that decided who won and by what the others lost', () => {
    const decided = answersOf(LEAK, 'en')?.decided;
    const event = sectionsOf(LEAK)
      .flatMap((section) => section.events)
      .find(({ id }) => id === decided);
    const lines = event?.lines.map(({ name, text }) => `${name}: ${text}`) ?? [];
    expect(lines[0]).toBe('Lookup: FIB on router: 172.20.2.152 → default via 10.0.2.2 eth0');
    expect(lines[1]).toMatch(/^Lost: 192\.168\.10\.0\/24: differs at bit 2; /);
  });

  test('leaves out tables that another rule asks', () => {
    expect(transcriptText(LEAK, 'en')).not.toContain('table 2004');
  });

  test('has the same events and lookups in every language', () => {
    const shape = (lang: 'ko' | 'en'): unknown =>
      transcriptOf(VXLAN, lang).chapters.flatMap((chapter) =>
        chapter.sections.map((section) => section.events.map((event) => event.lines.map((line) => line.kind))),
      );
    expect(shape('ko')).toEqual(shape('en'));
  });
});

describe('the three answers', () => {
  test('name the place, the row and the fix, in both languages', () => {
    expect(answersOf(LEAK, 'en')).toMatchObject({
      where: expect.stringContaining('left the lab by eth0 of router'),
      row: expect.stringContaining('“default via 10.0.2.2 eth0”. There is no row for 172.20.2.0/24.'),
      fix: expect.stringContaining('ip route add 172.20.2.0/24 via 192.168.20.100'),
    });
    expect(answersOf(LEAK, 'ko')?.row).toContain('172.20.2.0/24로 가는 행은 없다.');
  });

  test('are about the reply where only the reply is lost', () => {
    expect(answersOf(HALF, 'en')?.fix).toContain('ip route add 172.20.0.0/24 via 192.168.10.100');
  });

  test('the fix fixes it: the run with all routes, and the one over a tunnel, have nothing to answer for', () => {
    expect(answersOf(run({ router: 'static' }), 'en')).toBeNull();
    expect(answersOf(VXLAN, 'en')).toBeNull();
  });

  test('do not send a reader to the router for an address that no lab has', () => {
    const away = run({ to: { kind: 'address', address: '203.0.113.9' as never } });
    expect(answersOf(away, 'en')?.fix ?? '').not.toContain('ip route add');
  });
});

describe('as text', () => {
  test('both forms say every sentence', () => {
    for (const lang of LANGS) {
      const plain = transcriptText(LEAK, lang);
      for (const { events } of transcriptOf(LEAK, lang).chapters.flatMap((chapter) => chapter.sections)) {
        for (const event of events) expect(plain).toContain(event.sentence);
      }
      expect(transcriptMarkdown(LEAK, lang).match(/^(\d+\.|-) \*\*/gm)?.length).toBeGreaterThanOrEqual(
        LEAK.events.length,
      );
    }
  });

  test('phases are headings, packets are headings below them', () => {
    const headings: readonly string[] = transcriptMarkdown(LEAK, 'en').match(/^#+ .*$/gm) ?? [];
    expect(headings.slice(headings.indexOf('## Retry 1')).slice(0, 3)).toEqual([
      '## Retry 1',
      '### SYN of curl-pod, continued',
      '### SYN of curl-pod',
    ]);
    expect(transcriptText(LEAK, 'ko')).toContain('\n재시도 1\n========\n');
  });

  test('Markdown keeps markup characters of names and lookups as they are', () => {
    const markdown = transcriptMarkdown(LEAK, 'en');
    expect(markdown).toContain('lxc · cil\\_from\\_container');
    expect(markdown).toContain('`CT on k8s-ctr: TCP OUT 172.20.0.215');
  });

  test('time is told in microseconds', () => {
    expect(offsetText(1_024_052_000 as Nanos)).toBe('+1.024052 s');
    expect(offsetText(999 as Nanos)).toBe('+0.000001 s');
  });
});

describe('the storyboard', () => {
  test('shows the lookup that decided, the leak and the end of the command', () => {
    const answers = answersOf(LEAK, 'en');
    const events = storyboardOf(LEAK);
    expect(events).toContain(answers?.decided);
    expect(events).toContain(answers?.lost);
    expect(events.at(-1)).toBe(LEAK.events.findLast((event) => event.kind === 'job')?.id);
  });

  test('shows wrapping and unwrapping both ways, and is never longer than it may be', () => {
    const kinds = storyboardOf(VXLAN).map((event) => VXLAN.events[event]?.kind);
    expect(kinds.filter((kind) => kind === 'encap')).toHaveLength(2);
    expect(kinds.filter((kind) => kind === 'decap')).toHaveLength(2);
    expect(storyboardOf(VXLAN).length).toBeLessThanOrEqual(12);
    expect(storyboardOf(VXLAN, 5)).toHaveLength(5);
  });

  test('has a picture of every phase', () => {
    for (const trace of [LEAK, VXLAN, HALF, run({ app: 'ping' }), run({ app: 'dns' })]) {
      const events = storyboardOf(trace);
      for (const { id, first, last } of phasesOf(trace)) {
        expect([id, events.some((event) => event >= first && event <= last)]).toEqual([id, true]);
      }
    }
  });

  test('a still cuts off nothing that is drawn', () => {
    for (const width of [390, 840, 1056]) {
      const { layout, view } = stillOf(LEAK, { width, height: 480 });
      for (const device of layout.devices.values()) expect(device.box.y + device.box.h).toBeLessThanOrEqual(view.h);
    }
  });
});
