/** packet-dns.c dns_types_vals and dns_types_description_vals. */
const TYPES: ReadonlyMap<number, readonly [name: string, description: string]> = new Map([
  [1, ['A', 'Host Address']],
  [2, ['NS', 'authoritative Name Server']],
  [5, ['CNAME', 'Canonical NAME for an alias']],
  [6, ['SOA', 'Start Of a zone of Authority']],
  [12, ['PTR', 'domain name PoinTeR']],
  [15, ['MX', 'Mail eXchange']],
  [16, ['TXT', 'Text strings']],
  [28, ['AAAA', 'IPv6 Address']],
  [33, ['SRV', 'Server Selection']],
  [41, ['OPT', 'OPT']],
]);
const RCODES = ['No error', 'Format error', 'Server failure', 'No such name', 'Not implemented', 'Refused'] as const;
const OPCODES = [
  'Standard query',
  'Inverse query',
  'Server status request',
  'Unassigned',
  'Zone change notification',
] as const;

export function dnsTypeName(type: number): string {
  return TYPES.get(type)?.[0] ?? `Unknown (${type})`;
}

/** 'A (Host Address) (1)'. */
export function dnsTypeText(type: number): string {
  const [name, description] = TYPES.get(type) ?? ['Unknown', 'Unknown'];
  return `${name} (${description}) (${type})`;
}

export function dnsReplyCode(code: number): string {
  return RCODES[code] ?? 'Unknown';
}

export function dnsOpcode(opcode: number): string {
  return OPCODES[opcode] ?? 'Unknown operation';
}

export function dnsReplyCodes(): readonly (readonly [name: string, code: number])[] {
  return RCODES.map((name, code) => [name, code]);
}

export function dnsOpcodes(): readonly (readonly [name: string, code: number])[] {
  return OPCODES.map((name, code) => [name, code]);
}
