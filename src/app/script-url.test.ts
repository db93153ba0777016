import { afterEach, describe, expect, test } from 'vitest';
import { scriptUrl } from './script-url.ts';

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'trustedTypes');
});

describe('addresses of scripts', () => {
  test.each([
    ['/', '/sw.js'],
    ['/lab/', '/lab/sw.js'],
    ['/a/b/c/', '/a/b/c/sw.js'],
  ])('ours, below %s', (base, address) => expect(scriptUrl(base, 'sw.js')).toBe(address));

  test.each([
    ['/', 'other.js'],
    ['//elsewhere.test/', 'sw.js'],
    ['/\\elsewhere.test/', 'sw.js'],
    ['https://elsewhere.test/', 'sw.js'],
    ['data:text/javascript,', 'sw.js'],
    ['', 'sw.js'],
  ])('no others: %s%s', (base, name) => expect(() => scriptUrl(base, name)).toThrow(TypeError));

  test('by one policy, made once, that lets nothing else through', () => {
    const made: { name: string; rule: (address: string) => string }[] = [];
    Reflect.set(globalThis, 'trustedTypes', {
      createPolicy: (name: string, { createScriptURL }: { createScriptURL: (address: string) => string }) => {
        made.push({ name, rule: createScriptURL });
        return { createScriptURL };
      },
    });
    expect([scriptUrl('/lab/', 'sw.js'), scriptUrl('/', 'sw.js')]).toEqual(['/lab/sw.js', '/sw.js']);
    expect(made.map(({ name }) => name)).toEqual(['hopscope-url']);
    expect(() => made[0]?.rule('/lab/evil.js')).toThrow(TypeError);
  });
});
