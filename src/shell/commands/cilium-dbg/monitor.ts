import { interruptedLines, listeningLines } from '../../../capture/monitor/banner.ts';
import { startMonitor } from '../../../capture/monitor/monitor.ts';
import {
  isMessageType,
  parseEndpointId,
  unknownTypeText,
  type MessageType,
  type MonitorOptions,
} from '../../../capture/monitor/options.ts';
import type { EventId } from '../../../trace/events.ts';
import { write } from '../../process/stream.ts';
import { Signalled, until, type Task } from '../../process/task.ts';
import type { CobraCall, CobraFlags } from '../cobra/tree.ts';
import { nodeOf } from './map-rows.ts';

export const MONITOR_FLAGS = {
  from: {
    names: ['--from'],
    takes: '[]uint16',
    about: { en: 'Filter by source endpoint id', ko: '이 엔드포인트의 프로그램이 남긴 것만' },
  },
  to: {
    names: ['--to'],
    takes: '[]uint16',
    about: { en: 'Filter by destination endpoint id', ko: '이 엔드포인트로 가는 것만' },
  },
  related: {
    names: ['--related-to'],
    takes: '[]uint16',
    about: { en: 'Filter by either source or destination endpoint id', ko: '이 엔드포인트와 관계있는 것만' },
  },
  type: {
    names: ['-t', '--type'],
    takes: '[]string',
    about: {
      en: 'Filter by event types [agent capture debug drop l7 policy-verdict recorder trace trace-sock]',
      ko: '이 종류의 기록만',
    },
  },
  verbose: { names: ['-v', '--verbose'], about: { en: 'Enable verbose output', ko: '자세히(-vv는 더)' } },
  json: { names: ['-j', '--json'], about: { en: 'Enable json output. Shadows -v flag', ko: 'JSON으로' } },
  numeric: {
    names: ['-n', '--numeric'],
    about: { en: 'Display all security identities as numeric values', ko: '신원을 숫자로' },
  },
  hex: { names: ['--hex'], about: { en: 'Do not dissect, print payload in HEX', ko: '해석하지 않고 16진수로' } },
} satisfies CobraFlags;

type Read = { readonly ok: true; readonly options: MonitorOptions } | { readonly ok: false; readonly message: string };

function optionsOf({ flags }: CobraCall): Read {
  const types: MessageType[] = [];
  for (const name of flags.values('type').flatMap((text) => text.split(','))) {
    if (!isMessageType(name)) {
      const message = `invalid argument "${name}" for "-t, --type" flag: ${unknownTypeText(name)}`;
      return { ok: false, message };
    }
    types.push(name);
  }
  const ids: Record<'from' | 'to' | 'related', number[]> = { from: [], to: [], related: [] };
  for (const key of ['from', 'to', 'related'] as const) {
    for (const text of flags.values(key).flatMap((each) => each.split(','))) {
      const id = parseEndpointId(text);
      if (id === null) {
        const name = MONITOR_FLAGS[key].names[0] ?? '';
        return {
          ok: false,
          message: `invalid argument "${text}" for "${name}" flag: strconv.ParseUint: parsing "${text}": invalid syntax`,
        };
      }
      ids[key].push(id);
    }
  }
  const loud = flags.count('verbose');
  const verbosity = flags.has('json') ? 'json' : loud === 1 ? 'debug' : loud === 2 ? 'verbose' : 'info';
  const { from, to, related: relatedTo } = ids;
  return { ok: true, options: { types, from, to, relatedTo, verbosity, numeric: flags.has('numeric') } };
}

/** Prints what is new in the node's ring as it comes, until Ctrl-C. */
export function* monitor(call: CobraCall): Task {
  const { context } = call;
  const { io, machine } = context;
  const read = optionsOf(call);
  if (!read.ok) {
    yield* write(io.stderr, `Error: ${read.message}\n${/^Usage:[\s\S]*/m.exec(call.help)?.[0] ?? ''}\n`);
    return 1;
  }
  const { trace } = machine.lab;
  const running = startMonitor(nodeOf(context), read.options);
  yield* write(
    io.stderr,
    listeningLines()
      .map((line) => `${line}\n`)
      .join(''),
  );
  let seen = trace.events.length;
  try {
    for (;;) {
      yield* until(() => machine.lab.trace.events.length > seen);
      const from = machine.lab.trace.events[seen]?.id ?? (0 as EventId);
      seen = machine.lab.trace.events.length;
      for (const { event, stream, lines } of running.read(machine.lab.trace, from)) {
        context.shows({ kind: 'packets', events: [event] });
        yield* write(io[stream], lines.map((line) => `${line}\n`).join(''));
      }
    }
  } catch (error) {
    if (!(error instanceof Signalled) || error.signal !== 'INT') throw error;
    yield* write(
      io.stderr,
      interruptedLines()
        .map((line) => `${line}\n`)
        .join(''),
    );
    return 0;
  }
}
