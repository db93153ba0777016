import type { Completion, Example } from '../../command.ts';
import type { Machine } from '../../machine.ts';
import type { Words } from '../../words.ts';
import { FLAGS, GLOBAL, type FlagKey } from './flags.ts';
import { itemsOf, kindIn, kindOf, KINDS } from './kinds.ts';
import type { Verb } from './verb.ts';
import { VERBS } from './verb-table.ts';

const OUTPUTS = ['wide', 'yaml', 'json', 'name', 'jsonpath=', 'custom-columns=', 'go-template='];

function namespaceIn(words: readonly string[]): string {
  const at = words.findIndex((word) => word === '-n' || word === '--namespace');
  const joined = words.find((word) => /^(?:-n|--namespace)=./.test(word));
  return joined?.split('=')[1] ?? (at > 0 ? words[at + 1] : undefined) ?? 'default';
}

function takesValue(word: string): boolean {
  const specs: readonly { readonly names: readonly string[]; readonly takes?: string }[] = Object.values(FLAGS);
  return specs.some(({ names, takes }) => takes !== undefined && names.includes(word));
}

/** The words that are neither options nor their values, the verb first. */
function operandsOf(words: readonly string[]): readonly string[] {
  return words.slice(1).filter((word, i, all) => !word.startsWith('-') && !(i > 0 && takesValue(all[i - 1] ?? '')));
}

function flagNames(keys: readonly FlagKey[]): readonly string[] {
  return keys.flatMap((key) => FLAGS[key].names);
}

/** Verbs, kinds, names, containers, namespaces and options, whichever may come next. */
export function complete({ machine, words, part }: Completion): readonly string[] {
  const last = words.at(-1) ?? '';
  const { work } = machine.cluster;
  if (last === '-n' || last === '--namespace') return work.namespaces.map(({ name }) => name);
  if (last === '-o' || last === '--output') return OUTPUTS;
  if (part.startsWith('-o') && part.length > 2) return OUTPUTS.map((each) => `-o${each}`);
  const [verb = '', ...rest] = operandsOf(words);
  if (verb === '') return part.startsWith('-') ? flagNames(GLOBAL) : Object.keys(VERBS);
  const known = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  if (known === undefined || words.includes('--')) return [];
  const namespace = namespaceIn(words);
  if (last === '-c' || last === '--container') return containersOf(machine, namespace, rest[0] ?? '');
  if (part.startsWith('-')) return flagNames([...known.flags, ...GLOBAL]);
  return operands(machine, known, namespace, rest, part);
}

function operands(
  machine: Machine,
  verb: Verb,
  namespace: string,
  rest: readonly string[],
  part: string,
): readonly string[] {
  if (verb.words !== undefined) return rest.length > 0 ? [] : (verb.words(machine, namespace, rest) ?? []);
  if (verb.below !== undefined && rest.length === 0) return verb.below;
  const [type = '', ...names] = verb.below === undefined ? rest : rest.slice(1);
  const cut = part.indexOf('/');
  if (cut > 0) return namesOf(machine, part.slice(0, cut), namespace).map((name) => `${part.slice(0, cut + 1)}${name}`);
  if (type === '') {
    const comma = part.lastIndexOf(',') + 1;
    const kinds = KINDS.filter((kind) => kind.exists?.(machine) !== false).flatMap(({ plural, short }) => [
      plural,
      ...short,
    ]);
    return kinds.map((kind) => part.slice(0, comma) + kind);
  }
  return namesOf(machine, type, namespace).filter((name) => !names.includes(name));
}

function namesOf(machine: Machine, type: string, namespace: string): readonly string[] {
  const kind = kindIn(machine, type.split(',')[0] ?? '');
  if (kind === null) return [];
  return itemsOf(kind, machine).flatMap((item) =>
    item.namespace === null || item.namespace === namespace ? [item.name] : [],
  );
}

function containersOf(machine: Machine, namespace: string, word: string): readonly string[] {
  const { pods } = machine.cluster.work;
  const name = word.replace(/^(?:pods?|po|ds|daemonsets?|deploy(?:ments?)?)\//, '');
  const pod = pods.find(
    (each) => each.namespace === namespace && (each.name === name || each.owner?.name.startsWith(name) === true),
  );
  return [...(pod?.template.containers ?? []), ...(pod?.template.initContainers ?? [])].map((each) => each.name);
}

/** What a word of a typed line means: the verb, what is below it, or a kind. */
export function explain(words: readonly string[], index: number): Words | null {
  const word = words[index] ?? '';
  const [verb = ''] = operandsOf(words);
  const dashes = words.indexOf('--');
  if (dashes >= 0 && index === dashes)
    return { en: 'what follows is the command in the container', ko: '이 뒤는 컨테이너 안의 명령' };
  if (dashes >= 0 && index > dashes) return null;
  if (word === verb && Object.hasOwn(VERBS, word)) return VERBS[word]?.about ?? null;
  if (word.startsWith('-') || takesValue(words[index - 1] ?? '')) return null;
  const below = BELOW[`${verb} ${word}`];
  if (below !== undefined) return below;
  const [type = '', name] = word.split('/');
  const kinds = type.split(',').map(kindOf);
  const [kind] = kinds;
  if (kind === null || kind === undefined || kinds.some((each) => each === null)) return null;
  if (name !== undefined) return { en: `the ${kind.kind} ${name}`, ko: `${kind.kind}: ${name}` };
  const all = kinds.map((each) => each?.kind ?? '').join(', ');
  return { en: `objects of the kind ${all}`, ko: `종류: ${all}` };
}

const BELOW: Readonly<Record<string, Words>> = {
  'rollout restart': { en: 'starts its pods anew, a few at a time', ko: '파드를 몇 개씩 새로 시작한다' },
  'rollout status': { en: 'waits until the rollout is over', ko: '롤아웃이 끝날 때까지 지켜본다' },
  'rollout history': { en: 'its revisions', ko: '리비전 목록' },
  'rollout undo': { en: 'back to the revision before', ko: '이전 리비전으로 되돌린다' },
  'config current-context': { en: 'the context in use', ko: '지금 쓰는 컨텍스트' },
  'config get-contexts': { en: 'all contexts', ko: '컨텍스트 목록' },
};

/** Lines worth typing, with the names of this lab. */
export function examples(machine: Machine): readonly Example[] {
  const { world } = machine;
  const on = 'control-plane';
  const client = [...world.pods.values()].find(({ role }) => role === 'client');
  const web = world.services.find(
    ({ protocol, backends }) => protocol === 'TCP' && backends.some(({ pod }) => pod !== null),
  );
  const spread = machine.cluster.work.deployments.find(({ namespace }) => namespace !== 'kube-system');
  const name = (namespace: string, short: string): string =>
    namespace === 'default' ? short : `-n ${namespace} ${short}`;
  const lines: Example[] = [
    { line: 'kubectl get nodes -o wide', on, about: { en: 'the nodes and their addresses', ko: '노드와 그 주소' } },
    { line: 'kubectl get pods -A -o wide', on, about: { en: 'which pod is where', ko: '어느 파드가 어디에 있는지' } },
  ];
  if (client !== undefined && web !== undefined) {
    const target = web.namespace === client.namespace ? web.shortName : `${web.shortName}.${web.namespace}`;
    const line = `kubectl exec -it ${name(client.namespace, client.shortName)} -- curl -s ${target}`;
    lines.push({ line, on, about: { en: 'fetch from the service', ko: '서비스에서 가져온다' } });
  }
  if (spread !== undefined) {
    const line = `kubectl scale ${name(spread.namespace, `deploy/${spread.name}`)} --replicas=${spread.replicas + 1}`;
    lines.push({ line, on, about: { en: 'one pod more', ko: '파드를 하나 늘린다' } });
  }
  if (world.settings.datapath === 'cilium') {
    lines.push(
      {
        line: 'kubectl exec -n kube-system ds/cilium -- cilium-dbg bpf ipcache list',
        on,
        about: { en: 'what an agent knows of addresses', ko: '에이전트가 아는 주소들' },
      },
      {
        line: 'kubectl get ciliumnodes',
        on,
        about: { en: 'where pods get their addresses', ko: '파드 주소가 나오는 곳' },
      },
      {
        line: 'kubectl rollout restart -n kube-system ds/cilium',
        on,
        about: { en: 'let the agents take a new configuration', ko: '에이전트가 새 설정을 읽게 한다' },
      },
    );
  }
  return lines;
}
