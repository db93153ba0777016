import type { Kernel } from '../kernel.ts';
import { SECOND } from '../timing.ts';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** The lab's time of day as a program of this namespace reads it: images know no zone, machines have the lab's. */
export interface WallClock {
  /** '2025-08-10T03:13:00+0900', strftime's %Y-%m-%dT%H:%M:%S%z. */
  readonly iso: string;
  /** 'Sun Aug 10 03:13:00 KST 2025', strftime's %a %b %d %H:%M:%S %Z %Y. */
  readonly long: string;
}

export function wallClock(kernel: Kernel): WallClock {
  const { world, netns } = kernel;
  const offset = world.pods.has(netns) ? 0 : world.epoch.offsetMinutes;
  const date = new Date((world.epoch.seconds + Math.floor(kernel.now() / SECOND) + offset * 60) * 1000);
  const two = (n: number): string => `${n}`.padStart(2, '0');
  const day = two(date.getUTCDate());
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  const minutes = Math.abs(offset);
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.trunc(minutes / 60))}${two(minutes % 60)}`;
  const weekday = WEEKDAYS[date.getUTCDay()] ?? '';
  const month = MONTHS[date.getUTCMonth()] ?? '';
  const year = date.getUTCFullYear();
  return {
    iso: `${year}-${two(date.getUTCMonth() + 1)}-${day}T${time}${zone}`,
    long: `${weekday} ${month} ${day} ${time} ${zoneName(offset)} ${year}`,
  };
}

/** A zone by its abbreviation where tzdata has one for the offset that a lab may use, else as tzdata writes nameless ones. */
function zoneName(offset: number): string {
  if (offset === 0) return 'UTC';
  if (offset === 540) return 'KST';
  const hours = `${Math.trunc(Math.abs(offset) / 60)}`.padStart(2, '0');
  const minutes = Math.abs(offset) % 60;
  return `${offset < 0 ? '-' : '+'}${hours}${minutes === 0 ? '' : `${minutes}`.padStart(2, '0')}`;
}
