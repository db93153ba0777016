/** How fast a run is played: steps of a factor of two, so that each is felt alike. */
export const SPEEDS = [0.125, 0.25, 0.5, 1, 2, 4, 8] as const;
export type Speed = (typeof SPEEDS)[number];

/** Where playing pauses by itself: nowhere, where a phase begins, or at every event. */
export const STOPS = ['none', 'phase', 'event'] as const;
export type StopsAt = (typeof STOPS)[number];

/** What the reader chooses from: one event for each press of play, or a speed. */
export type Pace = 'event' | Speed;

/** The speed that is nearest to a number, by factors; numbers beyond the ends are the ends. */
export function nearestSpeed(factor: number): Speed {
  const away = (speed: Speed): number => Math.abs(Math.log2(speed) - Math.log2(factor));
  return SPEEDS.reduce<Speed>((best, speed) => (away(speed) < away(best) ? speed : best), SPEEDS[0]);
}

export function isSpeed(factor: number): factor is Speed {
  return SPEEDS.some((speed) => speed === factor);
}
