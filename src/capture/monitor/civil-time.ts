import type { Nanos } from '../../lab/names.ts';
import type { World } from '../../lab/world.ts';

const SECOND = 1_000_000_000;
const DAY = 86_400;

export interface CivilTime {
  /** Seconds since 1970, UTC. */
  readonly seconds: number;
  readonly nanos: number;
  /** 'YYYY-MM-DD' and 'HH:MM:SS', UTC: what agents and Hubble's client print. */
  readonly date: string;
  readonly clock: string;
}

/** Lab time as UTC. */
export function civilOf(world: World, at: Nanos): CivilTime {
  const seconds = world.epoch.seconds + Math.floor(at / SECOND);
  const left = ((seconds % DAY) + DAY) % DAY;
  const clock = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60].map(two).join(':');
  return { seconds, nanos: at % SECOND, date: dateText(seconds), clock };
}

export function nineDigits(nanos: number): string {
  return `${nanos}`.padStart(9, '0');
}

function two(n: number): string {
  return `${n}`.padStart(2, '0');
}

/** YYYY-MM-DD of the Gregorian calendar (Howard Hinnant, civil_from_days). */
function dateText(seconds: number): string {
  const days = Math.floor(seconds / DAY) + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  return `${yearOfEra + era * 400 + (month <= 2 ? 1 : 0)}-${two(month)}-${two(day)}`;
}
