import { startPods, stopPods } from '../../cluster/controllers.ts';
import type { Context } from '../../command.ts';
import { write } from '../../process/stream.ts';
import { until, type Task } from '../../process/task.ts';
import { tableText } from './table-text.ts';
import { runIn } from './exec.ts';
import type { Flags } from './flags.ts';
import { KINDS } from './kinds.ts';
import { pickPod } from './pick-pod.ts';

function* complain({ io }: Context, text: string): Task {
  yield* write(io.stderr, `${text}\n`);
  return 1;
}

/** kubectl run NAME --image=… [--rm -it] [-- COMMAND]. */
export function* run(context: Context, flags: Flags, words: readonly string[]): Task {
  const [name, ...inline] = words;
  const image = flags.value('image');
  if (name === undefined) return yield* complain(context, 'error: NAME is required for run');
  if (image === null) return yield* complain(context, 'error: required flag(s) "image" not set');
  const { machine } = context;
  const { work } = machine.cluster;
  const namespace = flags.value('namespace') ?? 'default';
  if (work.pods.some((pod) => pod.namespace === namespace && pod.name === name))
    return yield* complain(context, `Error from server (AlreadyExists): pods "${name}" already exists`);
  const template = {
    labels: [['run', name]] as const,
    containers: [{ name, image, ports: [], command: [] }],
    nodeName: null,
    nodeSelector: [],
    apartFrom: [],
  };
  startPods(machine, [work.create(namespace, name, template, null, machine.now)]);
  const find = (): (typeof work.pods)[number] | undefined =>
    work.pods.find((pod) => pod.namespace === namespace && pod.name === name);
  const command = flags.rest ?? inline;
  if (!flags.has('stdin')) {
    yield* write(context.io.stdout, `pod/${name} created\n`);
    return 0;
  }
  yield* until(() => find()?.state === 'Running');
  const pod = find()!;
  const code = yield* runIn(context, flags, pod, name, command.length > 0 ? command : ['sh']);
  if (flags.has('remove')) {
    stopPods(machine, [pod]);
    yield* write(context.io.stdout, `pod "${name}" deleted\n`);
  }
  return code;
}

/** kubectl logs: what the programs of the lab would have written; most write nothing that the lab models. */
export function* logs(context: Context, flags: Flags, words: readonly string[]): Task {
  const [target] = words;
  if (target === undefined)
    return yield* complain(
      context,
      "error: expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command\nSee 'kubectl logs -h' for help and examples",
    );
  const pod = pickPod(context, flags.value('namespace') ?? 'default', target);
  if (typeof pod === 'string') return yield* complain(context, pod);
  const web = pod.containers.some(({ image }) => image.includes('whoami'));
  const dns = pod.labels.some(([key, value]) => key === 'k8s-app' && value === 'kube-dns');
  const lines = web
    ? ['2025/08/09 18:00:00 Starting up on port 80']
    : dns
      ? ['.:53', '[INFO] plugin/reload: Running configuration SHA512', 'CoreDNS-1.12.0']
      : [];
  yield* write(context.io.stdout, lines.map((line) => `${line}\n`).join(''));
  if (flags.has('follow')) yield* until(() => false);
  return 0;
}

/** kubectl label pods NAME key=value key-. */
export function* label(context: Context, flags: Flags, words: readonly string[]): Task {
  const [first = '', ...rest] = words;
  const [name, changes] = first.includes('/') ? [first.split('/')[1]!, rest] : [rest[0] ?? '', rest.slice(1)];
  const { work } = context.machine.cluster;
  const namespace = flags.value('namespace') ?? 'default';
  const pod = work.pods.find((each) => each.namespace === namespace && each.name === name);
  if (pod === undefined) return yield* complain(context, `Error from server (NotFound): pods "${name}" not found`);
  const labels = new Map(pod.labels);
  for (const change of changes) {
    const [key = '', value] = change.split('=');
    if (change.endsWith('-')) labels.delete(change.slice(0, -1));
    else if (labels.has(key) && !flags.has('overwrite') && labels.get(key) !== value)
      return yield* complain(
        context,
        `error: '${key}' already has a value (${labels.get(key)}), and --overwrite is false`,
      );
    else labels.set(key, value ?? '');
  }
  work.replace(pod, { labels: [...labels] });
  yield* write(context.io.stdout, `pod/${name} labeled\n`);
  return 0;
}

/** kubectl version, cluster-info, api-resources, config …: facts about the cluster. */
export function* facts(context: Context, flags: Flags, verb: string, words: readonly string[]): Task {
  const { io, machine } = context;
  const { file } = machine.world;
  const version = `v${file.versions.kubernetes.replace(/^v/, '')}`;
  const server = file.nodes.find(({ controlPlane }) => controlPlane)?.ip ?? file.nodes[0]?.ip ?? '';
  switch (verb) {
    case 'version':
      yield* write(
        io.stdout,
        `Client Version: ${version}\nKustomize Version: v5.6.0\n${flags.has('client') ? '' : `Server Version: ${version}\n`}`,
      );
      return 0;
    case 'cluster-info':
      yield* write(
        io.stdout,
        `Kubernetes control plane is running at https://${server}:6443\nCoreDNS is running at https://${server}:6443/api/v1/namespaces/kube-system/services/kube-dns:dns/proxy\n\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n`,
      );
      return 0;
    case 'api-resources':
      yield* write(
        io.stdout,
        tableText([
          ['NAME', 'SHORTNAMES', 'NAMESPACED'],
          ...KINDS.map(({ plural, names, namespaced }) => [
            plural,
            names.filter((name) => name.length <= 6 && name !== plural && !name.includes('.')).join(','),
            `${namespaced}`,
          ]),
        ]),
      );
      return 0;
    default: {
      const [what] = words;
      if (what === 'current-context') yield* write(io.stdout, 'kubernetes-admin@kubernetes\n');
      else if (what === 'get-contexts')
        yield* write(
          io.stdout,
          tableText([
            ['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE'],
            ['*', 'kubernetes-admin@kubernetes', 'kubernetes', 'kubernetes-admin', ''],
          ]),
        );
      else
        return yield* complain(
          context,
          `error: 'kubectl config ${what ?? ''}' is not supported in this lab: current-context and get-contexts are`,
        );
      return 0;
    }
  }
}
