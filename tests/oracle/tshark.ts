/**
 * tshark as a judge from outside: it reads what we wrote, and we compare.
 * Where it is not installed its tests are skipped, and say so in their names; in CI they fail instead.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'vitest';

/** 8472 is what Cilium uses for VXLAN; tshark knows it as another protocol unless told. */
export const DECODE_AS = ['-d', 'udp.port==8472,vxlan', '-d', 'udp.port==6081,geneve'];

let found: boolean | undefined;

export function hasTshark(): boolean {
  found ??= spawnSync('tshark', ['--version'], { stdio: 'ignore' }).status === 0;
  return found;
}

/** What `tshark -r <input> ...args` prints. `input` is a capture file, pcap or pcapng. */
export function tshark(args: readonly string[], input: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-tshark-'));
  try {
    const file = join(folder, 'input.pcap');
    writeFileSync(file, input);
    // No reader's own profile, no name look-ups: the same words everywhere.
    return execFileSync('tshark', ['-r', file, '-n', ...args], {
      encoding: 'utf8',
      env: { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, LC_ALL: 'C.UTF-8', TZ: 'UTC' },
      maxBuffer: 256 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `describe` for tests that ask tshark. */
export function describeTshark(name: string, body: () => void): void {
  if (hasTshark()) describe(name, body);
  else if (process.env['CI'] === 'true') {
    test(name, () => {
      throw new Error('CI must have tshark: apt-get install tshark');
    });
  } else {
    // oxlint-disable-next-line vitest/no-disabled-tests -- this machine has nobody to ask; CI fails instead
    describe.skip(`${name} [skipped: tshark is not installed]`, body);
  }
}
