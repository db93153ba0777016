import { describe, expect, it } from 'vitest';
import type { Cidr } from '../wire/address.ts';
import { ipv4 } from '../wire/address.ts';
import { LpmIndex } from './lpm.ts';

const rows = ['0.0.0.0/0', '172.20.0.0/16', '172.20.1.0/24', '172.20.1.7/32', '172.20.1.0/24'] as Cidr[];

describe('LpmIndex', () => {
  const index = new LpmIndex(
    rows.map((prefix, i) => ({ prefix, i })),
    (row) => row.prefix,
  );

  it('gives the longest prefix first and keeps the order of equal prefixes', () => {
    expect(index.matches(ipv4('172.20.1.7')).map((row) => row.i)).toEqual([3, 2, 4, 1, 0]);
  });

  it('leaves out what does not match', () => {
    expect(index.matches(ipv4('172.20.2.1')).map((row) => row.prefix)).toEqual(['172.20.0.0/16', '0.0.0.0/0']);
  });
});
