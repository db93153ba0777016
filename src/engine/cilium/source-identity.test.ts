import { describe, expect, it } from 'vitest';
import { CTR, device, IP } from '../../../tests/support/program-bench.ts';
import type { Identity } from '../../lab/names.ts';
import { ipv4 } from '../../wire/address.ts';
import type { HookContext } from '../datapath.ts';
import { MARK, markIdentity, markOverlay } from './mark.ts';
import { inheritIdentity, resolveSource } from './source-identity.ts';

const ctx = (about: { readonly mark?: number; readonly hasIngress?: boolean; readonly ipcache?: number | null }) =>
  ({
    mark: about.mark ?? 0,
    hasIngress: about.hasIngress ?? true,
    device: { id: device(CTR, 'eth1') },
    ipcache: () => (about.ipcache === null ? null : { identity: about.ipcache ?? 0 }),
  }) as unknown as HookContext;

describe('inheritIdentity', () => {
  it.each([
    ['an identity mark', { mark: markIdentity(27143 as Identity) }, 27143],
    ['a host mark', { mark: MARK.host }, 1],
    ['no mark, came in by a device', {}, 2],
    ['no mark, made here', { hasIngress: false }, 1],
    ['the mark of NAT', { mark: MARK.snatDone }, 2],
  ] as const)('%s', (_, about, identity) => {
    expect(inheritIdentity(ctx(about))).toBe(identity);
  });
});

describe('resolveSource', () => {
  it.each([
    ['a pod’s own identity stays', 27143, 16202, 27143],
    ['unknown is looked up', 0, 16202, 16202],
    ['world is looked up', 2, 16202, 16202],
    ['a remote node is looked up', 6, 16202, 16202],
    ['unless ipcache says host', 2, 1, 2],
    ['nobody knows it', 0, null, 0],
    ['health is not', 4, 16202, 4],
  ] as const)('%s', (_, known, ipcache, expected) => {
    expect(resolveSource(ctx({ ipcache }), ipv4(IP.client), known as Identity)).toBe(expected);
  });
});

describe('marks', () => {
  it('hold the low 16 bits of the identity above the magic, and stay unsigned', () => {
    expect(markIdentity(27143 as Identity)).toBe(0x6a070f00);
    expect(markOverlay(65535 as Identity)).toBe(0xffff0400);
    expect(markIdentity(0x1_6a07 as Identity)).toBe(0x6a070f00);
  });
});
