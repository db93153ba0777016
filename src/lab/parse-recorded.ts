import { parseMac } from '../wire/address.ts';
import { LIMITS } from './defaults.ts';
import { below, Fields, isObject, shown } from './fields.ts';
import type { LabRecorded } from './file.ts';
import type { Findings } from './problems.ts';

const KEYS = ['flowPorts', 'icmpId', 'curlSourcePort', 'backend', 'macs', 'neighbours'] as const;

function boundedPairs(fields: Fields, key: string): readonly (readonly [string, unknown])[] {
  const pairs = fields.pairs(key);
  if (pairs.length <= LIMITS.rows) return pairs;
  fields.found.problem(fields.at(key), 'too-many', { what: 'rows', count: pairs.length, limit: LIMITS.rows });
  return [];
}

function parseFlowPorts(fields: Fields): LabRecorded['flowPorts'] {
  return boundedPairs(fields, 'flowPorts').flatMap(([flow, value]) => {
    const path = below(fields.at('flowPorts'), flow);
    if (!isObject(value)) {
      fields.found.problem(path, 'not-object', { got: shown(value) });
      return [];
    }
    const ports = new Fields(value, path, fields.found, ['request', 'reply']);
    for (const key of ['request', 'reply']) if ((ports.raw(key) ?? null) === null) ports.missing(key, 'port');
    const request = ports.number('request', 1, 65535, null);
    const reply = ports.number('reply', 1, 65535, null);
    return request === null || reply === null ? [] : [[flow, { request, reply }] as const];
  });
}

function parseMacs(fields: Fields): LabRecorded['macs'] {
  return boundedPairs(fields, 'macs').flatMap(([device, value]) => {
    const mac = typeof value === 'string' ? parseMac(value) : null;
    if (mac !== null && (Number.parseInt(mac.slice(0, 2), 16) & 1) === 0) return [[device, mac] as const];
    fields.found.problem(below(fields.at('macs'), device), 'not-a-mac', { got: shown(value) });
    return [];
  });
}

/** `recorded`: values seen in a real run, which replace derived ones. */
export function parseRecorded(value: unknown, found: Findings): LabRecorded {
  if (value !== undefined && value !== null && !isObject(value))
    found.problem('recorded', 'not-object', { got: shown(value) });
  const fields = new Fields(isObject(value) ? value : {}, 'recorded', found, KEYS);
  return {
    flowPorts: parseFlowPorts(fields),
    icmpId: fields.number('icmpId', 0, 65535, null),
    curlSourcePort: fields.number('curlSourcePort', 1, 65535, null),
    backend: fields.text('backend', null),
    macs: parseMacs(fields),
    neighbours: fields.oneOf('neighbours', ['warm', 'cold'], 'warm'),
  };
}
