import type { TcpdumpFrame } from './frame.ts';
import type { TcpdumpOptions } from './options.ts';

const MICROS = 1_000_000;
const DAY = 86_400;

type Moment = Pick<TcpdumpFrame, 'seconds' | 'nanos'>;

/** The time before each line (util-print.c ts_print), with microseconds; tcpdump cuts nanoseconds off. */
export class Stopwatch {
  readonly #options: Pick<TcpdumpOptions, 'time' | 'utcOffsetMinutes'>;
  /** Microseconds since 1970 of the packet that -ttt and -ttttt count from. */
  #reference: number | null = null;

  constructor(options: Pick<TcpdumpOptions, 'time' | 'utcOffsetMinutes'>) {
    this.#options = options;
  }

  stamp({ seconds, nanos }: Moment): string {
    const micros = Math.floor(nanos / 1000);
    const { time, utcOffsetMinutes } = this.#options;
    const local = seconds + utcOffsetMinutes * 60;
    switch (time) {
      case 'none':
        return '';
      case 'clock':
        return `${clock(local)}.${six(micros)} `;
      case 'date':
        return `${date(local)} ${clock(local)}.${six(micros)} `;
      case 'unix':
        return `${seconds}.${six(micros)} `;
      case 'delta':
      case 'since-first':
        return this.#since(seconds * MICROS + micros);
    }
  }

  #since(now: number): string {
    this.#reference ??= now;
    const passed = now - this.#reference;
    if (this.#options.time === 'delta') this.#reference = now;
    const apart = Math.abs(passed);
    return `${passed < 0 ? '-' : ' '}${clock(Math.floor(apart / MICROS))}.${six(apart % MICROS)} `;
  }
}

function two(n: number): string {
  return `${n}`.padStart(2, '0');
}

function six(micros: number): string {
  return `${micros}`.padStart(6, '0');
}

function clock(seconds: number): string {
  const left = ((seconds % DAY) + DAY) % DAY;
  return `${two(Math.floor(left / 3600))}:${two(Math.floor(left / 60) % 60)}:${two(left % 60)}`;
}

/** YYYY-MM-DD of the Gregorian calendar (Howard Hinnant, civil_from_days). */
function date(seconds: number): string {
  const days = Math.floor(seconds / DAY) + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return `${yearOfEra + era * 400 + (month <= 2 ? 1 : 0)}-${two(month)}-${two(day)}`;
}
