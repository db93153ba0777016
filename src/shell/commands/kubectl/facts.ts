import { serviceSubnet } from '../../cluster/first-config-maps.ts';
import { KUBEADM_POD_SUBNET } from '../../../lab/presets/kubeadm.ts';
import type { Context } from '../../command.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import { objectJson, objectYaml } from './object-text.ts';
import type { Flags } from './flags.ts';
import { apiVersionOf } from './kind.ts';
import { KINDS } from './kinds.ts';
import { Refusal } from './refusal.ts';
import { tableText } from './table-text.ts';

const API_SERVER_PORT = 6443;
export const CONFIG = [
  'current-context',
  'get-clusters',
  'get-contexts',
  'get-users',
  'set-context',
  'use-context',
  'view',
] as const;
const CONTEXT = 'kubernetes-admin@kubernetes';

function serverOf({ machine }: Context): string {
  const { nodes } = machine.world.file;
  const control = nodes.find(({ controlPlane }) => controlPlane) ?? nodes[0];
  return `https://${control?.ip ?? ''}:${API_SERVER_PORT}`;
}

/** kubectl version. */
export function* version(context: Context, flags: Flags): Task {
  const { io, machine } = context;
  const gitVersion = `v${machine.world.file.versions.kubernetes.replace(/^v/, '')}`;
  const output = flags.value('output');
  const [major = '', minor = ''] = gitVersion.slice(1).split('.');
  const told = { gitVersion, major, minor, platform: 'linux/amd64' };
  if (output === 'yaml' || output === 'json') {
    const all = {
      clientVersion: told,
      kustomizeVersion: 'v5.6.0',
      ...(flags.has('client') ? {} : { serverVersion: told }),
    };
    yield* write(
      io.stdout,
      output === 'yaml'
        ? objectYaml(all)
        : objectJson(all).replaceAll(/^( +)/gm, (_, blanks: string) => blanks.slice(blanks.length / 2)),
    );
    return 0;
  }
  if (output !== null) throw new Refusal("error: --output must be 'yaml' or 'json'");
  const server = flags.has('client') ? '' : `Server Version: ${gitVersion}\n`;
  yield* write(io.stdout, `Client Version: ${gitVersion}\nKustomize Version: v5.6.0\n${server}`);
  return 0;
}

/** kubectl cluster-info; of its dump the lines about networks, which study posts look for. */
export function* clusterInfo(context: Context, _flags: Flags, words: readonly string[]): Task {
  const { io, machine } = context;
  if (words[0] === 'dump') {
    const subnet = serviceSubnet(machine.world.file);
    // unverified: the indentation of the two lines; the rest of the dump is not part of the lab.
    const lines = [
      `--service-cluster-ip-range=${subnet ?? ''}`,
      `--cluster-cidr=${KUBEADM_POD_SUBNET}`,
      `--service-cluster-ip-range=${subnet ?? ''}`,
    ];
    yield* write(io.stdout, lines.map((line) => `${' '.repeat(28)}"${line}",\n`).join(''));
    return 0;
  }
  if (words.length > 0) throw new Refusal(`error: unknown command "${words[0] ?? ''}" for "kubectl cluster-info"`);
  const server = serverOf(context);
  const dns = machine.cluster.work.services.some(({ name }) => name === 'kube-system/kube-dns');
  yield* write(
    io.stdout,
    `Kubernetes control plane is running at ${server}\n${dns ? `CoreDNS is running at ${server}/api/v1/namespaces/kube-system/services/kube-dns:dns/proxy\n` : ''}\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n`,
  );
  return 0;
}

/** kubectl api-resources, of the kinds that the lab has. */
export function* apiResources({ io, machine }: Context, flags: Flags): Task {
  const namespaced = flags.value('namespacedOnly');
  const group = flags.value('apiGroup');
  const kinds = KINDS.filter(
    (kind) =>
      kind.exists?.(machine) !== false &&
      (namespaced === null || `${kind.namespaced}` === namespaced) &&
      (group === null || kind.group === group),
  ).toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  if (flags.value('output') === 'name') {
    yield* write(
      io.stdout,
      kinds.map((kind) => `${kind.plural}${kind.group === '' ? '' : `.${kind.group}`}\n`).join(''),
    );
    return 0;
  }
  const rows = kinds.map((kind) => [
    kind.plural,
    kind.short.join(','),
    apiVersionOf(kind),
    `${kind.namespaced}`,
    kind.kind,
  ]);
  const head = ['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND'];
  yield* write(io.stdout, tableText(flags.has('noHeaders') ? rows : [head, ...rows]));
  return 0;
}

function key({ group, plural }: { readonly group: string; readonly plural: string }): string {
  return `${group} ${plural}`;
}

/** kubectl api-versions. */
export function* apiVersions({ io, machine }: Context): Task {
  const all = new Set(KINDS.filter((kind) => kind.exists?.(machine) !== false).map(apiVersionOf));
  yield* write(
    io.stdout,
    [...all]
      .toSorted()
      .map((each) => `${each}\n`)
      .join(''),
  );
  return 0;
}

/** kubectl config: the lab has one cluster and one user; only the namespace can be another. */
export function* config(context: Context, flags: Flags, words: readonly string[]): Task {
  const { io, machine } = context;
  const { currentNamespace } = machine.cluster.work;
  const own = currentNamespace === 'default' ? '' : currentNamespace;
  const [what = '', name] = words;
  switch (what) {
    case 'current-context':
      yield* write(io.stdout, `${CONTEXT}\n`);
      return 0;
    case 'get-contexts': {
      const rows = [['*', CONTEXT, 'kubernetes', 'kubernetes-admin', own]];
      const head = ['CURRENT', 'NAME', 'CLUSTER', 'AUTHINFO', 'NAMESPACE'];
      const text =
        flags.value('output') === 'name' ? `${CONTEXT}\n` : tableText(flags.has('noHeaders') ? rows : [head, ...rows]);
      yield* write(io.stdout, text);
      return 0;
    }
    case 'get-clusters':
      yield* write(io.stdout, 'NAME\nkubernetes\n');
      return 0;
    case 'get-users':
      yield* write(io.stdout, 'NAME\nkubernetes-admin\n');
      return 0;
    case 'use-context':
      if (name !== CONTEXT) throw new Refusal(`error: no context exists with the name: "${name ?? ''}"`);
      yield* write(io.stdout, `Switched to context "${CONTEXT}".\n`);
      return 0;
    case 'set-context':
      if (name !== CONTEXT && !flags.has('current'))
        throw new Refusal('error: you must specify a non-empty context name or --current');
      machine.cluster.work.currentNamespace = flags.value('namespace') ?? machine.cluster.work.currentNamespace;
      yield* write(io.stdout, `Context "${CONTEXT}" modified.\n`);
      return 0;
    case 'view':
      yield* write(io.stdout, view(context));
      return 0;
    default:
      throw new Refusal(`error: kubectl config ${what} is not part of this lab: ${CONFIG.join(', ')} are`);
  }
}

function view(context: Context): string {
  const { currentNamespace } = context.machine.cluster.work;
  const namespaced = currentNamespace === 'default' ? {} : { namespace: currentNamespace };
  return objectYaml({
    apiVersion: 'v1',
    clusters: [
      { cluster: { 'certificate-authority-data': 'DATA+OMITTED', server: serverOf(context) }, name: 'kubernetes' },
    ],
    contexts: [{ context: { cluster: 'kubernetes', ...namespaced, user: 'kubernetes-admin' }, name: CONTEXT }],
    'current-context': CONTEXT,
    kind: 'Config',
    preferences: {},
    users: [
      {
        name: 'kubernetes-admin',
        user: { 'client-certificate-data': 'DATA+OMITTED', 'client-key-data': 'DATA+OMITTED' },
      },
    ],
  });
}
