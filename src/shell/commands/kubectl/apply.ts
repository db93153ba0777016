import { reconcile, startPods, stopPods, tellLab } from '../../cluster/controllers.ts';
import type { Context } from '../../command.ts';
import { readAll, write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import { openInput } from '../input.ts';
import type { Flags } from './flags.ts';
import { readManifest, type Wanted } from './manifest.ts';
import { placed } from './objects.ts';

/** The text of -f, or the error about it. */
export function* manifestText(
  context: Context,
  file: string,
): Task<{ readonly text: string } | { readonly error: string }> {
  const source = openInput(context, file);
  if (typeof source === 'string') return { error: `error: the path "${file}" does not exist` };
  return { text: yield* readAll(source) };
}

/** kubectl apply and create -f. */
export function* apply(context: Context, flags: Flags): Task {
  const { io, machine } = context;
  const files = flags.values('file');
  if (files.length === 0) {
    yield* write(io.stderr, 'error: must specify one of -f and -k\n');
    return 1;
  }
  let code = 0;
  for (const file of files) {
    const source = yield* manifestText(context, file);
    const read =
      'error' in source
        ? ({ ok: false, error: source.error } as const)
        : readManifest(source.text, file === '-' ? 'STDIN' : file);
    if (!read.ok) {
      yield* write(io.stderr, `${read.error}\n`);
      code = 1;
      continue;
    }
    let touched = false;
    for (const wanted of read.wanted) {
      const namespace = 'namespace' in wanted ? (wanted.namespace ?? flags.value('namespace') ?? 'default') : null;
      if (namespace !== null && !machine.cluster.work.namespaces.includes(namespace)) {
        yield* write(
          io.stderr,
          `Error from server (NotFound): error when creating "${file === '-' ? 'STDIN' : file}": namespaces "${namespace}" not found\n`,
        );
        code = 1;
        continue;
      }
      const [line, services] = applied(context, wanted, namespace ?? 'default');
      touched ||= services;
      yield* write(io.stdout, `${line}\n`);
    }
    if (touched) tellLab(machine);
  }
  return code;
}

/** Carries one object out. What kubectl says, and whether services have changed. */
function applied({ machine }: Context, wanted: Wanted, namespace: string): readonly [string, boolean] {
  const { work } = machine.cluster;
  const { now } = machine;
  switch (wanted.kind) {
    case 'Namespace': {
      const there = work.namespaces.includes(wanted.name);
      if (!there) work.namespaces.push(wanted.name);
      return [`namespace/${wanted.name} ${there ? 'unchanged' : 'created'}`, false];
    }
    case 'Pod': {
      if (work.pods.some((pod) => pod.namespace === namespace && pod.name === wanted.name))
        return [`pod/${wanted.name} unchanged`, false];
      startPods(machine, [work.create(namespace, wanted.name, wanted.template, null, now)]);
      return [`pod/${wanted.name} created`, false];
    }
    case 'Deployment': {
      const { name, labels, replicas, selector, template } = wanted;
      const before = work.deployments.find((each) => each.namespace === namespace && each.name === name);
      const hash = work.hashOf(template);
      if (before === undefined) {
        const made = { namespace, name, labels, selector, replicas, template, hash, created: now, revision: 1 };
        work.deployments.push(made);
        reconcile(machine, made);
        return [`deployment.apps/${name} created`, false];
      }
      const same = sameTemplate(before.template, template);
      if (same && before.replicas === replicas) return [`deployment.apps/${name} unchanged`, false];
      const after = {
        ...before,
        labels,
        replicas,
        selector,
        template,
        ...(same ? {} : { hash, revision: before.revision + 1 }),
      };
      work.deployments = work.deployments.map((each) => (each === before ? after : each));
      if (!same) stopPods(machine, work.podsOf(before));
      reconcile(machine, after);
      return [`deployment.apps/${name} configured`, false];
    }
    case 'Service': {
      const full = namespace === 'default' ? wanted.name : `${namespace}/${wanted.name}`;
      const before = work.services.find((each) => each.name === full);
      const { labels, selector, port, targetPort, protocol, type } = wanted;
      const clusterIP = before?.clusterIP ?? wanted.clusterIP ?? work.freeServiceAddress();
      const nodePort =
        type === 'ClusterIP'
          ? null
          : (wanted.nodePort ?? before?.nodePort ?? 30_000 + (machine.random(full).next() % 2768));
      const made = {
        name: full,
        clusterIP,
        port,
        targetPort,
        protocol,
        selector,
        type,
        nodePort,
        externalIP: null,
        created: before?.created ?? now,
        labels,
      };
      const same =
        before !== undefined &&
        before.port === port &&
        before.targetPort === targetPort &&
        before.type === type &&
        JSON.stringify(before.selector) === JSON.stringify(selector);
      if (!same) work.services = [...work.services.filter((each) => each !== before), made];
      return [`service/${wanted.name} ${before === undefined ? 'created' : same ? 'unchanged' : 'configured'}`, !same];
    }
  }
}

/** The same pods would come of both: a lab file tells of images and labels only. */
function sameTemplate(
  a: { readonly labels: unknown; readonly containers: readonly { readonly image: string }[] },
  b: typeof a,
): boolean {
  const images = (template: typeof a): string => template.containers.map(({ image }) => image).join(',');
  return JSON.stringify(a.labels) === JSON.stringify(b.labels) && images(a) === images(b);
}

/** kubectl delete. */
export function* remove(context: Context, flags: Flags, words: readonly string[]): Task {
  const { io } = context;
  const targets: { readonly type: string; readonly name: string; readonly namespace: string }[] = [];
  const namespace = flags.value('namespace') ?? 'default';
  for (const file of flags.values('file')) {
    const source = yield* manifestText(context, file);
    const read = 'error' in source ? ({ ok: false, error: source.error } as const) : readManifest(source.text, file);
    if (!read.ok) {
      yield* write(io.stderr, `${read.error}\n`);
      return 1;
    }
    for (const wanted of read.wanted)
      targets.push({
        type: wanted.kind.toLowerCase(),
        name: wanted.name,
        namespace: ('namespace' in wanted ? wanted.namespace : null) ?? namespace,
      });
  }
  const [first, ...names] = words;
  if (first?.includes('/') === true)
    for (const word of words) targets.push({ type: word.split('/')[0]!, name: word.split('/')[1] ?? '', namespace });
  else if (first !== undefined) for (const name of names) targets.push({ type: first, name, namespace });
  if (targets.length === 0) {
    yield* write(io.stderr, 'error: resource(s) were provided, but no name was specified\n');
    return 1;
  }
  if (flags.has('force'))
    yield* write(
      io.stderr,
      'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n',
    );
  let code = 0;
  for (const { type, name, namespace: where } of targets) {
    const line = removed(context, type, name, where);
    if (line.startsWith('Error') || line.startsWith('error')) {
      if (flags.has('ignore')) continue;
      code = 1;
      yield* write(io.stderr, `${line}\n`);
    } else yield* write(io.stdout, `${line}\n`);
  }
  return code;
}

function removed({ machine }: Context, type: string, name: string, namespace: string): string {
  const { work } = machine.cluster;
  const kind = /^(?:pods?|po)$/.test(type)
    ? 'pod'
    : /^(?:deploy(?:ments?)?)(?:\.apps)?$/.test(type)
      ? 'deployment'
      : /^(?:services?|svc)$/.test(type)
        ? 'service'
        : null;
  if (kind === 'pod') {
    const pod = work.pods.find((each) => each.namespace === namespace && each.name === name);
    if (pod === undefined) return `Error from server (NotFound): pods "${name}" not found`;
    stopPods(machine, [pod]);
    const deployment = work.deployments.find(
      (each) => pod.owner?.name === `${each.name}-${each.hash}` && each.namespace === namespace,
    );
    if (deployment !== undefined) reconcile(machine, deployment);
    return `pod "${name}" deleted${namespace === 'default' ? '' : ` from ${namespace} namespace`}`.replace(
      / from .*$/,
      '',
    );
  }
  if (kind === 'deployment') {
    const deployment = work.deployments.find((each) => each.namespace === namespace && each.name === name);
    if (deployment === undefined) return `Error from server (NotFound): deployments.apps "${name}" not found`;
    work.deployments = work.deployments.filter((each) => each !== deployment);
    stopPods(machine, work.podsOf(deployment));
    return `deployment.apps "${name}" deleted`;
  }
  if (kind === 'service') {
    const service = work.services.find((each) => placed(each.name)[0] === namespace && placed(each.name)[1] === name);
    if (service === undefined) return `Error from server (NotFound): services "${name}" not found`;
    work.services = work.services.filter((each) => each !== service);
    tellLab(machine);
    return `service "${name}" deleted`;
  }
  return `error: deleting ${type} is not supported in this lab: pods, deployments and services are`;
}
