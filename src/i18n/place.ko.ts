import type { placeEn } from './place.en.ts';
import type { Widen } from './widen.ts';

export const placeKo: Widen<typeof placeEn> = {
  device: (x) => `${x.host}의 ${x.dev}`,
  host: (x) => x.host,
  outside: (x) => `${x.host} 뒤의 NAT`,
};
