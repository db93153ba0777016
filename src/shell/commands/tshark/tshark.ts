import { FILE, parseFilter } from '../../../capture/tcpdump/filter.ts';
import { linkTypeOf, type TcpdumpFrame } from '../../../capture/tcpdump/frame.ts';
import { startTshark } from '../../../capture/tshark/lines.ts';
import type { Command, Completion, Context } from '../../command.ts';
import { parseFlags } from '../../flags.ts';
import { MACHINES } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import { Signalled, type Task } from '../../process/task.ts';
import { addressesOfName } from '../capture/host-names.ts';
import { devicesOf, Listener, tapPoint } from '../capture/listen.ts';
import { openCapture } from '../capture/open-capture.ts';
import { FLAGS, optionsOf } from './arguments.ts';

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
  if (flags.has('write'))
    return yield* refuse('tshark: -w is not supported in this lab: tcpdump -w writes captures\n', 1);
  const { offsetMinutes } = machine.world.epoch;
  const read = optionsOf(flags, {
    utcOffsetMinutes: offsetMinutes,
    zone: offsetMinutes === 0 ? 'UTC' : offsetMinutes === 540 ? 'KST' : '',
  });
  if (!read.ok) return yield* refuse(read.lines.map((line) => `${line}\n`).join(''), read.code);
  yield* write(io.stderr, read.warnings.map((line) => `${line}\n`).join(''));
  const tshark = startTshark(read.options);
  const print = function* (frame: TcpdumpFrame): Task<void> {
    for (const line of tshark.linesOf(frame)) yield* write(io.stdout, `${line}\n`);
  };
  const name = flags.value('read');
  if (name === null)
    return yield* listen(context, flags.value('device'), flags.value('capture') ?? '', read.options.count, print);
  const opened = openCapture(host, machine.world, shell.folder, name);
  if (!opened.ok) {
    const text =
      opened.fault === null && opened.error === 'No such file or directory'
        ? `The file "${name}" doesn't exist.`
        : `The file "${name}" isn't a capture file in a format TShark understands.`;
    return yield* refuse(`tshark: ${text}\n`, 2);
  }
  for (const line of tshark.before()) yield* write(io.stdout, `${line}\n`);
  for (const frame of opened.capture.frames) yield* print(frame);
  return 0;
}

function* listen(
  context: Context,
  named: string | null,
  expression: string,
  count: number | null,
  print: (frame: TcpdumpFrame) => Task<void>,
): Task {
  const { host, io, machine } = context;
  const device = named ?? devicesOf(host.netns, machine).find(({ loopback }) => !loopback)?.name ?? 'any';
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
  let captured = 0;
  try {
    while (count === null || captured < count) {
      const frame = yield* listener.next();
      captured += 1;
      yield* print(frame);
    }
  } catch (error) {
    if (!(error instanceof Signalled) || error.signal === 'KILL') throw error;
  }
  yield* write(io.stderr, `${captured} packet${captured === 1 ? '' : 's'} captured\n`);
  return 0;
}

function complete({ host, machine, words }: Completion): readonly string[] {
  const last = words.at(-1) ?? '';
  if (last === '-i') return ['any', ...devicesOf(host.netns, machine).map(({ name }) => name)];
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
    const answer = parseFlags(FLAGS, context.argv.slice(1));
    const name = answer.ok ? answer.parsed.value('read') : null;
    if (name === null) {
      yield* write(context.io.stderr, 'termshark: in this lab a file is opened: termshark -r FILE\n');
      return 1;
    }
    context.shows({ kind: 'capture', host: context.host.name, path: name });
    return yield* run({ ...context, argv: ['tshark', ...context.argv.slice(1)] });
  },
  complete,
};
