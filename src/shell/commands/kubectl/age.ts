import type { Nanos } from '../../../lab/names.ts';
import type { Machine } from '../../machine.ts';

/** How long ago, as kubectl writes it (apimachinery duration.HumanDuration). Nanoseconds. */
export function ageText(nanos: number): string {
  const seconds = Math.max(0, Math.trunc(nanos / 1e9));
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.trunc(seconds / 60);
  if (minutes < 10) return seconds % 60 === 0 ? `${minutes}m` : `${minutes}m${seconds % 60}s`;
  if (minutes < 180) return `${minutes}m`;
  const hours = Math.trunc(minutes / 60);
  if (hours < 8) return minutes % 60 === 0 ? `${hours}h` : `${hours}h${minutes % 60}m`;
  if (hours < 48) return `${hours}h`;
  const days = Math.trunc(hours / 24);
  if (days < 8 && hours % 24 !== 0) return `${days}d${hours % 24}h`;
  return `${days}d`;
}

/** The age of something that has been there since then. */
export function ageOf(machine: Machine, since: Nanos): string {
  return ageText(machine.now - since);
}
