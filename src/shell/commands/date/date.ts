import type { Command } from '../../command.ts';
import type { FlagTable } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import { flagged } from '../flagged.ts';
import { clockText } from './clock-text.ts';

const FLAGS = {
  utc: { names: ['-u', '--utc'], about: { en: 'in UTC', ko: 'UTC로' } },
  iso: { names: ['-I'], about: { en: 'ISO 8601: the date', ko: 'ISO 8601 날짜' } },
  isoWith: {
    names: ['--iso-8601'],
    takes: 'FMT',
    about: { en: 'ISO 8601: date, hours, minutes, seconds or ns', ko: 'ISO 8601: date, hours, minutes, seconds, ns' },
  },
  rfc: { names: ['-R', '--rfc-email'], about: { en: 'as in mails', ko: '메일 형식' } },
} satisfies FlagTable;

/** Minutes from UTC that have a name of their own in the labs of the study. */
const ZONES: Readonly<Record<number, string>> = { 0: 'UTC', 540: 'KST' };

/** date of coreutils 9.4, on the lab's clock. */
export const date: Command = {
  name: 'date',
  topic: 'shell',
  on: SHELLS,
  about: { en: "the lab's clock", ko: '랩의 시계를 출력한다' },
  flags: FLAGS,
  *run(context) {
    const { io, machine } = context;
    const parsed = yield* flagged(context, FLAGS);
    if (parsed === null) return 1;
    const offsetMinutes = parsed.has('utc') ? 0 : machine.world.epoch.offsetMinutes;
    const moment = { seconds: machine.clock(), offsetMinutes, zone: ZONES[offsetMinutes] ?? null };
    const [format] = parsed.operands;
    if (format !== undefined && !format.startsWith('+')) {
      yield* write(io.stderr, `date: invalid date ‘${format}’\n`);
      return 1;
    }
    const iso = clockText(moment, '%FT%T%z').replace(/(\d\d)$/, ':$1');
    const text =
      format !== undefined
        ? clockText(moment, format.slice(1))
        : parsed.has('iso') || parsed.value('isoWith') === 'date'
          ? clockText(moment, '%F')
          : parsed.has('isoWith')
            ? iso
            : clockText(moment, parsed.has('rfc') ? '%a, %d %b %Y %T %z' : '%a %b %e %I:%M:%S %p %Z %Y');
    yield* write(io.stdout, `${text}\n`);
    return 0;
  },
};
