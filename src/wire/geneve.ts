import { type Codec, deviates, read, truncated, unread } from './codec.ts';
import { derived, fixed, hex, uint } from './field.ts';
import { defineHeader } from './header.ts';
import type { GeneveOption, Layer } from './layers.ts';
import { ETHERTYPE } from './numbers.ts';
import { putRaw, rawOf } from './slot.ts';

/** RFC 8926 section 3.4. `optionsLength` is on the wire in units of four bytes. */
export const GENEVE = defineHeader({
  version: fixed(2, 0),
  optionsLength: derived(6, 4),
  control: fixed(1, 0),
  critical: derived(1),
  reserved1: fixed(6, 0),
  protocolType: hex(fixed(16, ETHERTYPE.transparentBridging)),
  vni: uint(24),
  reserved2: fixed(8, 0),
});

/** RFC 8926 section 3.5. */
export const GENEVE_OPTION = defineHeader({
  class: hex(uint(16)),
  type: hex(uint(8)),
  reserved: fixed(3, 0),
  length: derived(5, 4),
});

/** High bit of an option's type: a receiver that does not know it must drop the packet (RFC 8926 section 3.5). */
const CRITICAL = 0x80;

function optionsLength(options: readonly GeneveOption[]): number {
  let length = 0;
  for (const option of options) length += GENEVE_OPTION.size + option.data.length;
  return length;
}

export const geneve: Codec<'geneve'> = {
  size: (layer) => GENEVE.size + optionsLength(layer.options),
  write(out, at, layer) {
    GENEVE.write(out, at, layer);
    putRaw(GENEVE.slot.optionsLength, out, at, optionsLength(layer.options) / 4);
    putRaw(GENEVE.slot.critical, out, at, isCritical(layer.options) ? 1 : 0);
    let p = at + GENEVE.size;
    for (const option of layer.options) {
      GENEVE_OPTION.write(out, p, option);
      putRaw(GENEVE_OPTION.slot.length, out, p, option.data.length / 4);
      out.set(option.data, p + GENEVE_OPTION.size);
      p += GENEVE_OPTION.size + option.data.length;
    }
  },
  decode(bytes, at, end) {
    if (end - at < GENEVE.size) return truncated('geneve', at, GENEVE.size, end - at);
    const odd = GENEVE.deviation(bytes, at);
    if (odd) return deviates('geneve', odd, bytes, at);
    const inside = at + GENEVE.size + rawOf(GENEVE.slot.optionsLength, bytes, at) * 4;
    if (inside > end) return truncated('geneve', at, inside - at, end - at);
    const options: GeneveOption[] = [];
    for (let p = at + GENEVE.size; p < inside;) {
      // Options are whole words, so the four bytes of an option's header are always there.
      const strange = GENEVE_OPTION.deviation(bytes, p);
      if (strange) return deviates('geneve', strange, bytes, p);
      const from = p + GENEVE_OPTION.size;
      const to = from + rawOf(GENEVE_OPTION.slot.length, bytes, p) * 4;
      if (to > inside) return unread('geneve', p, 'malformed', `option length ${to - from}`);
      options.push({ ...GENEVE_OPTION.read(bytes, p), data: bytes.slice(from, to) });
      p = to;
    }
    if ((rawOf(GENEVE.slot.critical, bytes, at) === 1) !== isCritical(options))
      return deviates('geneve', GENEVE.slot.critical, bytes, at, 'malformed');
    const layer: Layer<'geneve'> = { kind: 'geneve', ...GENEVE.read(bytes, at), options };
    return read(layer, inside, end, 'ethernet');
  },
};

function isCritical(options: readonly GeneveOption[]): boolean {
  return options.some((option) => (option.type & CRITICAL) !== 0);
}
