import type { Layer } from '../../wire/layers.ts';
import { ICMP_TYPE } from '../../wire/numbers.ts';

export interface IcmpType {
  readonly type: number;
  readonly code: number;
  /** As gopacket prints it: 'EchoRequest', 'DestinationUnreachable(Host)'. */
  readonly text: string;
}

const UNREACHABLE = [
  'Net',
  'Host',
  'Protocol',
  'Port',
  'FragmentationNeeded',
  'SourceRoutingFailed',
  'NetUnknown',
  'HostUnknown',
  'SourceIsolated',
  'NetAdminProhibited',
  'HostAdminProhibited',
  'NetTOS',
  'HostTOS',
  'CommAdminProhibited',
  'HostPrecedence',
  'PrecedenceCutoff',
] as const;
const EXCEEDED = ['TTLExceeded', 'FragmentReassemblyTimeExceeded'] as const;
const REDIRECT = ['Net', 'Host', 'TOS+Net', 'TOS+Host'] as const;

/** Type and code of an ICMP layer (gopacket layers/icmp4.go ICMPv4TypeCode.String), or null for another layer. */
export function icmpType(layer: Layer | undefined): IcmpType | null {
  switch (layer?.kind) {
    case 'icmp-echo':
      return layer.type === 'request'
        ? { type: ICMP_TYPE.echoRequest, code: 0, text: 'EchoRequest' }
        : { type: ICMP_TYPE.echoReply, code: 0, text: 'EchoReply' };
    case 'icmp-unreachable':
      return named(ICMP_TYPE.unreachable, layer.code, 'DestinationUnreachable', UNREACHABLE);
    case 'icmp-time-exceeded':
      return named(ICMP_TYPE.timeExceeded, layer.code, 'TimeExceeded', EXCEEDED);
    case 'icmp-redirect':
      return named(ICMP_TYPE.redirect, layer.code, 'Redirect', REDIRECT);
    default:
      return null;
  }
}

function named(type: number, code: number, name: string, codes: readonly string[]): IcmpType {
  return { type, code, text: `${name}(${codes[code] ?? `Code: ${code}`})` };
}
