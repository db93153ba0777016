import { VXLAN } from '../../wire/vxlan.ts';
import type { Printer } from './printer.ts';
import type { PrintStep, Step } from './step.ts';

const INSTANCE_FLAG = 0x08;

/**
 * print-otv.c otv_print: VXLAN's header has OTV's shape, so tcpdump calls the VNI an instance. The inner frame begins
 * a line of its own, without a time.
 */
export const printOtv: PrintStep<'otv'> = (p, { at, length }) => {
  p.protocol = 'otv';
  p.print('OTV, ');
  if (length < VXLAN.size) {
    p.print(`[length ${length} < ${VXLAN.size}]`);
    p.invalid();
    return null;
  }
  const flags = p.field(VXLAN.slot.flags, at);
  p.print(`flags [${(flags & INSTANCE_FLAG) === 0 ? '.' : 'I'}] (0x${hex2(flags)}), `);
  p.print(`overlay ${p.field(VXLAN.slot.reserved1, at)}, `);
  p.print(`instance ${p.field(VXLAN.slot.vni, at)}\n`);
  return insideVxlan(p, at, length);
};

/** print-vxlan.c vxlan_print: the same header at IANA's port. */
export const printVxlan: PrintStep<'vxlan'> = (p, { at, length }) => {
  p.protocol = 'vxlan';
  p.print('VXLAN');
  if (length < VXLAN.size) {
    p.invalid();
    return null;
  }
  const flags = p.field(VXLAN.slot.flags, at);
  p.print(`, flags [${(flags & INSTANCE_FLAG) === 0 ? 'invalid' : 'I'}] (0x${hex2(flags)}), `);
  p.print(`vni ${p.field(VXLAN.slot.vni, at)}\n`);
  return insideVxlan(p, at, length);
};

function insideVxlan(p: Printer, at: number, length: number): Step {
  p.field(VXLAN.slot.reserved2, at);
  return { kind: 'ethernet', at: at + VXLAN.size, length: length - VXLAN.size };
}

function hex2(value: number): string {
  return value.toString(16).padStart(2, '0');
}
