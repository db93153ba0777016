import { apply } from './apply.ts';
import { CREATE, create, expose } from './create.ts';
import { remove } from './delete.ts';
import { describe } from './describe.ts';
import { exec } from './exec.ts';
import { apiResources, apiVersions, clusterInfo, config, CONFIG, version } from './facts.ts';
import { SELECTING } from './flags.ts';
import { get } from './get.ts';
import { relabel } from './label.ts';
import { logs } from './logs.ts';
import { cordon, drain, taint } from './node-verbs.ts';
import { ROLLOUT, rollout } from './rollout.ts';
import { run } from './run.ts';
import { scale } from './scale.ts';
import { showEvents } from './show-events.ts';
import type { Verb } from './verb.ts';
import { wait } from './wait.ts';

/** What kubectl can do here; a new command is a member more. `about.en` is kubectl's own short text. */
export const VERBS: Readonly<Record<string, Verb>> = {
  create: {
    takes: '-f FILENAME',
    about: { en: 'Create a resource from a file or from stdin', ko: '파일이나 표준 입력대로 만든다' },
    flags: ['file', 'image', 'replicas', 'port', 'literal', 'dryRun', 'output'],
    below: CREATE,
    run: create,
  },
  expose: {
    takes:
      '(-f FILENAME | TYPE NAME) [--port=port] [--protocol=TCP|UDP] [--target-port=number-or-name] [--name=name] [--type=type]',
    about: {
      en: 'Take a replication controller, service, deployment or pod and expose it as a new Kubernetes service',
      ko: '디플로이먼트나 파드 앞에 서비스를 만든다',
    },
    flags: ['port', 'targetPort', 'called', 'type', 'dryRun', 'output'],
    run: expose,
  },
  run: {
    takes:
      'NAME --image=image [--env="key=value"] [--port=port] [--dry-run=server|client] [--overrides=inline-json] [--command] -- [COMMAND] [args...]',
    about: { en: 'Run a particular image on the cluster', ko: '이미지로 파드를 시작한다' },
    flags: [
      'image',
      'stdin',
      'tty',
      'remove',
      'restart',
      'asCommand',
      'env',
      'setLabels',
      'overrides',
      'port',
      'quiet',
      'dryRun',
      'output',
    ],
    run,
  },
  get: {
    takes:
      '[(-o|--output=)json|yaml|name|go-template|go-template-file|template|templatefile|jsonpath|jsonpath-as-json|jsonpath-file|custom-columns|custom-columns-file|wide] (TYPE[.VERSION][.GROUP] [NAME | -l label] | TYPE[.VERSION][.GROUP]/NAME ...) [flags]',
    about: { en: 'Display one or many resources', ko: '리소스를 하나 또는 여럿 보여 준다' },
    flags: [...SELECTING, 'output', 'watch', 'watchOnly', 'labels', 'labelColumns', 'noHeaders', 'sortBy', 'ignore'],
    run: get,
  },
  delete: {
    takes: '([-f FILENAME] | [-k DIRECTORY] | TYPE [(NAME | -l label | --all)])',
    about: {
      en: 'Delete resources by file names, stdin, resources and names, or by resources and label selector',
      ko: '리소스를 지운다',
    },
    flags: [...SELECTING, 'everything', 'grace', 'force', 'now', 'wait', 'timeout', 'ignore', 'dryRun', 'output'],
    run: remove,
  },
  rollout: {
    takes: 'SUBCOMMAND',
    about: { en: 'Manage the rollout of a resource', ko: '파드를 차례로 다시 시작하고 지켜본다' },
    flags: ['file', 'selector', 'watch', 'timeout', 'revision', 'toRevision', 'dryRun', 'output'],
    below: ROLLOUT,
    run: rollout,
  },
  scale: {
    takes: '--replicas=COUNT (-f FILENAME | TYPE NAME)',
    about: { en: 'Set a new size for a deployment, replica set, or replication controller', ko: '파드 수를 바꾼다' },
    flags: ['replicas', 'everything', 'selector', 'file', 'timeout', 'dryRun', 'output'],
    run: scale,
  },
  'cluster-info': {
    takes: '',
    about: { en: 'Display cluster information', ko: '클러스터의 주소를 보여 준다' },
    flags: [],
    below: ['dump'],
    run: clusterInfo,
  },
  cordon: {
    takes: 'NODE',
    about: { en: 'Mark node as unschedulable', ko: '노드에 새 파드가 놓이지 않게 한다' },
    flags: ['selector', 'dryRun'],
    run: (context, flags, words) => cordon(context, flags, words, true),
    words: nodeNames,
  },
  uncordon: {
    takes: 'NODE',
    about: { en: 'Mark node as schedulable', ko: '노드에 다시 파드가 놓이게 한다' },
    flags: ['selector', 'dryRun'],
    run: (context, flags, words) => cordon(context, flags, words, false),
    words: nodeNames,
  },
  drain: {
    takes: 'NODE',
    about: { en: 'Drain node in preparation for maintenance', ko: '노드를 비운다' },
    flags: ['ignoreSets', 'emptyDir', 'force', 'grace', 'timeout', 'selector', 'dryRun'],
    run: drain,
    words: nodeNames,
  },
  taint: {
    takes: 'NODE NAME KEY_1=VAL_1:TAINT_EFFECT_1 ... KEY_N=VAL_N:TAINT_EFFECT_N',
    about: { en: 'Update the taints on one or more nodes', ko: '노드의 테인트를 바꾼다' },
    flags: ['everything', 'overwrite', 'selector', 'dryRun'],
    run: taint,
  },
  describe: {
    takes: '(-f FILENAME | TYPE [NAME_PREFIX | -l label] | TYPE/NAME)',
    about: { en: 'Show details of a specific resource or group of resources', ko: '리소스를 자세히 보여 준다' },
    flags: [...SELECTING, 'events'],
    run: describe,
  },
  logs: {
    takes: '[-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]',
    about: { en: 'Print the logs for a container in a pod', ko: '컨테이너의 로그를 보여 준다' },
    flags: ['follow', 'container', 'previous', 'selector', 'tail', 'timestamps', 'prefix'],
    run: logs,
    words: podWords,
  },
  exec: {
    takes: '(POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...]',
    about: { en: 'Execute a command in a container', ko: '컨테이너 안에서 명령을 실행한다' },
    flags: ['container', 'stdin', 'tty', 'quiet', 'file'],
    run: exec,
    words: podWords,
  },
  events: {
    takes: '[(-o|--output=)json|yaml|name] [--for TYPE/NAME] [--watch]',
    about: { en: 'List events', ko: '이벤트를 보여 준다' },
    flags: ['all', 'condition', 'watch', 'noHeaders', 'output', 'type'],
    run: showEvents,
  },
  apply: {
    takes: '(-f FILENAME | -k DIRECTORY)',
    about: { en: 'Apply a configuration to a resource by file name or stdin', ko: '매니페스트대로 만들거나 고친다' },
    flags: ['file', 'dryRun', 'output', 'force', 'wait', 'selector'],
    run: apply,
  },
  wait: {
    takes:
      "([-f FILENAME] | resource.group/resource.name | resource.group [(-l label | --all)]) [--for=create|--for=delete|--for condition=available|--for=jsonpath='{}'[=value]]",
    about: {
      en: 'Experimental: Wait for a specific condition on one or many resources',
      ko: '리소스가 조건에 이를 때까지 기다린다',
    },
    flags: [...SELECTING, 'condition', 'timeout', 'everything'],
    run: wait,
  },
  label: {
    takes: '[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]',
    about: { en: 'Update the labels on a resource', ko: '레이블을 바꾼다' },
    flags: [...SELECTING, 'everything', 'overwrite', 'list', 'dryRun'],
    run: (context, flags, words) => relabel(context, flags, words, 'labels'),
  },
  annotate: {
    takes: '[--overwrite] (-f FILENAME | TYPE NAME) KEY_1=VAL_1 ... KEY_N=VAL_N [--resource-version=version]',
    about: { en: 'Update the annotations on a resource', ko: '애너테이션을 바꾼다' },
    flags: [...SELECTING, 'everything', 'overwrite', 'list', 'dryRun'],
    run: (context, flags, words) => relabel(context, flags, words, 'annotations'),
  },
  'api-resources': {
    takes: '[flags]',
    about: { en: 'Print the supported API resources on the server', ko: '리소스의 종류를 보여 준다' },
    flags: ['namespacedOnly', 'apiGroup', 'noHeaders', 'output', 'sortBy'],
    run: apiResources,
  },
  'api-versions': {
    takes: '',
    about: {
      en: 'Print the supported API versions on the server, in the form of "group/version"',
      ko: 'API 버전을 보여 준다',
    },
    flags: [],
    run: apiVersions,
  },
  config: {
    takes: 'SUBCOMMAND',
    about: { en: 'Modify kubeconfig files', ko: '어느 클러스터와 이야기하는지 보여 준다' },
    flags: ['minify', 'current', 'output', 'noHeaders'],
    below: CONFIG,
    run: config,
  },
  version: {
    takes: '[flags]',
    about: { en: 'Print the client and server version information', ko: '버전을 보여 준다' },
    flags: ['client', 'output'],
    run: version,
  },
};

function nodeNames(machine: Parameters<NonNullable<Verb['words']>>[0]): readonly string[] {
  return machine.cluster.work.nodes.map(({ name }) => name);
}

function podWords(machine: Parameters<NonNullable<Verb['words']>>[0], namespace: string): readonly string[] {
  const { pods, daemonSets, deployments } = machine.cluster.work;
  const own = <T extends { readonly namespace: string; readonly name: string }>(
    all: readonly T[],
    prefix: string,
  ): readonly string[] => all.flatMap((each) => (each.namespace === namespace ? [`${prefix}${each.name}`] : []));
  return [...own(pods, ''), ...own(daemonSets, 'ds/'), ...own(deployments, 'deploy/')];
}
