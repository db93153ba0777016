import type { Protocol } from './packet.ts';

export type DecodeTable = 'udp.port' | 'tcp.port';

/** `-d udp.port==8472,vxlan`: from which ports on which protocol is taken. */
export interface DecodeAs {
  readonly table: DecodeTable;
  readonly low: number;
  readonly high: number;
  readonly protocol: Protocol;
}

export type ParsedDecodeAs =
  | { readonly ok: true; readonly rule: DecodeAs }
  | { readonly ok: false; readonly message: string };

/** The protocol that -d gives a port, or null. A later rule wins. */
export function decodedAs(rules: readonly DecodeAs[], table: DecodeTable, port: number): Protocol | null {
  return rules.findLast((rule) => rule.table === table && rule.low <= port && port <= rule.high)?.protocol ?? null;
}
