import { ANY_CIDR, type Cidr } from '../wire/address.ts';
import { checkMachineAddresses, checkNames, checkStaticRoutes } from './check-machines.ts';
import { checkNetworks, supernetOf } from './check-networks.ts';
import { checkPods } from './check-pods.ts';
import { checkRecorded } from './check-recorded.ts';
import { checkServices } from './check-services.ts';
import { parseClock } from './clock.ts';
import { DEFAULTS, LIMITS } from './defaults.ts';
import { Fields, isObject, shown } from './fields.ts';
import type { LabFile } from './file.ts';
import { jsonFault } from './json-fault.ts';
import { excessOf, utf8Length } from './parse-bounds.ts';
import { parseCilium } from './parse-cilium.ts';
import { parseNode } from './parse-node.ts';
import { parsePod, parseService } from './parse-pod.ts';
import { parseRecorded } from './parse-recorded.ts';
import { parseRouter } from './parse-router.ts';
import { Findings, type LabProblem } from './problems.ts';

export type ParsedLab =
  | { readonly ok: true; readonly lab: LabFile; readonly warnings: readonly LabProblem[] }
  /** `warnings` still help here: a misspelt key is often why another is missing. */
  | { readonly ok: false; readonly problems: readonly LabProblem[]; readonly warnings: readonly LabProblem[] };

const FORMAT = 'hopscope-lab/1';
const KEYS = [
  'format',
  'title',
  'clock',
  'seed',
  'versions',
  'cilium',
  'nodes',
  'router',
  'pods',
  'services',
  'policies',
  'bgp',
  'recorded',
  '$schema',
] as const;

function refused(problem: LabProblem): ParsedLab {
  return { ok: false, problems: [problem], warnings: [] };
}

/** One lab from JSON text. Text over 1 MiB of UTF-8 is refused unread; a syntax error names its line and column. */
export function parseLabText(text: string): ParsedLab {
  const bytes = utf8Length(text, LIMITS.bytes);
  if (bytes > LIMITS.bytes) return refused({ path: '', code: 'too-big', args: { bytes, limit: LIMITS.bytes } });
  const fault = jsonFault(text.startsWith('\ufeff') ? ` ${text.slice(1)}` : text, LIMITS.depth);
  if (fault !== null) return refused(fault);
  return parseLab(JSON.parse(text.replace(/^\ufeff/, '')));
}

/**
 * One lab from an already parsed JSON or YAML value: every problem at once, or the lab with its defaults filled in.
 * Never throws, whatever the value; time and memory are bounded by LIMITS.
 */
export function parseLab(value: unknown): ParsedLab {
  const excess = excessOf(value);
  if (excess === 'too-deep') return refused({ path: '', code: 'too-deep', args: { limit: LIMITS.depth } });
  if (excess === 'too-many-values')
    return refused({ path: '', code: 'too-many-values', args: { limit: LIMITS.values } });
  if (!isObject(value)) return refused({ path: '', code: 'not-object', args: { got: shown(value) } });
  const found = new Findings();
  const lab = readLab(new Fields(value, '', found, KEYS));
  return found.problems.length === 0
    ? { ok: true, lab, warnings: found.warnings }
    : { ok: false, problems: found.all(), warnings: found.warnings };
}

/** The entries of one of the file's three tables, read one by one; those that cannot be read are left out after being recorded. */
function entries<T>(
  fields: Fields,
  key: 'nodes' | 'pods' | 'services',
  read: (name: string, value: unknown, found: Findings) => T | null,
): readonly T[] {
  const pairs = fields.pairs(key);
  if (pairs.length > LIMITS[key]) {
    fields.found.problem(key, 'too-many', { what: key, count: pairs.length, limit: LIMITS[key] });
    return [];
  }
  return pairs.map(([name, value]) => read(name, value, fields.found)).filter((entry) => entry !== null);
}

function readLab(fields: Fields): LabFile {
  const { found } = fields;
  const format = fields.raw('format');
  if (format !== FORMAT)
    found.problem('format', 'unknown-format', { got: format === undefined ? '' : shown(format), want: FORMAT });
  const clock = fields.text('clock', DEFAULTS.clock);
  if (parseClock(clock) === null) found.problem('clock', 'not-a-clock', { got: shown(clock) });
  const nodes = entries(fields, 'nodes', parseNode);
  const nodeNames = fields.pairs('nodes').map(([name]) => shown(name));
  if (nodeNames.length === 0) found.problem('nodes', 'no-nodes', {});
  const router = parseRouter(fields.raw('router'), found);
  const pods = entries(fields, 'pods', parsePod);
  const services = entries(fields, 'services', parseService);
  checkNames(nodes, router, pods, found);
  checkMachineAddresses(nodes, router, found);
  checkNetworks(nodes, router, services, found);
  checkStaticRoutes(nodes, router, found);
  checkPods(nodes, pods, nodeNames, found);
  checkServices(services, pods, nodes, found);
  const policies = fields.list('policies');
  if (policies.length > 0) found.warning('policies', 'policies-not-enforced', { count: policies.length });
  if ((fields.raw('bgp') ?? null) !== null) found.warning('bgp', 'bgp-reserved', {});
  const lab: LabFile = {
    format: FORMAT,
    title: fields.text('title', ''),
    clock,
    seed: fields.number('seed', 0, 0xffffffff, DEFAULTS.seed),
    versions: readVersions(fields.raw('versions'), found),
    cilium: parseCilium(fields.raw('cilium'), found, supernetOf(nodes.map((node) => node.podCIDR as Cidr)) ?? ANY_CIDR),
    nodes,
    router,
    pods,
    services,
    policies,
    recorded: parseRecorded(fields.raw('recorded'), found),
  };
  checkRecorded(lab, found);
  return lab;
}

/** The minor version whose programs and maps the engine has. */
const MODELLED_CILIUM = '1.18.';

function readVersions(value: unknown, found: Findings): LabFile['versions'] {
  if (value !== undefined && value !== null && !isObject(value))
    found.problem('versions', 'not-object', { got: shown(value) });
  const fields = new Fields(isObject(value) ? value : {}, 'versions', found, ['kubernetes', 'cilium', 'kernel']);
  const cilium = fields.text('cilium', DEFAULTS.versions.cilium);
  // Maps and programs are those of one version; another number must not stand over them unremarked.
  if (!cilium.startsWith(MODELLED_CILIUM))
    found.warning('versions.cilium', 'other-cilium', { got: cilium, modelled: DEFAULTS.versions.cilium });
  return {
    kubernetes: fields.text('kubernetes', DEFAULTS.versions.kubernetes),
    cilium,
    kernel: fields.text('kernel', DEFAULTS.versions.kernel),
  };
}
