const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.\d{1,9})?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;
const MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export interface Epoch {
  readonly seconds: number;
  readonly offsetMinutes: number;
}

/** Days since 1970-01-01 of a date of the Gregorian calendar (Howard Hinnant, days_from_civil). */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719468;
}

function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : MONTHS[month - 1]!;
}

/**
 * Seconds since 1970 and offset from UTC in minutes of an RFC 3339 time with offset; null when it is none.
 * Fractions are dropped: lab time counts nanoseconds from the whole second.
 */
export function parseClock(text: string): Epoch | null {
  const m = RFC3339.exec(text);
  if (!m) return null;
  const [year, month, day, hour, minute, second] = m.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hour > 23 || minute > 59 || second > 59)
    return null;
  const offsetHours = Number(m[8] ?? 0);
  const offsetRest = Number(m[9] ?? 0);
  if (offsetHours > 23 || offsetRest > 59) return null;
  const offset = offsetHours * 60 + offsetRest;
  const offsetMinutes = offset === 0 ? 0 : m[7] === '-' ? -offset : offset;
  const local = daysFromCivil(year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
  return { seconds: local - offsetMinutes * 60, offsetMinutes };
}
