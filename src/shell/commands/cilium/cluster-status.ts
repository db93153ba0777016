import { ciliumImages } from '../../cluster/cilium-images.ts';
import { valueAt } from '../../cluster/helm-values.ts';
import type { Machine } from '../../machine.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import type { CobraCall, CobraFlags } from '../cobra/tree.ts';
import { tabwriter } from '../cobra/tabwriter.ts';

export const CLUSTER_STATUS_FLAGS = {
  wait: {
    names: ['--wait'],
    about: { en: 'Wait for status to report success (no errors and warnings)', ko: '모두 정상일 때까지 기다린다' },
  },
  waitDuration: {
    names: ['--wait-duration'],
    takes: 'duration',
    default: '5m0s',
    about: { en: 'Maximum time to wait for status', ko: '기다리는 시간' },
  },
  ignoreWarnings: {
    names: ['--ignore-warnings'],
    about: { en: 'Ignore warnings when waiting for status to report success', ko: '경고는 넘어간다' },
  },
  verbose: { names: ['--verbose'], about: { en: 'Print more verbose error / log messages', ko: '자세히' } },
  output: {
    names: ['-o', '--output'],
    takes: 'string',
    default: '"summary"',
    about: { en: 'Output format. One of: json, summary', ko: '출력 형식' },
  },
} satisfies CobraFlags;

const SGR = { red: 31, green: 32, yellow: 33, blue: 34, magenta: 35, cyan: 36 } as const;
function on(color: keyof typeof SGR): string {
  return `\u001b[${SGR[color]}m`;
}
const OFF = '\u001b[0m';

interface Workload {
  readonly kind: 'DaemonSet' | 'Deployment';
  readonly name: string;
  readonly pods: number;
}

/** Cilium's own workloads as the values of the release ask for them. */
export function workloadsOf({ world, cluster }: Machine): readonly Workload[] {
  const { values } = cluster.helm.current;
  const wanted = (path: string): boolean => valueAt(values, path) === true || valueAt(values, path) === 'true';
  const nodes = world.nodes.length;
  const replicas = Number(valueAt(values, 'operator.replicas') ?? 2);
  return [
    { kind: 'DaemonSet', name: 'cilium', pods: nodes },
    { kind: 'DaemonSet', name: 'cilium-envoy', pods: nodes },
    { kind: 'Deployment', name: 'cilium-operator', pods: replicas },
    ...(wanted('hubble.relay.enabled') ? [{ kind: 'Deployment', name: 'hubble-relay', pods: 1 } as const] : []),
    ...(wanted('hubble.ui.enabled') ? [{ kind: 'Deployment', name: 'hubble-ui', pods: 1 } as const] : []),
  ];
}

function logo(relay: boolean): readonly string[] {
  const ok = `${on('green')}OK${OFF}`;
  const disabled = `${on('cyan')}disabled${OFF}`;
  const row = (art: string, name: string, text: string): string => `${art}${OFF}\t${name}:\t${text}`;
  return [
    `${on('yellow')}    /¯¯\\`,
    row(`${on('cyan')} /¯¯${on('yellow')}\\__/${on('green')}¯¯\\`, 'Cilium', ok),
    row(`${on('cyan')} \\__${on('red')}/¯¯\\${on('green')}__/`, 'Operator', ok),
    row(`${on('green')} /¯¯${on('red')}\\__/${on('magenta')}¯¯\\`, 'Envoy DaemonSet', ok),
    row(`${on('green')} \\__${on('blue')}/¯¯\\${on('magenta')}__/`, 'Hubble Relay', relay ? ok : disabled),
    row(`${on('blue')}${on('blue')}${on('blue')}    \\__/`, 'ClusterMesh', disabled),
    '',
  ];
}

/** Pods with a network of their own: all of them have one from Cilium. */
function podCount({ world }: Machine, own: readonly Workload[]): number {
  const names = [...world.pods.values()].map((pod) => pod.shortName);
  const more = own.filter(({ name }) => name.startsWith('hubble-') && !names.some((each) => each.startsWith(name)));
  return names.length + more.length;
}

/** Status.Format of cilium-cli 0.18, in colour whoever reads it. */
export function statusPage(machine: Machine): string {
  const own = workloadsOf(machine);
  const relay = own.some(({ name }) => name === 'hubble-relay');
  const green = (text: string): string => `${on('green')}${text}${OFF}`;
  const names = ['cilium', 'cilium-envoy', 'cilium-operator', 'clustermesh-apiserver', 'hubble-relay'];
  if (own.some(({ name }) => name === 'hubble-ui')) names.push('hubble-ui');
  const containers = names.map((name, i) => {
    const pods = own.find((each) => each.name === name)?.pods;
    return `${i === 0 ? 'Containers:' : ''}\t${name}\t${pods === undefined ? '' : `Running: ${green(`${pods}`)}`}`;
  });
  const { version } = machine.cluster.helm;
  const images = ciliumImages(version);
  const count = podCount(machine, own);
  const versions = own
    .flatMap(({ name, pods }) => (images[name] ?? []).map((image) => `${name}\t${image}: ${pods}`))
    .map((text, i) => `${i === 0 ? 'Image versions' : ''}\t${text}`);
  const lines = [
    ...logo(relay),
    ...own.map(({ kind, name, pods }) => {
      const all = green(`${pods}/${pods}`);
      return `${kind}\t${name}\tDesired: ${pods}, Ready: ${all}, Available: ${all}`;
    }),
    ...containers,
    `Cluster Pods:\t${count}/${count} managed by Cilium`,
    `Helm chart version:\t${version}`,
    ...versions,
  ];
  return tabwriter(lines, { min: 0, padding: 4 });
}

export function* clusterStatus({ context, flags }: CobraCall): Task {
  const format = flags.value('output') ?? 'summary';
  if (format !== 'summary') {
    yield* write(context.io.stderr, `\nError: this lab prints the summary only: -o ${format}\n`);
    return 1;
  }
  yield* write(context.io.stdout, statusPage(context.machine));
  return 0;
}
