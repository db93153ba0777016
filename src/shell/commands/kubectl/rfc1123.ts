import { clockText } from '../date/clock-text.ts';

const STAMP = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z$/;

/** Days since 1970 of a date of the Gregorian calendar (Howard Hinnant's days_from_civil). */
function days(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

/** An object's time stamp as descriptions write it (Go's RFC1123Z), in the clock of the machine: minutes east of UTC. */
export function rfc1123(stamp: string, offsetMinutes: number): string {
  const match = STAMP.exec(stamp);
  if (match === null) return stamp;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const seconds = days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second;
  return clockText({ seconds, offsetMinutes, zone: '' }, '%a, %d %b %Y %T %z');
}
