import { secondsText } from './value-text.ts';

/** -t: relative, absolute, absolute with date, delta, delta displayed, epoch, and the first three in UTC. */
export type TimeFormat = 'r' | 'a' | 'ad' | 'adoy' | 'd' | 'dd' | 'e' | 'u' | 'ud' | 'udoy';

/** The clock of the machine that reads. */
interface Zone {
  readonly utcOffsetMinutes: number;
  /** Its name, as after a date. */
  readonly zone: string;
}

interface ColumnStyle {
  readonly time: TimeFormat;
  readonly digits: 6 | 9;
  readonly utcOffsetMinutes: number;
}

const BILLION = 1_000_000_000n;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const DAY = 86_400;

interface Calendar {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 1 is the first of January. */
  readonly dayOfYear: number;
  readonly clock: string;
}

const two = (n: number): string => `${n}`.padStart(2, '0');

/** The Gregorian calendar (Howard Hinnant, civil_from_days). */
function calendarOf(seconds: number): Calendar {
  const sinceEpoch = Math.floor(seconds / DAY);
  const days = sinceEpoch + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const fromMarch = month > 2 ? dayOfYear + 60 + (leap ? 1 : 0) : dayOfYear - 305;
  const left = seconds - sinceEpoch * DAY;
  return {
    year,
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
    dayOfYear: fromMarch,
    clock: `${two(Math.floor(left / 3600))}:${two(Math.floor(left / 60) % 60)}:${two(left % 60)}`,
  };
}

function parts(time: bigint, offsetMinutes: number): { readonly calendar: Calendar; readonly fraction: string } {
  const seconds = Number(time / BILLION);
  return { calendar: calendarOf(seconds + offsetMinutes * 60), fraction: `${time % BILLION}`.padStart(9, '0') };
}

/** 'Nov 21, 2026 00:10:28.901962000 UTC' (to_str.c abs_time_to_str). */
export function dateText(time: bigint, { utcOffsetMinutes, zone }: Zone): string {
  const { calendar, fraction } = parts(time, utcOffsetMinutes);
  const month = MONTHS[calendar.month - 1] ?? '';
  return `${month} ${`${calendar.day}`.padStart(2)}, ${calendar.year} ${calendar.clock}.${fraction} ${zone}`;
}

/** Moments that a time in the table counts from. */
export interface References {
  readonly first: bigint;
  readonly previous: bigint;
  readonly shown: bigint;
}

/** The time in the table (column-utils.c set_time_seconds and the others), with the capture file's digits. */
export function columnTime(
  time: bigint,
  { first, previous, shown }: References,
  { time: format, digits, utcOffsetMinutes }: ColumnStyle,
): string {
  const cut = (text: string): string => text.slice(0, text.length - (9 - digits));
  const clockAt = (offset: number): string => {
    const { calendar, fraction } = parts(time, offset);
    return cut(`${calendar.clock}.${fraction}`);
  };
  const dayAt = (offset: number): string => {
    const { year, month, day } = parts(time, offset).calendar;
    return `${year}-${two(month)}-${two(day)}`;
  };
  const dayOfYearAt = (offset: number): string => {
    const { year, dayOfYear } = parts(time, offset).calendar;
    return `${year}/${`${dayOfYear}`.padStart(3, '0')}`;
  };
  switch (format) {
    case 'r':
      return cut(secondsText(time - first));
    case 'd':
      return cut(secondsText(time - previous));
    case 'dd':
      return cut(secondsText(time - shown));
    case 'e':
      return cut(secondsText(time));
    case 'a':
      return clockAt(utcOffsetMinutes);
    case 'ad':
      return `${dayAt(utcOffsetMinutes)} ${clockAt(utcOffsetMinutes)}`;
    case 'adoy':
      return `${dayOfYearAt(utcOffsetMinutes)} ${clockAt(utcOffsetMinutes)}`;
    case 'u':
      return clockAt(0);
    case 'ud':
      return `${dayAt(0)} ${clockAt(0)}`;
    case 'udoy':
      return `${dayOfYearAt(0)} ${clockAt(0)}`;
  }
}

const MONTH_DATE = /^([A-Z][a-z]{2}) {1,2}(\d{1,2}), (\d{4}) (\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?$/;
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?$/;

/** The moment that a filter names, "Nov 12, 1999 08:55:44.123" or "2011-07-04 12:34:56", or null (ftype-time.c). */
export function timeOf(text: string, offsetMinutes: number): bigint | null {
  const named = MONTH_DATE.exec(text);
  const iso = ISO_DATE.exec(text);
  const [year, month, day, rest] =
    named !== null
      ? [named[3], MONTHS.findIndex((name) => name === named[1]) + 1, named[2], named.slice(4)]
      : [iso?.[1], Number(iso?.[2]), iso?.[3], iso?.slice(4) ?? []];
  if (year === undefined || month < 1) return null;
  const [hours, minutes, seconds, fraction] = rest;
  const clock = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  const total = daysTo(Number(year), month, Number(day)) * DAY + clock - offsetMinutes * 60;
  return BigInt(total) * BILLION + BigInt((fraction ?? '').padEnd(9, '0'));
}

/** Days from 1970 to a date (Howard Hinnant, days_from_civil). */
function daysTo(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}
