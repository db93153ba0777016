import type { Protocol } from './protocol.ts';

export type DecodeTable = 'udp.port' | 'tcp.port';

/** `-d udp.port==8472,vxlan`: from which ports on which protocol is taken. */
export interface DecodeAs {
  readonly table: DecodeTable;
  readonly low: number;
  readonly high: number;
  readonly protocol: Protocol;
}

export type ParsedDecodeAs =
  /** `warning` is a line for stderr, or null. */
  | { readonly ok: true; readonly rule: DecodeAs; readonly warning: string | null }
  /** What tshark writes to stderr, line by line; it then exits with 1. */
  | { readonly ok: false; readonly message: readonly string[] };

/** What may follow a port here, with the names that tshark lists. Its own lists have hundreds of rows. */
const PROTOCOLS: { readonly [T in DecodeTable]: ReadonlyMap<string, readonly [Protocol, title: string]> } = {
  'udp.port': new Map([
    ['data', ['data', 'Data']],
    ['dns', ['dns', 'Domain Name System']],
    ['geneve', ['geneve', 'Generic Network Virtualization Encapsulation']],
    ['vxlan', ['vxlan', 'Virtual eXtensible Local Area Network']],
    ['wg', ['wg', 'WireGuard Protocol']],
  ]),
  'tcp.port': new Map([
    ['data', ['data', 'Data']],
    ['http', ['http', 'Hypertext Transfer Protocol']],
  ]),
};
const TABLES = [
  ['tcp.port', 'TCP port'],
  ['udp.port', 'UDP port'],
] as const;
const RULE = /^([^=,]*)(==?)?([^,]*)(?:,\s*(.*))?$/;
const PORTS = /^(\d+|0x[\da-f]+)(?:([:-])(\d+))?$/i;

/** The rule of -d (tshark.c add_decode_as); of its lists only the rows that a lab can use are printed. */
export function parseDecodeAs(text: string): ParsedDecodeAs {
  const [, layer = '', sign, selector = '', name] = RULE.exec(text) ?? [];
  const template = `tshark: Parameter "${text}" doesn't follow the template "<layer_type>==<selector>,<decode_as_protocol>"`;
  if (layer === '') {
    const lines = ['tshark: No layer type specified', ...validTables()];
    return { ok: false, message: text === '' ? [template, ...lines] : lines };
  }
  const table = TABLES.find(([each]) => each === layer)?.[0];
  if (table === undefined) return { ok: false, message: [`tshark: Unknown layer type -- ${layer}`, ...validTables()] };
  if (sign === undefined) return { ok: false, message: [template] };
  const [, low, joint, more] = PORTS.exec(selector) ?? [];
  if (low === undefined) return { ok: false, message: [`tshark: Invalid selector number "${selector}"`] };
  if (name === undefined) return { ok: false, message: [template, ...validProtocols(table)] };
  if (name === '') return { ok: false, message: ['tshark: No protocol name specified', ...validProtocols(table)] };
  const known = PROTOCOLS[table].get(name);
  if (known === undefined) return { ok: false, message: [unknown(table, name), ...validProtocols(table)] };
  const first = Number(low);
  const high = more === undefined ? first : joint === ':' ? first + Number(more) - 1 : Number(more);
  const warning =
    sign === '='
      ? `tshark: WARNING: -d requires "==" instead of "=". Option will be treated as "${layer}==${selector},${name}"`
      : null;
  return { ok: true, rule: { table, low: first, high, protocol: known[0] }, warning };
}

function unknown(table: DecodeTable, name: string): string {
  const elsewhere = Object.values(PROTOCOLS).some((protocols) => protocols.has(name));
  return elsewhere
    ? `tshark: Protocol "${name}" isn't valid for layer type "${table}"`
    : `tshark: Unknown protocol -- "${name}"`;
}

function validTables(): readonly string[] {
  return ['tshark: Valid layer types are:', ...TABLES.map(([name, title]) => `\t${name} (${title})`)];
}

function validProtocols(table: DecodeTable): readonly string[] {
  const rows = [...PROTOCOLS[table]].map(([name, [, title]]) => `\t${name} (${title})`);
  return [`tshark: Valid protocols for layer type "${table}" are:`, ...rows];
}

/** The protocol that -d gives a port, or null. A later rule wins. */
export function decodedAs(rules: readonly DecodeAs[], table: DecodeTable, port: number): Protocol | null {
  return rules.findLast((rule) => rule.table === table && rule.low <= port && port <= rule.high)?.protocol ?? null;
}
