/**
 * tcpdump 4.99 as a judge from outside: it prints what we captured, and we compare line by line.
 * Where it is not installed its tests are skipped, and say so in their names; in CI they fail instead.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { readPcap, writePcap } from '../../src/capture/pcap.ts';
import type { LinkType } from '../../src/capture/pcap-limits.ts';
import type { TcpdumpFrame } from '../../src/capture/tcpdump/frame.ts';
import { DEFAULTS, NUMERIC, type TcpdumpOptions } from '../../src/capture/tcpdump/options.ts';
import { SLL2 } from '../../src/wire/sll2.ts';
import { rawOf } from '../../src/wire/slot.ts';

/**
 * The lab's Ubuntu 24.04 has 4.99.4 and Debian 12 has 4.99.3, which print the same. From 4.99.5 on cut packets read
 * otherwise, and 4.99.6 has forgotten OTV.
 */
const RIGHT_VERSION = /^4\.99\.[34]$/;

let version: string | null | undefined;

/** The installed tcpdump's version, or null. */
function installed(): string | null {
  if (version === undefined) {
    const { stdout, stderr } = spawnSync('tcpdump', ['--version'], { encoding: 'utf8' });
    version = /^tcpdump version (\S+)/m.exec(`${stdout ?? ''}${stderr ?? ''}`)?.[1] ?? null;
  }
  return version;
}

/** Ports get names from /etc/services, which Debian's package netbase brings. */
export const hasServices = (): boolean =>
  existsSync('/etc/services') && /^http\s+80\/tcp/m.test(readFileSync('/etc/services', 'utf8'));

/**
 * `describe` for tests that ask tcpdump. `needs` is whether something else is there too. In CI nothing may be absent;
 * another version of tcpdump is no fault of ours, but never goes unsaid.
 */
export function describeTcpdump(name: string, body: () => void, needs: () => boolean = () => true): void {
  const found = installed();
  const complete = found !== null && needs();
  if (complete && RIGHT_VERSION.test(found)) describe(name, body);
  else if (!complete && process.env['CI'] === 'true') {
    test(name, () => {
      throw new Error('CI must have tcpdump and /etc/services: apt-get install tcpdump netbase');
    });
  } else {
    const lacking = found === null ? 'tcpdump is not installed' : '/etc/services is not installed';
    const reason = complete ? `tcpdump ${found} is not 4.99.3 or 4.99.4` : lacking;
    // oxlint-disable-next-line vitest/no-disabled-tests -- this machine has nobody to ask; CI fails instead
    describe.skip(`${name} [skipped: ${reason}]`, body);
  }
}

/** What `tcpdump -r <file> ...args` writes to stdout, as it is. */
function run(args: readonly string[], pcap: Uint8Array): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-tcpdump-'));
  try {
    const file = join(folder, 'input.pcap');
    writeFileSync(file, pcap);
    return execFileSync('tcpdump', ['-r', file, ...args], {
      // The clock of a lab in UTC, no long wait for a name server that is not there.
      env: { ...process.env, TZ: 'UTC', LC_ALL: 'C', RES_OPTIONS: 'timeout:1 attempts:1' },
      maxBuffer: 512 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The lines that tcpdump prints. Bytes that are no ASCII are told apart but not decoded. */
export function tcpdumpSays(args: readonly string[], pcap: Uint8Array): readonly string[] {
  return run(args, pcap).toString('latin1').split('\n').slice(0, -1);
}

/**
 * Which frames a filter takes, by their times, which are their positions; or what tcpdump says against it. `-O` among
 * the arguments keeps libpcap from optimising, which would drop reads whose outcome changes nothing but that they
 * reach behind the end of a short frame.
 */
export function tcpdumpTakes(
  expression: string,
  pcap: Uint8Array,
  args: readonly string[] = [],
): readonly number[] | string {
  try {
    const taken = readPcap(new Uint8Array(run([...args, '--time-stamp-precision=nano', '-w', '-', expression], pcap)));
    if (!taken.ok) throw new Error(`tcpdump -w wrote no capture: ${taken.why}`);
    return taken.packets.map(({ at }) => (taken.epochSeconds - FIRST_SECOND) * 1_000_000_000 + at);
  } catch (error) {
    const stderr = (error as { readonly stderr?: Buffer }).stderr?.toString('utf8') ?? '';
    const said = /^tcpdump: (.*)$/m.exec(stderr)?.[1];
    if (said === undefined) throw error;
    return said;
  }
}

let readerNames: ReadonlyMap<number, string> | undefined;

/** tcpdump -r calls interfaces as the reading machine does ("Warning: interface names might be incorrect"). */
function interfaceName(ifindex: number): string {
  readerNames ??= new Map(
    readdirSync('/sys/class/net').flatMap((name) => {
      const path = `/sys/class/net/${name}/ifindex`;
      return existsSync(path) ? [[Number(readFileSync(path, 'utf8')), name] as const] : [];
    }),
  );
  return readerNames.get(ifindex) ?? '?';
}

/** The frames of a capture file as `tcpdump -r` sees them on this machine. */
export function framesIn(pcap: Uint8Array): readonly TcpdumpFrame[] {
  const read = readPcap(pcap);
  if (!read.ok) throw new Error(`no capture: ${read.why}`);
  return read.packets.map(({ at, bytes, originalLength }) => ({
    linktype: read.linktype,
    seconds: read.epochSeconds + Math.floor(at / 1_000_000_000),
    nanos: at % 1_000_000_000,
    bytes,
    length: originalLength,
    device: read.linktype === 276 ? interfaceName(rawOf(SLL2.slot.ifindex, bytes, 0)) : '',
    tap: null,
  }));
}

/** Not zero, which tcpdump -ttt takes for no time at all. */
const FIRST_SECOND = 1;

/** A capture file of these frames in which time is the position, in nanoseconds. */
export function numberedPcap(
  frames: readonly { readonly bytes: Uint8Array; readonly originalLength?: number }[],
  linktype: LinkType,
): Uint8Array {
  const packets = frames.map((frame, at) => ({ ...frame, at }));
  return writePcap(packets, linktype, { epochSeconds: FIRST_SECOND, nanos: true });
}

/** Command lines and what they mean, every option among them. */
export const FORMS: readonly (readonly [args: string, options: TcpdumpOptions])[] = [
  ['-nn', NUMERIC],
  ['-nn -e -v', { ...NUMERIC, link: true, verbose: 1 }],
  ['-nn -X', { ...NUMERIC, dump: 'text' }],
  ['-nn -A', { ...NUMERIC, dump: 'ascii' }],
  ['-n -vv -S', { ...NUMERIC, verbose: 2, absolute: true }],
  ['-nn -vvv -xx -tttt', { ...NUMERIC, verbose: 3, dump: 'hex-link', time: 'date' }],
  ['-nn -q -e -t', { ...NUMERIC, quiet: true, link: true, time: 'none' }],
  ['-nn -q -x -ttt', { ...NUMERIC, quiet: true, dump: 'hex', time: 'delta' }],
  ['-nn -XX -tt', { ...NUMERIC, dump: 'text-link', time: 'unix' }],
  ['-nn -v -AA -ttttt', { ...NUMERIC, verbose: 1, dump: 'ascii-link', time: 'since-first' }],
  ['-nn -c 3', { ...NUMERIC, count: 3 }],
];

/** Without -n: names of ports, protocols and vendors. Hosts have no names here. */
export const NAMED_FORMS: typeof FORMS = [
  ['-e', { ...DEFAULTS, link: true }],
  ['-vv', { ...DEFAULTS, verbose: 2 }],
];
