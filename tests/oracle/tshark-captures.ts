/**
 * Captures of many runs in one file, for tshark takes long to start. What it remembers goes on from run to run there;
 * ours must remember the same.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePcap } from '../../src/capture/pcap.ts';
import type { LinkType } from '../../src/capture/pcap-limits.ts';
import { captureOf } from '../../src/capture/tap.ts';
import { startTshark } from '../../src/capture/tshark/lines.ts';
import { framesOfFile } from '../../src/capture/tshark/read-file.ts';
import type { TsharkOptions } from '../../src/capture/tshark/options.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { decode } from '../../src/wire/decode.ts';

const SECOND = 1_000_000_000;
/** Between two captures of a file: longer than anything that tshark compares times for. */
const APART = 5 * SECOND;

/** Ports whose payloads we read as tshark does; all others that it knows are left out of the files. */
const READ_PORTS: ReadonlySet<string> = new Set(
  ['udp.port 53', 'udp.port 4789', 'udp.port 6081', 'tcp.port 53'].concat(
    [80, 1900, 2710, 2869, 3128, 3132, 5985, 8080, 8088, 11_371].map((port) => `tcp.port ${port}`),
  ),
);

let foreign: ReadonlySet<string> | undefined;

/**
 * Ports that mean some other protocol to the installed tshark. The kernel gives a packet any source port, so now and
 * then tshark reads one as such a protocol, where we see data.
 */
function foreignPorts(): ReadonlySet<string> {
  foreign ??= new Set(
    spawnSync('tshark', ['-G', 'decodes'], { encoding: 'utf8', maxBuffer: 1 << 26 })
      .stdout.split('\n')
      .map((line) => line.split('\t').slice(0, 2).join(' '))
      .filter((port) => /^(udp|tcp)\.port /.test(port) && !READ_PORTS.has(port)),
  );
  return foreign;
}

function isMisread(bytes: Uint8Array, linktype: LinkType): boolean {
  const ports = foreignPorts();
  return decode(bytes, linktype === 1 ? 'ethernet' : 'sll2').packet.some(
    (layer) =>
      (layer.kind === 'udp' || layer.kind === 'tcp') &&
      (ports.has(`${layer.kind}.port ${layer.srcPort}`) || ports.has(`${layer.kind}.port ${layer.dstPort}`)),
  );
}

/** Everything that these runs' taps saw, one tap after the other: each namespace's `any`, or each device. */
export function captureFile(traces: Iterable<Trace>, linktype: LinkType, nanos: boolean): Uint8Array {
  const packets: { readonly at: number; readonly bytes: Uint8Array }[] = [];
  let epochSeconds = 0;
  let start = 0;
  for (const trace of traces) {
    epochSeconds ||= trace.world.epoch.seconds;
    for (const { name, devices } of trace.world.netns.values()) {
      for (const device of linktype === 276 ? (['any'] as const) : devices) {
        const frames = captureOf(trace, { netns: name, device });
        for (const { at, bytes } of frames) if (!isMisread(bytes, linktype)) packets.push({ at: start + at, bytes });
        start += (frames.at(-1)?.at ?? 0) + APART;
      }
    }
  }
  return writePcap(packets, linktype, { epochSeconds, nanos });
}

/** What we print of a capture file. */
export function ourLines(file: Uint8Array, options: TsharkOptions, passes: 1 | 2 = 1): readonly string[] {
  const read = framesOfFile(file);
  if (!read.ok) throw new Error(`no capture: ${read.why}`);
  const first = startTshark({ ...options, digits: read.digits });
  if (passes === 2) for (const frame of read.frames) first.read(frame);
  const ours = passes === 1 ? first : startTshark({ ...options, digits: read.digits }, first.found);
  return [...ours.before(), ...read.frames.flatMap((frame) => ours.linesOf(frame)), ...ours.after()];
}

/** What `tshark -r <file> ...args` prints, in UTC and with nobody's profile; or its words on stderr when it fails. */
export async function tsharkLines(args: readonly string[], pcap: Uint8Array): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-tshark-'));
  try {
    const file = join(folder, 'input.pcap');
    writeFileSync(file, pcap);
    const env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, LC_ALL: 'C.UTF-8', TZ: 'UTC' };
    const child = spawn('tshark', ['-r', file, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
    const text = Buffer.concat(code === 0 ? chunks : errors).toString('utf8');
    const lines = text.endsWith('\n') ? text.slice(0, -1).split('\n') : text === '' ? [] : text.split('\n');
    return lines.filter((line) => !line.startsWith('Running as user "root"'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The first line that differs, or null. */
export function difference(
  ours: readonly string[],
  theirs: readonly string[],
): { readonly line: number; readonly ours: string | undefined; readonly theirs: string | undefined } | null {
  const length = Math.max(ours.length, theirs.length);
  for (let line = 0; line < length; line++)
    if (ours[line] !== theirs[line]) return { line: line + 1, ours: ours[line], theirs: theirs[line] };
  return null;
}
