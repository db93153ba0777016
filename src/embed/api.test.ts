import { describe, expect, it } from 'vitest';
import type * as Api from './api.d.ts';
import type * as Script from './embed.ts';
import { frameAddress } from './frame-address.ts';

/** Does not compile while the script is not what its types promise. */
type Keeps<Promised, Given extends Promised> = Given;
export type KeepsMount = Keeps<typeof Api.mount, typeof Script.mount>;
export type KeepsAttach = Keeps<typeof Api.attach, typeof Script.attach>;
export type KeepsElement = Keeps<Api.HopScope, Script.HopScope>;

const HOST = 'https://blog.example';
const query = (options: Api.Options, host = HOST): URLSearchParams => new URL(frameAddress(options, host)).searchParams;

describe('the address of a frame', () => {
  it('has the keys of the query, listens to its host and to nobody else', () => {
    const address = new URL(
      frameAddress({ scenario: 'same-node', at: 'encap', 'p.routing': 'vxlan', loop: true }, HOST),
    );
    expect(address.pathname).toMatch(/\/embed\/same-node\/$/);
    expect(Object.fromEntries(address.searchParams)).toEqual({
      at: 'encap',
      'p.routing': 'vxlan',
      loop: '1',
      api: '1',
      origin: HOST,
    });
  });

  it('says nothing of what is the element’s own, or is not asked for', () => {
    const own = { scenario: 'x', title: 'A', label: 'B', load: 'click', loop: false, speed: undefined };
    expect([...query(own).keys()]).toEqual(['api', 'origin']);
    expect(query({ scenario: 'x', api: '0', origin: 'https://evil.test' }).getAll('origin')).toEqual([HOST]);
    expect(query({ scenario: 'x', api: '0' }).get('api')).toBe('1');
  });

  it('a page from a disk has no origin to be named by', () => {
    expect(query({ scenario: 'x' }, 'null').has('origin')).toBe(false);
    expect(query({ scenario: 'x', origin: 'https://evil.test' }, 'null').has('origin')).toBe(false);
  });

  it('a lab of the author’s own goes into the hash, if it is one', () => {
    const hash = (state: string): string => new URL(frameAddress({ scenario: 'x', state }, HOST)).hash;
    expect(hash('v1.j.e30.1a')).toBe('#v1.j.e30.1a');
    expect(hash('v1.j.e30.1a#x')).toBe('');
    expect(hash('stage')).toBe('');
  });

  it.each(['../../evil', 'a/b', '', 'A', 'a?x', `${'a'.repeat(65)}`])('no scenario is called "%s"', (scenario) => {
    expect(() => frameAddress({ scenario }, HOST)).toThrow(TypeError);
  });
});
