import { describe, expect, it } from 'vitest';
import { Regex } from './regex.ts';
import { BadPattern, BASIC, EXTENDED } from './syntax.ts';

const found = (pattern: string, text: string): readonly (string | undefined)[] | null => {
  const match = new Regex(pattern, EXTENDED).exec(text);
  return match === null ? null : [text.slice(match.index, match.end), ...match.groups];
};

describe('a POSIX regular expression', () => {
  it.each([
    ['x*', [0, 1, 3, 4]],
    ['\\(x\\)*\\1', [0, 1, 3, 4]],
    ['[^a]', [1, 3]],
  ])('never begins inside of a character of two code units: %s', (pattern, places) => {
    const regex = new Regex(pattern, BASIC);
    const found: number[] = [];
    const text = 'a😀한';
    for (let at = 0; at <= text.length && found.length < 9;) {
      const match = regex.exec(text, at);
      if (match === null) break;
      found.push(match.index);
      at = match.index + 1;
    }
    expect(found).toEqual(places);
  });

  it('finds the leftmost match, and of those the longest', () => {
    expect(found('a|ab', 'xab')).toEqual(['ab']);
    expect(found('(a|ab)(c|bcd)', 'abcd')).toEqual(['abcd', 'a', 'bcd']);
    expect(found('x*', 'aaxx')).toEqual(['']);
  });

  it('needs no more time than text times pattern', () => {
    const text = 'a'.repeat(20_000);
    expect(found('(a*)*b', text)).toBeNull();
    expect(found('(a|aa)+$', text)?.[0]).toBe(text);
    expect(found('a*a*a*a*a*b', text)).toBeNull();
  });

  it('reads basic patterns as basic', () => {
    expect(new Regex('a+b\\|c\\{2\\}', BASIC).exec('xccc')).toMatchObject({ index: 1, end: 3 });
    expect(new Regex('*a', BASIC).test('*a')).toBe(true);
    expect(new Regex('\\(ab\\)\\1', BASIC).exec('xabab')).toMatchObject({ index: 1, end: 5 });
  });

  it.each(['(', 'a{2,1}', '[b-a]', '[[:nope:]]', 'a{300}', '((((a?){9}){9}){9}){9}', '\\'])('refuses %s', (pattern) => {
    expect(() => new Regex(pattern, EXTENDED)).toThrow(BadPattern);
  });

  it('takes every sign in brackets for itself', () => {
    for (const sign of '!"#$%&\'()*+,./:;<=>?@[\\^_`{|}~') expect(found(`[x${sign}]`, sign)).toEqual([sign]);
    expect(found('[]a-]+', 'a]-')).toEqual(['a]-']);
    expect(found('[^]]', ']b')).toEqual(['b']);
  });

  it('takes one character for one, whatever its size', () => {
    expect(found('^.{3}$', '한😀a')).toEqual(['한😀a']);
    expect(found('[[:alpha:]]+', '1한글2')).toEqual(['한글']);
  });
});
