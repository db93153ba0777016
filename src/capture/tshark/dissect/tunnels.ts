import { ETHERTYPE } from '../../../wire/numbers.ts';
import type { Dissector } from '../packet.ts';
import { add, addBits, addHidden, addLine, type Item } from '../tree.ts';
import type { Tvb } from '../tvb.ts';
import { hex, plural } from '../value-text.ts';
import { dissectEtherType, etherTypeText } from './ethernet.ts';

const VXLAN_HEADER = 8;
const GENEVE_HEADER = 8;
const OPTION_HEADER = 4;

/** packet-vxlan.c dissect_vxlan. */
export const dissectVxlan: Dissector = (p, tvb, parent) => {
  const item = p.layer(parent, 'vxlan', tvb.bytes, 'Virtual eXtensible Local Area Network', 'VXLAN');
  p.columns.setProtocol('VXLAN');
  p.columns.set('');
  const flags = tvb.u16(0);
  const known = (flags & 0x0800) === 0 ? '' : ', VXLAN Network ID (VNI)';
  const tree = add(item, 'vxlan.flags', flags, `${hex(flags, 4)}${known}`);
  const bit = { of: flags, width: 16 };
  addBits(tree, 'vxlan.flag_g', { ...bit, mask: 0x8000 }, (n) => (n === 1 ? 'Defined' : 'Not defined'));
  addBits(tree, 'vxlan.flag_i', { ...bit, mask: 0x0800 });
  addBits(tree, 'vxlan.flag_d', { ...bit, mask: 0x0040 });
  addBits(tree, 'vxlan.flag_a', { ...bit, mask: 0x0008 });
  addBits(tree, 'vxlan.flags_reserved', { ...bit, mask: 0x77b7 });
  add(item, 'vxlan.gbp', tvb.u16(2));
  add(item, 'vxlan.vni', tvb.u24(4));
  add(item, 'vxlan.reserved8', tvb.u8(7));
  p.dissect('eth', tvb.from(VXLAN_HEADER), parent);
};

/** packet-geneve.c dissect_geneve. */
export const dissectGeneve: Dissector = (p, tvb, parent) => {
  const first = tvb.u8(0);
  const options = (first & 63) * 4;
  const vni = tvb.u24(4);
  const flags = tvb.u8(1);
  const type = tvb.u16(2);
  p.columns.setProtocol('Geneve');
  const title = `Generic Network Virtualization Encapsulation, VNI: ${hex(vni, 6)}`;
  const item = p.layer(parent, 'geneve', tvb.bytes, title, 'Geneve');
  p.columns.set(
    `Encapsulated ${type === ETHERTYPE.transparentBridging ? 'Transparent Ethernet bridging' : hex(type, 4)}`,
  );
  add(item, 'geneve.version', first >> 6);
  addLine(item, 'geneve.option.length', options, `Length: ${plural(options, 'byte')}`);
  const said = [(flags & 0x80) === 0 ? '' : ', OAM', (flags & 0x40) === 0 ? '' : ', Critical'].join('');
  const tree = add(item, 'geneve.flags', flags, `${hex(flags, 2)}${said}`);
  const bit = { of: flags, width: 8 };
  addBits(tree, 'geneve.flags.oam', { ...bit, mask: 0x80 });
  addBits(tree, 'geneve.flags.critical', { ...bit, mask: 0x40 });
  addBits(tree, 'geneve.flags.reserved', { ...bit, mask: 0x3f });
  add(item, 'geneve.proto_type', type, etherTypeText(type));
  add(item, 'geneve.vni', vni);
  addHidden(item, 'geneve.reserved', tvb.u8(7));
  if (options > 0) addOptions(item, tvb.from(GENEVE_HEADER, options));
  const inside = tvb.from(GENEVE_HEADER + options);
  if (type === ETHERTYPE.transparentBridging) p.dissect('eth', inside, parent);
  else dissectEtherType(p, type, inside, parent);
};

const OPTION_CLASS: ReadonlyMap<number, string> = new Map([[0x014b, 'Cilium']]);

function addOptions(item: Item, tvb: Tvb): void {
  const all = addLine(item, 'geneve.options', tvb.bytes, `Options: (${plural(tvb.captured, 'byte')})`);
  for (let at = 0; tvb.has(at, OPTION_HEADER);) {
    const length = OPTION_HEADER + (tvb.u8(at + 3) & 31) * 4;
    const [owner, type] = [tvb.u16(at), tvb.u8(at + 2)];
    const name = OPTION_CLASS.get(owner) ?? 'Unknown';
    const title = `${name}, Class: ${name} (${hex(owner, 4)}) Type: ${hex(type, 2)} (${plural(length, 'byte')})`;
    const option = addLine(all, 'geneve.option', tvb.slice(at, length), title);
    add(option, 'geneve.option.class', owner, `${name} (${hex(owner, 4)})`);
    add(option, 'geneve.option.type', type);
    addHidden(option, 'geneve.option.type.critical', (type & 0x80) !== 0);
    add(option, 'geneve.option.length', length);
    if (length > OPTION_HEADER)
      add(option, 'geneve.option.unknown.data', tvb.slice(at + OPTION_HEADER, length - OPTION_HEADER));
    at += length;
  }
}
