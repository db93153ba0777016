import { describe, expect, it } from 'vitest';
import type { EventId } from '../../trace/events.ts';
import type { Piece } from '../terminal.ts';
import { eventsOfText, toldLines } from './told-events.ts';

const [A, B] = [7 as EventId, 9 as EventId];
const output = (text: string, tells?: readonly EventId[]): Extract<Piece, { kind: 'output' }> => ({
  kind: 'output',
  text,
  stream: 'stdout',
  ...(tells === undefined ? {} : { tells }),
});

describe('lines that tell of events', () => {
  it('gives all lines of one packet its event', () => {
    expect(toldLines(output('IP a\n  more\n', [A])).map(({ event }) => event)).toEqual([A, A]);
  });
  it('gives several packets their own lines, and none where they cannot be told apart', () => {
    expect(toldLines(output('one\ntwo\n', [A, B])).map(({ event }) => event)).toEqual([A, B]);
    expect(toldLines(output('1\n2\n3\n4\n', [A, B])).map(({ event }) => event)).toEqual([A, A, B, B]);
    expect(toldLines(output('head\none\ntwo\n', [A, B])).map(({ event }) => event)).toEqual([null, null, null]);
    expect(toldLines(output('hello\n')).map(({ event }) => event)).toEqual([null]);
  });
  it('finds lines by what they read, in their order, without colours and the cleared', () => {
    const pieces = [output('same\n', [A]), output('\x1b[1msame\x1b[0m \n', [B]), output('same as that\n', [A])];
    expect(eventsOfText({ pieces, cleared: 0, shown: 3 }, 'same')).toEqual([A, B]);
    expect(eventsOfText({ pieces, cleared: 1, shown: 3 }, 'same')).toEqual([B]);
  });
});
