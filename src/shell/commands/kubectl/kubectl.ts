import type { Command, Completion, Context } from '../../command.ts';
import { type FlagProblem, parseFlags } from '../../flags.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import type { Words } from '../../words.ts';
import { apply, remove } from './apply.ts';
import { describe } from './describe.ts';
import { exec } from './exec.ts';
import { FLAGS, type Flags } from './flags.ts';
import { get } from './get.ts';
import { itemsOf, kindOf, KINDS } from './kinds.ts';
import { rollout, scale } from './rollout.ts';
import { facts, label, logs, run as runPod } from './verbs.ts';

type Verb = (context: Context, flags: Flags, words: readonly string[]) => Task;

/** What kubectl can do here, with what each does. */
const VERBS: Readonly<Record<string, { readonly run: Verb; readonly about: Words }>> = {
  get: { run: get, about: { en: 'lists objects of the cluster', ko: '클러스터의 오브젝트를 보여 준다' } },
  describe: { run: describe, about: { en: 'tells about an object', ko: '오브젝트를 자세히 보여 준다' } },
  exec: { run: exec, about: { en: 'runs a command in a container', ko: '컨테이너 안에서 명령을 실행한다' } },
  apply: { run: apply, about: { en: 'makes what a manifest says', ko: '매니페스트대로 만든다' } },
  create: { run: apply, about: { en: 'makes what a manifest says', ko: '매니페스트대로 만든다' } },
  delete: { run: remove, about: { en: 'deletes objects', ko: '오브젝트를 지운다' } },
  scale: { run: scale, about: { en: 'changes the number of pods', ko: '파드 수를 바꾼다' } },
  rollout: {
    run: rollout,
    about: { en: 'restarts pods one after the other, and follows it', ko: '파드를 차례로 다시 시작하고 지켜본다' },
  },
  logs: { run: logs, about: { en: 'what a container has written', ko: '컨테이너의 로그를 보여 준다' } },
  run: { run: runPod, about: { en: 'starts a pod', ko: '파드를 시작한다' } },
  label: { run: label, about: { en: 'changes labels', ko: '레이블을 바꾼다' } },
  version: {
    run: (context, flags, words) => facts(context, flags, 'version', words),
    about: { en: 'the versions', ko: '버전' },
  },
  'cluster-info': {
    run: (context, flags, words) => facts(context, flags, 'cluster-info', words),
    about: { en: 'where the cluster is', ko: '클러스터의 주소' },
  },
  'api-resources': {
    run: (context, flags, words) => facts(context, flags, 'api-resources', words),
    about: { en: 'the kinds of objects', ko: '오브젝트의 종류' },
  },
  config: {
    run: (context, flags, words) => facts(context, flags, 'config', words),
    about: { en: 'which cluster is spoken to', ko: '어느 클러스터와 이야기하는지' },
  },
};

const HELP = `kubectl controls the Kubernetes cluster manager.

 Find more information at: https://kubernetes.io/docs/reference/kubectl/

In this lab:
${Object.entries(VERBS)
  .map(([name, { about }]) => `  ${name.padEnd(15)} ${about.en}`)
  .join('\n')}

Usage:
  kubectl [flags] [options]
`;

/** kubectl 1.33. */
function* run(context: Context): Task {
  const { argv, io } = context;
  const words = argv.slice(1);
  const at = words.findIndex((word, i) => !word.startsWith('-') && !/^(?:-n|--namespace)$/.test(words[i - 1] ?? ''));
  const name = words[at];
  if (name === undefined || name === 'help') {
    yield* write(io.stdout, HELP);
    return 0;
  }
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (verb === undefined) {
    const near = Object.keys(VERBS).find((each) => each.startsWith(name.slice(0, 3)));
    yield* write(
      io.stderr,
      `error: unknown command "${name}" for "kubectl"${near === undefined ? '' : `\n\nDid you mean this?\n\t${near}`}\n`,
    );
    return 1;
  }
  // logs -f follows, everywhere else -f names a file; scale and get know -w, exec stops at its own words without --.
  const args = words
    .toSpliced(at, 1)
    .map((word) => (name === 'logs' && word === '-f' ? '--follow' : word === '-owide' ? '-o=wide' : word));
  const answer = parseFlags(FLAGS, args, { clusters: true });
  if (!answer.ok) {
    yield* write(io.stderr, `${problemText(answer.problem)}\nSee 'kubectl ${name} --help' for usage.\n`);
    return 1;
  }
  return yield* verb.run(context, answer.parsed, answer.parsed.operands);
}

function problemText({ flag, kind }: FlagProblem): string {
  if (kind === 'needs-value')
    return flag.startsWith('--')
      ? `error: flag needs an argument: ${flag}`
      : `error: flag needs an argument: '${flag.slice(1)}' in ${flag}`;
  return flag.startsWith('--')
    ? `error: unknown flag: ${flag}`
    : `error: unknown shorthand flag: '${flag.slice(1)}' in ${flag}`;
}

function complete({ machine, words }: Completion): readonly string[] {
  const last = words.at(-1) ?? '';
  const verb = words.find((word, i) => i > 0 && !word.startsWith('-')) ?? '';
  if (last === '-n' || last === '--namespace') return machine.cluster.work.namespaces;
  if (last === '-o' || last === '--output') return ['wide', 'yaml', 'json', 'name', 'jsonpath=', 'custom-columns='];
  if (verb === '') return Object.keys(VERBS);
  const at = words.indexOf('-n');
  const namespace = at > 0 ? (words[at + 1] ?? 'default') : 'default';
  const pods = machine.cluster.work.pods.filter((pod) => pod.namespace === namespace).map(({ name }) => name);
  if (verb === 'exec' || verb === 'logs')
    return [
      ...pods,
      ...machine.cluster.work.daemonSets.filter((set) => set.namespace === namespace).map(({ name }) => `ds/${name}`),
    ];
  if (verb === 'rollout' && last === 'rollout') return ['restart', 'status', 'history'];
  const kind = words.map(kindOf).find((each) => each !== null);
  if (kind === undefined || kind === null)
    return KINDS.flatMap(({ plural, names }) => [
      plural,
      ...names.filter((name) => name.length <= 6 && name !== plural),
    ]);
  return itemsOf(kind, machine)
    .filter((item) => item.namespace === null || item.namespace === namespace)
    .map(({ name }) => name);
}

function explain(words: readonly string[], index: number): Words | null {
  const word = words[index] ?? '';
  if (Object.hasOwn(VERBS, word)) return VERBS[word]?.about ?? null;
  const kind = kindOf(word);
  return kind === null ? null : { en: `the ${kind.plural} of the cluster`, ko: `클러스터의 ${kind.plural}` };
}

export const kubectl: Command = {
  name: 'kubectl',
  topic: 'cluster',
  on: ['control-plane'],
  about: { en: 'talks to the cluster', ko: '클러스터와 이야기한다' },
  flags: FLAGS,
  examples: (machine) => {
    const client = [...machine.world.pods.values()].find(({ role }) => role === 'client');
    const service = machine.world.services.find(({ namespace }) => namespace === 'default');
    return [
      {
        line: 'kubectl get pod -o wide',
        on: 'control-plane',
        about: { en: 'which pod is where', ko: '어느 파드가 어디에 있는지' },
      },
      ...(client === undefined || service === undefined
        ? []
        : [
            {
              line: `kubectl exec -it ${client.shortName} -- curl -s ${service.shortName}`,
              on: 'control-plane',
              about: { en: 'fetch from the service', ko: '서비스에서 가져온다' },
            } as const,
          ]),
    ];
  },
  run,
  complete,
  explain,
};
