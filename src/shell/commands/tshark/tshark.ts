import { FILE, parseFilter } from '../../../capture/tcpdump/filter.ts';
import { linkTypeOf } from '../../../capture/tcpdump/frame.ts';
import { seenIn } from '../../../capture/seen-in.ts';
import { startTshark } from '../../../capture/tshark/lines.ts';
import type { TsharkOptions } from '../../../capture/tshark/options.ts';
import { framesOfFile } from '../../../capture/tshark/read-file.ts';
import { STATISTICS } from '../../../capture/tshark/statistics/parse-statistic.ts';
import type { Command, Completion, Context } from '../../command.ts';
import { parseFlags } from '../../flags.ts';
import { MACHINES } from '../../hosts/host.ts';
import type { Machine } from '../../machine.ts';
import { absolute, bytesOf } from '../../process/files.ts';
import { write } from '../../process/stream.ts';
import { Signalled, type Task } from '../../process/task.ts';
import { addressesOfName } from '../capture/host-names.ts';
import { devicesOf, Listener, tapPoint } from '../capture/listen.ts';
import { openCapture } from '../capture/open-capture.ts';
import { type Flags, FLAGS, optionsOf } from './arguments.ts';
import { listedPackets } from './listed-packets.ts';
import { Output, type Target, writeFault } from './output.ts';

const ROOT = 'Running as user "root" and group "root". This could be dangerous.\n';
const VERSION = 'TShark (Wireshark) 4.2.2 (Git v4.2.2 packaged as 4.2.2-1.1build3).\n';

/** tshark 4.2 in its words; what it makes of packets is judged by 4.0 (src/capture/tshark). */
function* run(context: Context): Task {
  const { argv, host, io, machine, shell } = context;
  const answer = parseFlags(FLAGS, argv.slice(1));
  const refuse = function* (text: string, code: number): Task {
    yield* write(io.stderr, text);
    return code;
  };
  if (!answer.ok) {
    const { flag, kind } = answer.problem;
    const what = kind === 'needs-value' ? 'option requires an argument' : 'invalid option';
    return yield* refuse(`tshark: ${what} -- '${flag.replace(/^-+/, '')}'\n`, 1);
  }
  const flags = answer.parsed;
  if (flags.has('version')) {
    yield* write(io.stdout, VERSION);
    return 0;
  }
  yield* write(io.stderr, ROOT);
  if (flags.has('list')) {
    const names = devicesOf(host.netns, machine).map(({ name }) => name);
    for (const [i, name] of [...names, 'any'].entries()) yield* write(io.stdout, `${i + 1}. ${name}\n`);
    return 0;
  }
  if (flags.has('twice') && !flags.has('read')) {
    return yield* refuse('tshark: Live captures do not support two-pass analysis.\n', 1);
  }
  if (flags.has('twice') && (flags.has('tree') || flags.has('format'))) {
    return yield* refuse('tshark: -2 is not supported in this lab with -V and -T: only the table looks ahead\n', 1);
  }
  const kind = flags.value('kind') ?? 'pcapng';
  if (kind !== 'pcapng' && kind !== 'pcap') {
    const kinds = '    pcap - Wireshark/tcpdump/... - pcap\n    pcapng - Wireshark/... - pcapng\n';
    const text = `tshark: "${kind}" isn't a valid capture file type\n`;
    return yield* refuse(`${text}tshark: The available capture file types for the "-F" flag are:\n${kinds}`, 2);
  }
  const file = flags.value('write');
  const target = file === null ? null : ({ name: file, kind } as const);
  const read = optionsOf(flags, clockOf(machine));
  if (!read.ok) return yield* refuse(read.lines.map((line) => `${line}\n`).join(''), read.code);
  yield* write(io.stderr, read.warnings.map((line) => `${line}\n`).join(''));
  const fault = target === null ? null : writeFault(context, target);
  if (fault !== null) return yield* refuse(fault, 2);
  const name = flags.value('read');
  if (name === null) return yield* listen(context, flags, read.options, target);
  const path = absolute(name, shell.folder);
  if (host.files.isFolder(path)) return yield* refuse(`tshark: "${name}" is a directory (folder), not a file.\n`, 2);
  const content = host.files.read(path);
  if (content === null) return yield* refuse(`tshark: The file "${name}" doesn't exist.\n`, 2);
  const opened = framesOfFile(bytesOf(content));
  if (!opened.ok) {
    return yield* refuse(`tshark: The file "${name}" isn't a capture file in a format TShark understands.\n`, 2);
  }
  const options = { ...read.options, digits: opened.digits };
  const first = startTshark({ ...options, statistics: [] });
  if (flags.has('twice')) for (const frame of opened.frames) first.read(frame);
  const tshark = startTshark(options, flags.has('twice') ? first.found : null);
  for (const line of tshark.before()) yield* write(io.stdout, `${line}\n`);
  const output = new Output(context, tshark, target, opened.taps);
  const seen = seenIn(machine.lab.trace, opened.frames, host.netns);
  for (const [i, frame] of opened.frames.entries()) yield* output.take(frame, seen[i] ?? null);
  yield* output.end();
  return 0;
}

function clockOf({ world }: Machine): Parameters<typeof optionsOf>[1] {
  const { offsetMinutes } = world.epoch;
  return {
    utcOffsetMinutes: offsetMinutes,
    zone: offsetMinutes === 0 ? 'UTC' : offsetMinutes === 540 ? 'KST' : '',
  };
}

function* listen(context: Context, flags: Flags, options: TsharkOptions, target: Target | null): Task {
  const { host, io, machine } = context;
  const expression = flags.value('capture') ?? '';
  const device =
    flags.value('device') ?? devicesOf(host.netns, machine).find(({ loopback }) => !loopback)?.name ?? 'any';
  yield* write(io.stderr, `Capturing on '${device}'\n`);
  const point = tapPoint(context, device);
  if (point === null) {
    yield* write(io.stderr, `tshark: There is no device named "${device}".\n(No such device exists)\n\n`);
    return 1;
  }
  const addressesOf = (name: string): ReturnType<typeof addressesOfName> => addressesOfName(context, name);
  const filter = parseFilter(expression, { ...FILE, linktype: linkTypeOf(point), source: 'live', addressesOf });
  if (!filter.ok) {
    yield* write(
      io.stderr,
      `tshark: Invalid capture filter "${expression}" for interface '${device}'.\n\nThat string isn't a valid capture filter (${filter.message.replace(/^can't parse filter expression: /, '')}).\n`,
    );
    return 2;
  }
  if (point.device !== 'any') context.shows({ kind: 'device', device: point.device });
  const listener = new Listener(context, point, filter);
  // A capture of its own counts nanoseconds and names the interface (dumpcap.c).
  const tap = { name: device, linktype: linkTypeOf(point) };
  const tshark = startTshark({ ...options, digits: 9 });
  for (const line of tshark.before()) yield* write(io.stdout, `${line}\n`);
  const output = new Output(context, tshark, target, [tap]);
  try {
    while (options.count === null || output.captured < options.count) {
      const frame = yield* listener.next();
      yield* output.take({ ...frame, on: { id: 0, name: device } }, frame.event);
    }
  } catch (error) {
    if (!(error instanceof Signalled) || error.signal === 'KILL') throw error;
  }
  yield* output.end();
  const { captured } = output;
  yield* write(io.stderr, `${captured} packet${captured === 1 ? '' : 's'} captured\n`);
  return 0;
}

function complete({ host, machine, words }: Completion): readonly string[] {
  const last = words.at(-1) ?? '';
  if (last === '-i') return ['any', ...devicesOf(host.netns, machine).map(({ name }) => name)];
  if (last === '-z') return STATISTICS;
  if (last === '-d') return ['udp.port==8472,vxlan', 'udp.port==6081,geneve'];
  return [];
}

const about = { en: 'prints packets as Wireshark sees them', ko: 'Wireshark가 보는 대로 패킷을 출력한다' };
export const tshark: Command = {
  name: 'tshark',
  topic: 'capture',
  on: [...MACHINES, 'client'],
  about,
  flags: FLAGS,
  run,
  complete,
};

/** termshark opens the page's own inspector on the file; where there is none it prints what tshark prints. */
export const termshark: Command = {
  name: 'termshark',
  topic: 'capture',
  on: MACHINES,
  about: { en: 'opens a capture in the packet inspector', ko: '캡처를 패킷 인스펙터에서 연다' },
  flags: FLAGS,
  *run(context) {
    const { argv, host, machine, shell } = context;
    const answer = parseFlags(FLAGS, argv.slice(1));
    const name = answer.ok ? answer.parsed.value('read') : null;
    if (!answer.ok || name === null) {
      yield* write(context.io.stderr, 'termshark: in this lab a file is opened: termshark -r FILE\n');
      return 1;
    }
    const read = optionsOf(answer.parsed, clockOf(machine));
    const opened = openCapture(host, machine.world, shell.folder, name);
    if (read.ok && opened.ok) {
      const packets = listedPackets(machine.lab.trace, opened.capture, host.netns, read.options);
      context.shows({ kind: 'capture', host: host.name, path: absolute(name, shell.folder), packets });
    }
    return yield* run({ ...context, argv: ['tshark', ...context.argv.slice(1)] });
  },
  complete,
};
