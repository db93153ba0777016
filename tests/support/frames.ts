/** Layers that tests put around the one they are about. */
import { ipv4, parseMac } from '../../src/wire/address.ts';
import type { Mac } from '../../src/wire/address.ts';
import type { Layer } from '../../src/wire/layers.ts';

/** A MAC that the test wrote itself. */
export function mac(text: string): Mac {
  const parsed = parseMac(text);
  if (parsed === null) throw new Error(`'${text}' is not a MAC address`);
  return parsed;
}

export const ETHERNET: Layer<'ethernet'> = {
  kind: 'ethernet',
  dst: mac('08:00:27:aa:10:65'),
  src: mac('08:00:27:aa:10:64'),
};

export const IPV4: Layer<'ipv4'> = {
  kind: 'ipv4',
  tos: 0,
  id: 0,
  df: false,
  mf: false,
  fragOffset: 0,
  ttl: 64,
  src: ipv4('192.0.2.1'),
  dst: ipv4('192.0.2.2'),
};
