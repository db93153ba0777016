import { describe, expect, it } from 'vitest';
import { Backtracking } from './backtracking.ts';

describe('how long a search can take', () => {
  it.each([
    String.raw`\d+\.\d+\.\d+\.\d+`,
    String.raw`(?<=src )\S+`,
    String.raw`inet \K[0-9.]+`,
    'curl-pod.*',
    '^(?<name>[a-z]+)-(?<rest>.*)$',
    '(tcp|udp|icmp)+',
    'a{2,3}b',
    '.*Running.*',
  ])('not too long for %s', (source) => {
    expect(new Backtracking(source).tooLong(400)).toBe(false);
  });

  it('not even in a long line, where it can end in one place only', () => {
    expect(new Backtracking('(?<="podIP": ")[^"]+').tooLong(1e6)).toBe(false);
    expect(new Backtracking('a.*b.*c').tooLong(1e6)).toBe(true);
  });

  it.each([
    '(a*)*b',
    '(a|aa)+$',
    '(a|a)*b',
    '(x+x+)+y',
    'a?'.repeat(40) + 'a'.repeat(40),
    '.*.*.*.*.*=',
    '((a?){9}){9}',
    '(a|a)'.repeat(40),
    '([a-z]+)+$',
    String.raw`(\w+\s?)*$`,
  ])('too long for %s', (source) => {
    expect(new Backtracking(source).tooLong(400)).toBe(true);
  });
});
