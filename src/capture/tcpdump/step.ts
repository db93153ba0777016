import { ETHERTYPE } from '../../wire/numbers.ts';
import type { Printer } from './printer.ts';

/** What a transport needs of the IPv4 header around it: its checksum covers the addresses. */
export interface AroundIp {
  readonly at: number;
  readonly moreFragments: boolean;
}

interface Place {
  /** Where the header begins. */
  readonly at: number;
  /** Bytes from there on the wire, which may be more than were captured. */
  readonly length: number;
}

interface InsideIp extends Place {
  readonly ip: AroundIp;
}

interface StepBody {
  ethernet: Place;
  arp: Place;
  ipv4: Place;
  icmp: InsideIp;
  udp: InsideIp;
  tcp: InsideIp;
  otv: Place;
  vxlan: Place;
  geneve: Place;
  dns: Place;
  http: Place;
}
export type StepKind = keyof StepBody;

/**
 * What is to be printed next. Printers return the next step instead of calling the next printer, because in a tunnel
 * they would have to call each other in a ring.
 */
export type Step<K extends StepKind = StepKind> = { [P in K]: { readonly kind: P } & StepBody[P] }[K];

/** Prints one header and says what follows it, or null when nothing does. */
export type PrintStep<K extends StepKind> = (printer: Printer, step: Step<K>) => Step | null;

/** The step for what a link layer carries, or null for an EtherType that is not printed (print-ether.c ethertype_print). */
export function payloadStep(etherType: number, at: number, length: number): Step | null {
  if (etherType === ETHERTYPE.ipv4) return { kind: 'ipv4', at, length };
  return etherType === ETHERTYPE.arp ? { kind: 'arp', at, length } : null;
}
