import { makePod, tellLab } from '../../cluster/controllers.ts';
import { freeNodePort, freeServiceAddress } from '../../cluster/addresses.ts';
import { hashOf, reconcile } from '../../cluster/deployments.ts';
import { fullName } from '../../cluster/kube-names.ts';
import type { PodTemplate } from '../../cluster/records.ts';
import type { Context } from '../../command.ts';
import type { Machine } from '../../machine.ts';
import { readAll, write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import { openInput } from '../input.ts';
import type { Flags } from './flags.ts';
import { prefixOf } from './kind.ts';
import { kindOf, itemsOf } from './kinds.ts';
import { readManifest, type ReadManifest, type Wanted } from './manifest.ts';
import { formatted } from './output.ts';
import { Refusal } from './refusal.ts';
import { namespaceOf } from './resource-arguments.ts';

/** What became of an object. */
type Outcome = 'created' | 'configured' | 'unchanged';

/** The manifests of -f. Throws a Refusal for a file that cannot be read. */
export function* manifestsOf(
  context: Context,
  flags: Flags,
): Task<readonly (ReadManifest & { readonly source: string })[]> {
  const out: (ReadManifest & { source: string })[] = [];
  for (const file of flags.values('file')) {
    const input = openInput(context, file);
    if (typeof input === 'string') {
      throw new Refusal(
        /^https?:/.test(file)
          ? `error: unable to read URL "${file}", this lab has no way to it: save it as a file`
          : `error: the path "${file}" does not exist`,
      );
    }
    const source = file === '-' ? 'STDIN' : file;
    out.push({ ...readManifest(yield* readAll(input), source), source });
  }
  return out;
}

/** kubectl apply. */
export function* apply(context: Context, flags: Flags): Task {
  if (!flags.has('file')) throw new Refusal('error: must specify one of -f and -k');
  return yield* carryOut(context, flags, 'apply');
}

/** kubectl create -f. */
export function* createFrom(context: Context, flags: Flags): Task {
  return yield* carryOut(context, flags, 'create');
}

function* carryOut(context: Context, flags: Flags, verb: 'apply' | 'create'): Task {
  const { io } = context;
  const read = yield* manifestsOf(context, flags);
  const errors = read.flatMap((each) => each.errors);
  const all = read.flatMap(({ wanted, source }) => wanted.map((each) => ({ each, source })));
  if (all.length === 0 && errors.length === 0) throw new Refusal(`error: no objects passed to ${verb}`);
  for (const { each, source } of all) {
    try {
      const line = one(context.machine, flags, each, source, verb);
      yield* write(io.stdout, line);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      errors.push(error.message);
    }
  }
  yield* write(io.stderr, errors.map((line) => `${line}\n`).join(''));
  return errors.length > 0 ? 1 : 0;
}

/** Carries one object out and gives the line about it. Throws a Refusal. */
function one(machine: Machine, flags: Flags, wanted: Wanted, source: string, verb: 'apply' | 'create'): string {
  const kind = kindOf(wanted.kind)!;
  const given = flags.value('namespace');
  if (given !== null && wanted.namespace !== null && given !== wanted.namespace) {
    throw new Refusal(
      `error: the namespace from the provided object "${wanted.namespace}" does not match the namespace "${given}". You must pass '--namespace=${wanted.namespace}' to perform this operation.`,
    );
  }
  const namespace = wanted.namespace ?? namespaceOf(flags);
  const { work } = machine.cluster;
  if (kind.namespaced && !work.hasNamespace(namespace)) {
    throw new Refusal(
      `Error from server (NotFound): error when creating "${source}": namespaces "${namespace}" not found`,
    );
  }
  const there = itemsOf(kind, machine).some(
    (item) => item.name === wanted.name && (!kind.namespaced || item.namespace === namespace),
  );
  if (verb === 'create' && there) {
    throw new Refusal(
      `Error from server (AlreadyExists): error when creating "${source}": ${kind.group === '' ? kind.plural : `${kind.plural}.${kind.group}`} "${wanted.name}" already exists`,
    );
  }
  const dry = flags.value('dryRun');
  const outcome =
    dry === 'client' || dry === 'server' ? (there ? 'configured' : 'created') : make(machine, wanted, namespace);
  const output = flags.value('output');
  if (output !== null && output !== '') {
    const item = itemsOf(kind, machine).find(
      (each) => each.name === wanted.name && (each.namespace ?? namespace) === namespace,
    );
    if (item !== undefined) return formatted(output, [{ kind, item }], true, true);
  }
  const tail = dry === 'client' ? ' (dry run)' : dry === 'server' ? ' (server dry run)' : '';
  return `${prefixOf(kind)}/${wanted.name} ${outcome}${tail}\n`;
}

/** Makes or changes an object. Throws a Refusal. */
export function make(machine: Machine, wanted: Wanted, namespace: string): Outcome {
  const { work } = machine.cluster;
  const { now } = machine;
  switch (wanted.kind) {
    case 'Namespace': {
      if (work.hasNamespace(wanted.name)) return 'unchanged';
      const labels = [...wanted.labels, ['kubernetes.io/metadata.name', wanted.name] as const];
      work.namespaces = [...work.namespaces, { name: wanted.name, created: now, labels }];
      work.touch();
      return 'created';
    }
    case 'ConfigMap': {
      const { name, labels, data } = wanted;
      const before = work.configMaps.find((each) => each.name === name && each.namespace === namespace);
      if (before !== undefined && JSON.stringify(before.data) === JSON.stringify(data)) return 'unchanged';
      work.putConfigMap({ namespace, name, labels, data, created: before?.created ?? now });
      return before === undefined ? 'created' : 'configured';
    }
    case 'Pod':
      return makeOnePod(machine, wanted, namespace);
    case 'Deployment':
      return makeDeployment(machine, wanted, namespace);
    case 'Service':
      return makeService(machine, wanted, namespace);
  }
}

function makeOnePod(
  machine: Machine,
  { name, template }: Wanted & { readonly kind: 'Pod' },
  namespace: string,
): Outcome {
  const { work } = machine.cluster;
  const before = work.findPod(namespace, name);
  if (before === undefined) {
    makePod(machine, namespace, name, template, null);
    return 'created';
  }
  if (
    imagesOf(before.template) !== imagesOf(template) &&
    before.template.containers.length === template.containers.length
  ) {
    const containers = before.template.containers.map((each, i) => ({ ...each, image: template.containers[i]!.image }));
    work.changePod(before, { template: { ...before.template, containers }, labels: template.labels });
    return 'configured';
  }
  if (JSON.stringify(before.labels) === JSON.stringify(template.labels)) return 'unchanged';
  work.changePod(before, { labels: template.labels });
  return 'configured';
}

function imagesOf({ containers }: PodTemplate): string {
  return containers.map(({ image }) => image).join(',');
}

/** The same pods would come of both. Of what a lab file tells nothing about, a manifest is believed. */
function agrees(before: PodTemplate, template: PodTemplate, inferred: boolean): boolean {
  if (!inferred) return JSON.stringify(before) === JSON.stringify(template);
  return JSON.stringify(before.labels) === JSON.stringify(template.labels) && imagesOf(before) === imagesOf(template);
}

function makeDeployment(
  machine: Machine,
  wanted: Wanted & { readonly kind: 'Deployment' },
  namespace: string,
): Outcome {
  const { work } = machine.cluster;
  const { name, labels, annotations, replicas, selector, template } = wanted;
  const before = work.findDeployment(namespace, name);
  if (before === undefined) {
    const hash = hashOf(template);
    const record = { namespace, name, labels, annotations, selector, replicas, template, hash };
    work.putDeployment({ ...record, created: machine.now, revision: 1, inferred: false });
    reconcile(machine, { namespace, name });
    return 'created';
  }
  if (JSON.stringify(before.selector) !== JSON.stringify(selector)) {
    const terms = selector.map(([key, value]) => `"${key}":"${value}"`).join(', ');
    throw new Refusal(
      `The Deployment "${name}" is invalid: spec.selector: Invalid value: {"matchLabels":{${terms}}}: field is immutable`,
    );
  }
  const same = agrees(before.template, template, before.inferred);
  const more = before.inferred
    ? labels.length === 0 || before.labels.length === 0
    : JSON.stringify(before.labels) === JSON.stringify(labels);
  const change = same ? {} : { hash: hashOf(template), revision: before.revision + 1, inferred: false };
  work.putDeployment({ ...before, labels, annotations, replicas, template, ...change });
  if (same && before.replicas === replicas) return more ? 'unchanged' : 'configured';
  reconcile(machine, before);
  return 'configured';
}

function makeService(machine: Machine, wanted: Wanted & { readonly kind: 'Service' }, namespace: string): Outcome {
  const { work } = machine.cluster;
  const { name, labels, annotations, selector, port, targetPort, protocol, type } = wanted;
  const before = work.findService(namespace, name);
  if (before !== undefined && wanted.clusterIP !== null && wanted.clusterIP !== before.clusterIP) {
    throw new Refusal(
      `The Service "${name}" is invalid: spec.clusterIPs[0]: Invalid value: ["${wanted.clusterIP}"]: may not change once set`,
    );
  }
  const clusterIP = before?.clusterIP ?? wanted.clusterIP ?? freeServiceAddress(work);
  if (clusterIP === null) throw new Refusal('error: this lab has no service whose network could give another address');
  const holder = work.services.find((each) => each.clusterIP === clusterIP && each !== before);
  if (holder !== undefined) {
    throw new Refusal(
      `The Service "${name}" is invalid: spec.clusterIPs: Invalid value: ["${clusterIP}"]: failed to allocate IP ${clusterIP}: provided IP is already allocated`,
    );
  }
  const nodePort = type === 'ClusterIP' ? null : (wanted.nodePort ?? before?.nodePort ?? freeNodePort(work));
  const made = { selector, port, targetPort, protocol, type, nodePort };
  const same =
    before !== undefined &&
    Object.entries(made).every(([key, value]) => sameJson(before[key as keyof typeof made], value));
  if (same && (sameJson(before.labels, labels) || before.created < 0)) return 'unchanged';
  const created = before?.created ?? machine.now;
  work.putService({
    ...made,
    name: fullName(namespace, name),
    clusterIP,
    externalIP: null,
    created,
    labels,
    annotations,
  });
  if (!same) tellLab(machine);
  return before === undefined ? 'created' : 'configured';
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
