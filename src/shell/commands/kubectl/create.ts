import { container, podTemplate } from '../../cluster/pod-template.ts';
import type { Labels } from '../../cluster/records.ts';
import type { Context } from '../../command.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import { createFrom, make } from './apply.ts';
import type { Flags } from './flags.ts';
import { prefixOf } from './kind.ts';
import { itemsOf, kindOf } from './kinds.ts';
import type { Wanted } from './manifest.ts';
import { nameProblem } from './manifest-checks.ts';
import { formatted } from './output.ts';
import { Refusal } from './refusal.ts';
import { demandKind, namespaceOf, notFound } from './resource-arguments.ts';

export const CREATE = ['configmap', 'deployment', 'namespace', 'service'] as const;

/** kubectl create -f, create deployment, namespace, configmap and service. */
export function* create(context: Context, flags: Flags, words: readonly string[]): Task {
  if (flags.has('file')) return yield* createFrom(context, flags);
  const [type, ...rest] = words;
  if (type === undefined)
    throw new Refusal("error: must specify one of -f and -k\nSee 'kubectl create -h' for help and examples");
  const service = /^(?:services?|svc)$/.test(type);
  const [name] = service ? rest.slice(1) : rest;
  const called =
    { ns: 'namespace', cm: 'configmap', deploy: 'deployment', dep: 'deployment', svc: 'service' }[type] ?? type;
  if (!CREATE.some((each) => each === called)) {
    throw new Refusal(`error: kubectl create ${type} is not part of this lab: ${CREATE.join(', ')} are, and -f`);
  }
  if (name === undefined)
    throw new Refusal(
      `error: exactly one NAME is required, got 0\nSee 'kubectl create ${called} -h' for help and examples`,
    );
  return yield* finish(context, flags, wantedOf(flags, called, name, rest));
}

function wantedOf(flags: Flags, type: string, name: string, rest: readonly string[]): Wanted {
  const common = { namespace: null, name, labels: [], annotations: [] };
  if (type === 'namespace') return { ...common, kind: 'Namespace' };
  if (type === 'configmap') {
    const data = flags.values('literal').map((each): readonly [string, string] => {
      const cut = each.indexOf('=');
      if (cut <= 0) throw new Refusal(`error: invalid literal source ${each}, expected key=value`);
      return [each.slice(0, cut), each.slice(cut + 1)];
    });
    return { ...common, kind: 'ConfigMap', data };
  }
  if (type === 'service') {
    const kind = ({ clusterip: 'ClusterIP', nodeport: 'NodePort', loadbalancer: 'LoadBalancer' } as const)[
      rest[0] ?? ''
    ];
    if (kind === undefined)
      throw new Refusal(
        `error: kubectl create service ${rest[0] ?? ''} is not part of this lab: clusterip, nodeport and loadbalancer are`,
      );
    const [port = 80, target = port] = (flags.value('port') ?? '80').split(':').map(Number);
    const labels: Labels = [['app', name]];
    const spec = {
      selector: labels,
      port,
      targetPort: target,
      protocol: 'TCP',
      type: kind,
      clusterIP: null,
      nodePort: null,
    } as const;
    return { ...common, kind: 'Service', labels, ...spec };
  }
  const image = flags.value('image');
  if (image === null) throw new Refusal('error: required flag(s) "image" not set');
  const short = (image.split('/').at(-1) ?? image).split(/[:@]/)[0] ?? image;
  const labels: Labels = [['app', name]];
  const port = Number(flags.value('port') ?? 0);
  const one = { ...container(short, image, port > 0 ? [port] : []), command: [...(flags.rest ?? [])] };
  const template = podTemplate(labels, [one]);
  return {
    ...common,
    kind: 'Deployment',
    labels,
    replicas: Number(flags.value('replicas') ?? 1),
    selector: labels,
    template,
  };
}

/** kubectl expose deployment NAME --port=… */
export function* expose(context: Context, flags: Flags, words: readonly string[]): Task {
  const { machine } = context;
  const [type = '', name = ''] = words[0]?.includes('/') === true ? words[0].split('/') : words;
  if (type === '') throw new Refusal('error: You must provide one or more resources by argument or filename.');
  const kind = demandKind(machine, type);
  const { work } = machine.cluster;
  const namespace = namespaceOf(flags);
  const found =
    kind.plural === 'deployments'
      ? work.findDeployment(namespace, name)
      : kind.plural === 'pods'
        ? work.findPod(namespace, name)
        : undefined;
  if (found === undefined) {
    if (kind.plural === 'deployments' || kind.plural === 'pods') throw new Refusal(notFound(kind, name));
    throw new Refusal(`error: cannot expose a ${kind.kind}`);
  }
  const selector = 'selector' in found ? found.selector : found.labels;
  const own = found.template.containers.flatMap(({ ports }) => ports)[0];
  const said = flags.value('port') ?? (own === undefined ? null : `${own}`);
  if (said === null)
    throw new Refusal(
      "error: couldn't find port via --port flag or introspection\nSee 'kubectl expose -h' for help and examples",
    );
  const target = Number(flags.value('targetPort') ?? said);
  const type_ = flags.value('type') ?? 'ClusterIP';
  if (type_ !== 'ClusterIP' && type_ !== 'NodePort' && type_ !== 'LoadBalancer')
    throw new Refusal(`error: service type ${type_} is not part of this lab: ClusterIP, NodePort and LoadBalancer are`);
  return yield* finish(
    context,
    flags,
    {
      kind: 'Service',
      namespace: null,
      name: flags.value('called') ?? name,
      labels: found.labels,
      annotations: [],
      selector,
      port: Number(said),
      targetPort: Number.isInteger(target) ? target : Number(said),
      protocol: 'TCP',
      type: type_,
      clusterIP: null,
      nodePort: null,
    },
    'exposed',
  );
}

function* finish(context: Context, flags: Flags, wanted: Wanted, done = 'created'): Task {
  const { io, machine } = context;
  const kind = kindOf(wanted.kind)!;
  const namespace = namespaceOf(flags);
  const problem = nameProblem(wanted.kind, wanted.name);
  if (problem !== null) throw new Refusal(problem);
  if (kind.namespaced && !machine.cluster.work.hasNamespace(namespace)) {
    throw new Refusal(`error: failed to create ${kind.singular}: namespaces "${namespace}" not found`);
  }
  const same = (item: { readonly name: string; readonly namespace: string | null }): boolean =>
    item.name === wanted.name && (!kind.namespaced || item.namespace === namespace);
  if (itemsOf(kind, machine).some(same)) {
    const plural = kind.group === '' ? kind.plural : `${kind.plural}.${kind.group}`;
    const lead =
      kind.kind === 'Namespace' || done === 'exposed'
        ? 'Error from server (AlreadyExists)'
        : `error: failed to create ${kind.singular}`;
    throw new Refusal(`${lead}: ${plural} "${wanted.name}" already exists`);
  }
  const dry = flags.value('dryRun');
  if (dry === null) make(machine, wanted, namespace);
  else if (flags.has('output'))
    throw new Refusal('error: --dry-run with -o is not part of this lab: create it and get it');
  const output = flags.value('output');
  const item = output === null ? undefined : itemsOf(kind, machine).find(same);
  const text =
    item !== undefined && output !== null
      ? formatted(output, [{ kind, item }], true, true)
      : `${prefixOf(kind)}/${wanted.name} ${done}${dry === null ? '' : dry === 'server' ? ' (server dry run)' : ' (dry run)'}\n`;
  yield* write(io.stdout, text);
  return 0;
}
