import { writePcap } from '../../../capture/pcap.ts';
import type { LinkType } from '../../../capture/pcap-limits.ts';
import { seenIn } from '../../../capture/seen-in.ts';
import { closingLines, listeningLines, readingLines } from '../../../capture/tcpdump/banner.ts';
import { FILE, type Filter, parseFilter } from '../../../capture/tcpdump/filter.ts';
import { linkTypeOf, type TappedFrame, type TcpdumpFrame } from '../../../capture/tcpdump/frame.ts';
import { startTcpdump, type Tcpdump } from '../../../capture/tcpdump/lines.ts';
import { latin1Of } from '../../../base/bytes.ts';
import type { Command, Completion, Context } from '../../command.ts';
import { parseFlags } from '../../flags.ts';
import { MACHINES } from '../../hosts/host.ts';
import { absolute } from '../../process/files.ts';
import { write } from '../../process/stream.ts';
import { Signalled, type Task } from '../../process/task.ts';
import { libcOf } from '../../../lab/libc.ts';
import { addressesOfName, nameOfAddress } from '../capture/host-names.ts';
import { devicesOf, Listener, tapPoint } from '../capture/listen.ts';
import { openCapture } from '../capture/open-capture.ts';
import { type Flags, FLAGS, printerOptions } from './arguments.ts';
import { faultText, USAGE, VERSION } from './words.ts';

const SNAPLEN = 262_144;

/** tcpdump 4.99.4 with libpcap 1.10.4. */
function* run(context: Context): Task {
  const { argv, io } = context;
  const answer = parseFlags(FLAGS, argv.slice(1));
  if (!answer.ok) {
    const { flag, kind } = answer.problem;
    const what =
      kind === 'needs-value'
        ? 'option requires an argument'
        : flag.startsWith('--')
          ? 'unrecognized option'
          : 'invalid option';
    const shown = flag.startsWith('--') ? ` '${flag}'` : ` -- '${flag.slice(1)}'`;
    return yield* refuse(context, `tcpdump: ${what}${shown}\n${VERSION}${USAGE}`);
  }
  const flags = answer.parsed;
  if (flags.has('help') || flags.has('version')) {
    yield* write(io.stderr, VERSION + (flags.has('help') ? USAGE : ''));
    return 0;
  }
  if (flags.has('list')) return yield* listDevices(context);
  const count = flags.value('count');
  if (count !== null && !(/^\d+$/.test(count) && Number(count) > 0)) {
    return yield* refuse(context, `tcpdump: invalid packet count ${count}\n`);
  }
  const expression = [...flags.operands, ...(flags.rest ?? [])].join(' ');
  return flags.has('read') ? yield* readFile(context, flags, expression) : yield* listen(context, flags, expression);
}

function* refuse({ io }: Context, text: string): Task {
  yield* write(io.stderr, text);
  return 1;
}

function* listDevices(context: Context): Task {
  const devices = devicesOf(context.host.netns, context.machine);
  const names = devices.filter(({ loopback }) => !loopback).map(({ name }) => `${name} [Up, Running, Connected]`);
  const all = [
    ...names.slice(0, 1),
    'any (Pseudo-device that captures on all interfaces) [Up, Running]',
    'lo [Up, Running, Loopback]',
    ...names.slice(1),
  ];
  for (const [i, name] of all.entries()) yield* write(context.io.stdout, `${i + 1}.${name}\n`);
  return 0;
}

function filterOf(context: Context, expression: string, linktype: LinkType, live: boolean): Filter {
  const addressesOf = (name: string): ReturnType<typeof addressesOfName> => addressesOfName(context, name);
  return parseFilter(
    expression,
    live ? { linktype, source: 'live', netmask: 0, addressesOf } : { ...FILE, linktype, addressesOf },
  );
}

function printerOf(context: Context, flags: Flags): Tcpdump {
  const { offsetMinutes } = context.machine.world.epoch;
  return startTcpdump(
    printerOptions(flags, {
      utcOffsetMinutes: offsetMinutes,
      hostName: (ip) => nameOfAddress(context, ip),
      portNames: libcOf(context.machine.world, context.host.netns) === 'glibc',
    }),
  );
}

/** Prints frames or keeps them for a file. */
class Output {
  readonly frames: TcpdumpFrame[] = [];
  captured = 0;
  readonly #context: Context;
  readonly #flags: Flags;
  readonly #linktype: LinkType;
  readonly #printer: Tcpdump;
  readonly #file: string | null;

  constructor(context: Context, flags: Flags, linktype: LinkType) {
    this.#context = context;
    this.#flags = flags;
    this.#linktype = linktype;
    this.#printer = printerOf(context, flags);
    this.#file = flags.value('write');
  }

  *take(frame: TcpdumpFrame): Task<void> {
    this.captured += 1;
    if (this.#file !== null) {
      this.frames.push(frame);
      if (this.#flags.has('flush')) this.save();
    }
    if (this.#file !== null && !this.#flags.has('print')) return;
    const number = this.#flags.has('numbered') ? `${`${this.captured}`.padStart(5)}  ` : '';
    const lines = this.#printer.linesOf(frame);
    yield* write(this.#context.io.stdout, `${number}${lines.join('\n')}\n`);
  }

  /** Writes what was kept; says why it cannot. */
  save(): string | null {
    if (this.#file === null || this.#file === '-') return null;
    const { host, shell } = this.#context;
    const path = absolute(this.#file, shell.folder);
    const answer = host.files.write(path, this.bytes());
    return answer.ok ? null : `tcpdump: ${this.#file}: ${answer.error}\n`;
  }

  bytes(): Uint8Array {
    const first = this.frames[0]?.seconds ?? 0;
    const kept = Number(this.#flags.value('snaplen') ?? 0) || SNAPLEN;
    const packets = this.frames.map(({ seconds, nanos, bytes, length }) => ({
      at: (seconds - first) * 1_000_000_000 + nanos,
      bytes: bytes.subarray(0, kept),
      originalLength: length,
    }));
    return writePcap(packets, this.#linktype, { epochSeconds: first, nanos: false });
  }

  *end(): Task<void> {
    if (this.#file === '-') yield* write(this.#context.io.stdout, latin1Of(this.bytes()));
    else yield* write(this.#context.io.stderr, this.save() ?? '');
  }
}

function* listen(context: Context, flags: Flags, expression: string): Task {
  const { io } = context;
  const first = devicesOf(context.host.netns, context.machine).find(({ loopback }) => !loopback);
  const device = flags.value('device') ?? first?.name ?? 'any';
  const point = tapPoint(context, device);
  if (point === null)
    return yield* refuse(context, `tcpdump: ${device}: No such device exists\n(No such device exists)\n`);
  const linktype = linkTypeOf(point);
  const filter = filterOf(context, expression, linktype, true);
  if (!filter.ok) return yield* refuse(context, `tcpdump: ${filter.message}\n`);
  const output = new Output(context, flags, linktype);
  const problem = output.save();
  if (problem !== null) return yield* refuse(context, problem);
  if (point.device !== 'any') context.shows({ kind: 'device', device: point.device });
  const banner = { device, linktype, verbose: flags.count('verbose'), writes: flags.has('write') };
  yield* write(io.stderr, `${listeningLines(banner).join('\n')}\n`);
  const listener = new Listener(context, point, filter);
  const limit = Number(flags.value('count') ?? Infinity);
  const wanted = flags.value('direction');
  let broken: unknown = null;
  try {
    while (output.captured < limit) {
      const frame: TappedFrame = yield* listener.next();
      if ((wanted === 'in' && frame.tap === 'Out') || (wanted === 'out' && frame.tap !== 'Out')) continue;
      context.shows({ kind: 'packets', events: [frame.event] });
      yield* output.take(frame);
    }
  } catch (error) {
    if (!(error instanceof Signalled)) throw error;
    if (error.signal === 'KILL') throw error;
    if (error.signal === 'PIPE') broken = error;
  }
  yield* output.end();
  const { captured } = output;
  const text = closingLines({ captured, received: captured, dropped: 0 }).join('\n');
  yield* write(io.stderr, broken === null ? `${text}\n` : 'tcpdump: Unable to write output: Broken pipe\n');
  return broken === null ? 0 : 1;
}

function* readFile(context: Context, flags: Flags, expression: string): Task {
  const { host, io, machine, shell } = context;
  const name = flags.value('read') ?? '';
  const opened = openCapture(host, machine.world, shell.folder, name);
  if (!opened.ok)
    return yield* refuse(
      context,
      `tcpdump: ${opened.fault === null ? `${name}: ${opened.error}` : faultText(opened.fault)}\n`,
    );
  const { linktype, frames } = opened.capture;
  yield* write(io.stderr, `${readingLines(name, linktype, SNAPLEN).join('\n')}\n`);
  const filter = filterOf(context, expression, linktype, false);
  if (!filter.ok) return yield* refuse(context, `tcpdump: ${filter.message}\n`);
  const output = new Output(context, flags, linktype);
  const limit = Number(flags.value('count') ?? Infinity);
  const seen = seenIn(machine.lab.trace, frames, host.netns);
  for (const [i, frame] of frames.entries()) {
    if (output.captured >= limit) break;
    if (!filter.takes(frame)) continue;
    const event = seen[i] ?? null;
    if (event !== null) context.shows({ kind: 'packets', events: [event] });
    yield* output.take(frame);
  }
  yield* output.end();
  return 0;
}

/** Devices after -i, words of the filter language elsewhere. */
function complete({ host, machine, words }: Completion): readonly string[] {
  if (/^-\w*i$/.test(words.at(-1) ?? '')) return ['any', ...devicesOf(host.netns, machine).map(({ name }) => name)];
  return ['host', 'net', 'port', 'src', 'dst', 'and', 'or', 'not', 'icmp', 'arp', 'tcp', 'udp'];
}

export const tcpdump: Command = {
  name: 'tcpdump',
  topic: 'capture',
  on: [...MACHINES, 'client'],
  about: { en: 'prints the packets that pass a device', ko: '장치를 지나는 패킷을 출력한다' },
  flags: FLAGS,
  run,
  complete,
};
