import type { Nanos } from '../../lab/names.ts';
import type { World } from '../../lab/world.ts';
import { civilOf, nineDigits } from '../monitor/civil-time.ts';

/** What --time-format takes, in the order of its help (hubble/pkg/time FormatNames). */
export const TIME_FORMATS = [
  'YearMonthDay',
  'YearMonthDayHour',
  'YearMonthDayHourMinute',
  'StampMilli',
  'RFC3339',
  'RFC3339Milli',
  'RFC3339Micro',
  'RFC3339Nano',
  'RFC1123Z',
] as const;
export type TimeFormat = (typeof TIME_FORMATS)[number];

/** Names in any case; whatever is not known is StampMilli (hubble/pkg/time FormatNameToLayout). */
export function timeFormatOf(name: string): TimeFormat {
  const wanted = name.toLowerCase();
  return TIME_FORMATS.find((each) => each.toLowerCase() === wanted) ?? 'StampMilli';
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = ['Thu', 'Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed'];
const DAY = 86_400;

/** A moment of the lab as Hubble's client prints it: in UTC, whatever the clock of the lab shows. */
export function timeText(world: World, at: Nanos, format: TimeFormat): string {
  const { date, clock, nanos, seconds } = civilOf(world, at);
  const [year = '', month = '', day = ''] = date.split('-');
  const name = MONTHS[Number(month) - 1] ?? '';
  switch (format) {
    case 'StampMilli':
      return `${name} ${`${Number(day)}`.padStart(2)} ${clock}.${nineDigits(nanos).slice(0, 3)}`;
    case 'YearMonthDay':
      return date;
    case 'YearMonthDayHour':
      return `${date}T${clock.slice(0, 2)}Z`;
    case 'YearMonthDayHourMinute':
      return `${date}T${clock.slice(0, 5)}Z`;
    case 'RFC3339':
      return `${date}T${clock}Z`;
    case 'RFC3339Milli':
      return `${date}T${clock}${fraction(nanos, 3)}Z`;
    case 'RFC3339Micro':
      return `${date}T${clock}${fraction(nanos, 6)}Z`;
    case 'RFC3339Nano':
      return `${date}T${clock}${fraction(nanos, 9)}Z`;
    case 'RFC1123Z': {
      const weekday = DAYS[((Math.floor(seconds / DAY) % 7) + 7) % 7] ?? '';
      return `${weekday}, ${day} ${name} ${year} ${clock} +0000`;
    }
  }
}

/** Go's layout '.999': no zeros at the end, and no point when nothing is left. */
function fraction(nanos: number, digits: number): string {
  const text = nineDigits(nanos).slice(0, digits).replace(/0+$/, '');
  return text === '' ? '' : `.${text}`;
}

/** google.protobuf.Timestamp as JSON: none, three, six or nine digits. */
export function protoTime(world: World, at: Nanos): string {
  const { date, clock, nanos } = civilOf(world, at);
  const text = nineDigits(nanos);
  const digits = nanos === 0 ? 0 : nanos % 1_000_000 === 0 ? 3 : nanos % 1000 === 0 ? 6 : 9;
  return `${date}T${clock}${digits === 0 ? '' : `.${text.slice(0, digits)}`}Z`;
}
