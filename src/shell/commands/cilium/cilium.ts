import { wantedConfig } from '../../cluster/helm-config.ts';
import type { Command, Context } from '../../command.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import { CILIUM_DBG } from '../cilium-dbg/cilium-dbg.ts';
import { completeCobra, explainCobra, runCobra } from '../cobra/run-cobra.ts';
import { tabwriter } from '../cobra/tabwriter.ts';
import { flagsOfTree, type CobraCall, type CobraFlags, type Program } from '../cobra/tree.ts';
import { CLUSTER_STATUS_FLAGS, clusterStatus } from './cluster-status.ts';
import { FEATURES_FLAGS, featuresStatus } from './features.ts';
import { FORWARD_FLAGS, relayPortForward } from './port-forward.ts';

const GLOBAL = {
  as: {
    names: ['--as'],
    takes: 'string',
    about: {
      en: 'Username to impersonate for the operation. User could be a regular user or a service account in a namespace.',
      ko: '이 사용자로',
    },
  },
  context: { names: ['--context'], takes: 'string', about: { en: 'Kubernetes configuration context', ko: '컨텍스트' } },
  release: {
    names: ['--helm-release-name'],
    takes: 'string',
    default: '"cilium"',
    about: { en: 'Helm release name', ko: 'Helm 릴리스 이름' },
  },
  kubeconfig: {
    names: ['--kubeconfig'],
    takes: 'string',
    about: { en: 'Path to the kubeconfig file', ko: 'kubeconfig 파일' },
  },
  namespace: {
    names: ['-n', '--namespace'],
    takes: 'string',
    default: '"kube-system"',
    about: {
      en: 'Namespace Cilium is running in. Can also be set via CILIUM_NAMESPACE env var',
      ko: 'Cilium이 있는 네임스페이스',
    },
  },
} satisfies CobraFlags;

function* configView({ context, flags }: CobraCall): Task {
  const { cluster, world } = context.machine;
  const namespace = flags.value('namespace') ?? context.environment.get('CILIUM_NAMESPACE') ?? cluster.helm.namespace;
  if (namespace !== cluster.helm.namespace) {
    const why = 'unable get ConfigMap "cilium-config": configmaps "cilium-config" not found';
    yield* write(context.io.stderr, `\nError: Unable to view config:  ${why}\n`);
    return 1;
  }
  const lines = [...wantedConfig(cluster, world.file)].map(([key, value]) => `${key}\t${value}`);
  yield* write(context.io.stdout, tabwriter(lines, { min: 0, padding: 4 }));
  return 0;
}

/** unverified: which version this cilium-cli would install, and its compiler. */
function* version({ context, flags }: CobraCall): Task {
  const running = context.machine.world.file.versions.cilium;
  const lines = [
    'cilium-cli: v0.18.6 compiled with go1.24.5 on linux/amd64',
    'cilium image (default): v1.18.0',
    'cilium image (stable): v1.18.0',
    ...(flags.has('client') ? [] : [`cilium image (running): ${running}`]),
  ];
  yield* write(context.io.stdout, `${lines.join('\n')}\n`);
  return 0;
}

/** What the lab cannot do is said in its own name, with what does the same here. */
function refusal(what: string, instead: (context: Context) => string): (call: CobraCall) => Task {
  return function* refuse({ context }) {
    yield* write(context.io.stderr, `\nError: ${what}: ${instead(context)}\n`);
    return 1;
  };
}

function connectivityHint({ machine }: Context): string {
  const { pods, services } = machine.world;
  const client = [...pods.values()].find((pod) => pod.role === 'client');
  const service = services.find((each) => each.namespace === client?.namespace);
  if (client === undefined || service === undefined) return 'send packets with ping and curl';
  return `try 'kubectl exec -it ${client.shortName} -- curl ${service.shortName}'`;
}

/** cilium-cli 0.18. */
const CILIUM: Program = {
  style: { prefix: '', usage: false, advice: false },
  root: {
    name: 'cilium',
    about: {
      en: 'Cilium provides eBPF-based Networking, Security, and Observability for Kubernetes',
      ko: '클러스터의 Cilium을 살핀다',
    },
    long: `CLI to install, manage, & troubleshooting Cilium clusters running Kubernetes.

Cilium is a CNI for Kubernetes to provide secure network connectivity and
load-balancing with excellent visibility using eBPF

Examples:

Install Cilium in current Kubernetes context

  $ cilium install

Check status of Cilium

  $ cilium status

Enable the Hubble observability layer

  $ cilium hubble enable

Perform a connectivity test

  $ cilium connectivity test`,
    persistent: GLOBAL,
    *run(call) {
      yield* write(call.context.io.stdout, call.help);
      return 0;
    },
    children: [
      {
        name: 'bgp',
        about: { en: 'Access to BGP control plane', ko: 'BGP 제어 평면' },
        children: ['peers', 'routes'].map((name) => ({
          name,
          about: { en: `Lists BGP ${name}`, ko: name === 'peers' ? 'BGP 이웃' : 'BGP 경로' },
          run: refusal('no BGP in this lab', () => 'it comes with week 5'),
        })),
      },
      {
        name: 'config',
        about: { en: 'Manage Configuration', ko: '설정' },
        children: [
          {
            name: 'view',
            about: { en: 'View current configuration', ko: 'ConfigMap cilium-config의 지금 값' },
            run: configView,
          },
          {
            name: 'set',
            about: { en: 'Set a key/value pair in the configuration', ko: '값 하나를 바꾼다(이 랩에서는 helm으로)' },
            run: refusal('this lab changes the configuration by helm', () => "see 'helm upgrade --reuse-values --set'"),
          },
        ],
      },
      {
        name: 'connectivity',
        about: { en: 'Connectivity troubleshooting', ko: '연결 시험' },
        children: [
          {
            name: 'test',
            about: { en: 'Validate connectivity in cluster', ko: '클러스터의 연결을 시험한다(이 랩에는 없음)' },
            run: refusal('this lab does not run the pods of the connectivity test', connectivityHint),
          },
        ],
      },
      {
        name: 'features',
        aliases: ['fs'],
        about: { en: 'Report which features are enabled in Cilium agents', ko: '에이전트에 켜진 기능' },
        children: [
          {
            name: 'status',
            about: { en: 'Display features status', ko: '노드마다 켜진 기능' },
            long: 'This command returns features enabled from all nodes in the cluster',
            flags: FEATURES_FLAGS,
            run: featuresStatus,
          },
        ],
      },
      {
        name: 'hubble',
        about: { en: 'Hubble observability', ko: 'Hubble' },
        children: [
          {
            name: 'port-forward',
            about: { en: 'Forward the relay port to the local machine', ko: 'Hubble Relay를 이 머신의 포트로 잇는다' },
            flags: FORWARD_FLAGS,
            run: relayPortForward,
          },
          {
            name: 'ui',
            about: { en: 'Open the Hubble UI', ko: 'Hubble UI를 연다(이 랩에는 없음)' },
            run: refusal('this lab has no browser of its own', () => "see 'hubble observe'"),
          },
        ],
      },
      {
        name: 'status',
        about: { en: 'Display status', ko: 'Cilium의 상태 한 장' },
        flags: CLUSTER_STATUS_FLAGS,
        run: clusterStatus,
      },
      {
        name: 'version',
        about: { en: 'Display detailed version information', ko: '버전' },
        flags: {
          client: {
            names: ['--client'],
            about: { en: 'If true, shows client version only (no server required)', ko: '이 프로그램만' },
          },
        },
        run: version,
      },
    ],
  },
};

function programOn({ host }: Pick<Context, 'host'>): Program {
  return host.kind === 'agent' ? CILIUM_DBG : CILIUM;
}

/** On the control plane the cilium-cli, in the agent's container cilium-dbg under its old name. */
export const cilium: Command = {
  name: 'cilium',
  topic: 'cilium',
  on: ['control-plane', 'agent'],
  about: {
    en: 'shows how Cilium is set up and what its agents do',
    ko: 'Cilium의 설정과 에이전트가 하는 일을 보여 준다',
  },
  flags: { ...flagsOfTree(CILIUM_DBG.root), ...flagsOfTree(CILIUM.root) },
  examples: () => [
    { line: 'cilium status', on: 'control-plane', about: { en: 'is Cilium well?', ko: 'Cilium은 잘 있나?' } },
    {
      line: 'cilium config view | grep tunnel',
      on: 'control-plane',
      about: { en: 'native or tunnel?', ko: '네이티브인가, 터널인가?' },
    },
    {
      line: 'cilium bpf ipcache list',
      on: 'agent',
      about: { en: 'which node is a pod on, in the eyes of BPF?', ko: 'BPF는 파드가 어느 노드에 있다고 보나?' },
    },
  ],
  complete: (asked) => completeCobra(programOn(asked), asked),
  explain: (words, index) => explainCobra(CILIUM, words, index) ?? explainCobra(CILIUM_DBG, words, index),
  run: (context) => runCobra(context, programOn(context)),
};
