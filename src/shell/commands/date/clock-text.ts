const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A moment on the clock of the lab. */
export interface Moment {
  /** Seconds since 1970, with a fraction. */
  readonly seconds: number;
  readonly offsetMinutes: number;
  /** 'KST' where the zone has one of the usual names, else null. */
  readonly zone: string | null;
}

/** The parts of a date (proleptic Gregorian; days since 1970 by Howard Hinnant's civil_from_days). */
export function partsOf({ seconds, offsetMinutes }: Moment): {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly time: number;
  readonly yearDay: number;
} {
  const local = Math.floor(seconds) + offsetMinutes * 60;
  const days = Math.floor(local / 86_400);
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  const year = yoe + era * 400 + (month <= 2 ? 1 : 0);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][month - 1]! + (leap && month > 2 ? 1 : 0);
  const day = doy - Math.floor((153 * mp + 2) / 5) + 1;
  return { year, month, day, weekday: (((days + 4) % 7) + 7) % 7, time: local - days * 86_400, yearDay: before + day };
}

/** strftime(3) in the C locale, as far as `date` uses it. */
export function clockText(moment: Moment, format: string): string {
  const { year, month, day, weekday, time, yearDay } = partsOf(moment);
  const two = (value: number): string => `${Math.trunc(value)}`.padStart(2, '0');
  const hour = Math.trunc(time / 3600);
  const minute = two((time / 60) % 60);
  const second = two(time % 60);
  const sign = moment.offsetMinutes < 0 ? '-' : '+';
  const away = Math.abs(moment.offsetMinutes);
  const offset = `${sign}${two(away / 60)}${two(away % 60)}`;
  const nanos = `${Math.round((moment.seconds - Math.floor(moment.seconds)) * 1e9)}`.padStart(9, '0');
  const values: Readonly<Record<string, string>> = {
    Y: `${year}`,
    y: two(year % 100),
    m: two(month),
    d: two(day),
    e: `${day}`.padStart(2),
    j: `${yearDay}`.padStart(3, '0'),
    H: two(hour),
    I: two(hour % 12 === 0 ? 12 : hour % 12),
    M: minute,
    S: second,
    N: nanos,
    p: hour < 12 ? 'AM' : 'PM',
    s: `${Math.floor(moment.seconds)}`,
    a: DAYS[weekday]!.slice(0, 3),
    A: DAYS[weekday]!,
    b: MONTHS[month - 1]!.slice(0, 3),
    h: MONTHS[month - 1]!.slice(0, 3),
    B: MONTHS[month - 1]!,
    u: `${weekday === 0 ? 7 : weekday}`,
    w: `${weekday}`,
    z: offset,
    Z: moment.zone ?? offset.slice(0, 3),
    F: `${year}-${two(month)}-${two(day)}`,
    T: `${two(hour)}:${minute}:${second}`,
    R: `${two(hour)}:${minute}`,
    D: `${two(month)}/${two(day)}/${two(year % 100)}`,
    n: '\n',
    t: '\t',
    '%': '%',
  };
  return format
    .replace(/%c/g, '%a %b %e %H:%M:%S %Y')
    .replace(/%(-?)(\d?)([a-zA-Z%])/g, (all, plain: string, digits: string, letter: string) => {
      const value = values[letter];
      if (value === undefined) return all;
      if (letter === 'N' && digits !== '') return value.slice(0, Number(digits));
      return plain === '-' ? value.replace(/^[0 ]+(?=.)/, '') : value;
    });
}
