import type { FlagTable, Parsed } from '../../flags.ts';

export const FLAGS = {
  namespace: {
    names: ['-n', '--namespace'],
    takes: 'NAMESPACE',
    about: { en: 'in this namespace', ko: '이 네임스페이스에서' },
  },
  all: { names: ['-A', '--all-namespaces'], about: { en: 'in all namespaces', ko: '모든 네임스페이스에서' } },
  output: {
    names: ['-o', '--output'],
    takes: 'FORMAT',
    about: {
      en: 'as wide, yaml, json, name, jsonpath=…, custom-columns=…, go-template=…',
      ko: '출력 형식: wide, yaml, json, name, jsonpath=…, custom-columns=…, go-template=…',
    },
  },
  selector: {
    names: ['-l', '--selector'],
    takes: 'LABELS',
    about: { en: 'only objects with these labels', ko: '이 레이블이 있는 것만' },
  },
  fields: {
    names: ['--field-selector'],
    takes: 'FIELDS',
    about: { en: 'only objects whose fields say so', ko: '필드 값이 맞는 것만' },
  },
  watch: {
    names: ['-w', '--watch'],
    about: {
      en: 'goes on and shows what changes, until Ctrl-C',
      ko: 'Ctrl-C를 누를 때까지 바뀌는 것을 이어서 보여 준다',
    },
  },
  watchOnly: { names: ['--watch-only'], about: { en: 'shows only what changes', ko: '바뀌는 것만 보여 준다' } },
  labels: { names: ['--show-labels'], about: { en: 'a column of labels', ko: '레이블 열을 붙인다' } },
  labelColumns: {
    names: ['-L', '--label-columns'],
    takes: 'KEYS',
    about: { en: 'a column for each of these labels', ko: '이 레이블마다 열을 붙인다' },
  },
  noHeaders: { names: ['--no-headers'], about: { en: 'no line of headings', ko: '머리글 줄을 뺀다' } },
  sortBy: { names: ['--sort-by'], takes: 'JSONPATH', about: { en: 'in the order of this', ko: '이 값으로 정렬한다' } },
  container: { names: ['-c', '--container'], takes: 'NAME', about: { en: 'this container', ko: '이 컨테이너' } },
  stdin: { names: ['-i', '--stdin'], about: { en: 'pass the keyboard on', ko: '입력을 이어 준다' } },
  tty: { names: ['-t', '--tty'], about: { en: 'with a terminal', ko: '터미널을 붙인다' } },
  quiet: { names: ['-q', '--quiet'], about: { en: 'only what the program prints', ko: '프로그램의 출력만' } },
  file: {
    names: ['-f', '--filename'],
    takes: 'FILE',
    about: { en: 'the manifest; - for what is piped in', ko: '매니페스트. -면 파이프로 받은 것' },
  },
  replicas: { names: ['--replicas'], takes: 'N', about: { en: 'so many pods', ko: '파드 수' } },
  grace: { names: ['--grace-period'], takes: 'SECONDS', about: { en: 'time to end', ko: '끝낼 때까지 주는 시간' } },
  force: { names: ['--force'], about: { en: 'at once, whatever becomes of it', ko: '뒤를 기다리지 않고 바로' } },
  now: { names: ['--now'], about: { en: 'with a second to end', ko: '1초만 주고' } },
  wait: { names: ['--wait'], about: { en: 'wait until they are gone', ko: '사라질 때까지 기다린다' } },
  everything: { names: ['--all'], about: { en: 'all of this kind', ko: '이 종류 전부' } },
  ignore: {
    names: ['--ignore-not-found'],
    about: { en: 'no error when there is none', ko: '없어도 오류로 보지 않는다' },
  },
  follow: { names: ['--follow'], about: { en: 'goes on as lines come', ko: '이어서 보여 준다' } },
  tail: { names: ['--tail'], takes: 'LINES', about: { en: 'only the last lines', ko: '마지막 줄들만' } },
  previous: { names: ['-p', '--previous'], about: { en: 'of the container before', ko: '이전 컨테이너의 것' } },
  timestamps: { names: ['--timestamps'], about: { en: 'with the time of each line', ko: '줄마다 시각을 붙인다' } },
  prefix: { names: ['--prefix'], about: { en: 'with the name of the pod', ko: '파드 이름을 붙인다' } },
  image: { names: ['--image'], takes: 'IMAGE', about: { en: 'the image', ko: '이미지' } },
  remove: { names: ['--rm'], about: { en: 'delete the pod afterwards', ko: '끝나면 파드를 지운다' } },
  restart: {
    names: ['--restart'],
    takes: 'POLICY',
    about: { en: 'Always, OnFailure or Never', ko: 'Always, OnFailure, Never' },
  },
  asCommand: {
    names: ['--command'],
    about: { en: 'the words are the command, not its arguments', ko: '뒤의 단어를 인자가 아닌 명령으로 쓴다' },
  },
  env: {
    names: ['--env'],
    takes: 'NAME=VALUE',
    about: { en: 'a variable of the container', ko: '컨테이너의 환경 변수' },
  },
  setLabels: { names: ['--labels'], takes: 'LABELS', about: { en: 'the labels of the pod', ko: '파드의 레이블' } },
  overrides: {
    names: ['--overrides'],
    takes: 'JSON',
    about: { en: 'changes to what is made', ko: '만들 것을 고치는 JSON' },
  },
  port: { names: ['--port'], takes: 'PORT', about: { en: 'the port', ko: '포트' } },
  targetPort: { names: ['--target-port'], takes: 'PORT', about: { en: "the pods' port", ko: '파드의 포트' } },
  type: {
    names: ['--type'],
    takes: 'TYPE',
    about: { en: 'ClusterIP, NodePort or LoadBalancer', ko: 'ClusterIP, NodePort, LoadBalancer' },
  },
  called: { names: ['--name'], takes: 'NAME', about: { en: 'the name of what is made', ko: '만들 것의 이름' } },
  timeout: {
    names: ['--timeout'],
    takes: 'DURATION',
    about: { en: 'give up after so long', ko: '이만큼 지나면 그만둔다' },
  },
  condition: { names: ['--for'], takes: 'CONDITION', about: { en: 'what to wait for', ko: '기다릴 조건' } },
  toRevision: { names: ['--to-revision'], takes: 'N', about: { en: 'this revision', ko: '이 리비전' } },
  revision: { names: ['--revision'], takes: 'N', about: { en: 'this revision', ko: '이 리비전' } },
  overwrite: { names: ['--overwrite'], about: { en: 'change what exists', ko: '있는 것도 바꾼다' } },
  list: { names: ['--list'], about: { en: 'show them', ko: '목록을 보여 준다' } },
  dryRun: { names: ['--dry-run'], takes: 'client|server', about: { en: 'change nothing', ko: '바꾸지 않는다' } },
  ignoreSets: {
    names: ['--ignore-daemonsets'],
    about: { en: 'leave pods of daemon sets where they are', ko: '데몬셋의 파드는 그대로 둔다' },
  },
  emptyDir: {
    names: ['--delete-emptydir-data'],
    about: { en: 'also pods with local data', ko: '로컬 데이터가 있는 파드도' },
  },
  literal: { names: ['--from-literal'], takes: 'KEY=VALUE', about: { en: 'an entry', ko: '항목 하나' } },
  client: { names: ['--client'], about: { en: 'only the client', ko: '클라이언트만' } },
  current: { names: ['--current'], about: { en: 'the context in use', ko: '지금 쓰는 컨텍스트' } },
  minify: { names: ['--minify'], about: { en: 'only what is in use', ko: '쓰이는 것만' } },
  namespacedOnly: {
    names: ['--namespaced'],
    takes: 'BOOL',
    about: { en: 'only kinds with a namespace', ko: '네임스페이스가 있는 종류만' },
  },
  apiGroup: {
    names: ['--api-group'],
    takes: 'GROUP',
    about: { en: 'only kinds of this group', ko: '이 그룹의 종류만' },
  },
  events: { names: ['--show-events'], about: { en: 'with events', ko: '이벤트도' } },
  kubeconfig: { names: ['--kubeconfig'], takes: 'FILE', about: { en: 'the configuration file', ko: '설정 파일' } },
  context: { names: ['--context'], takes: 'NAME', about: { en: 'the context', ko: '컨텍스트' } },
  help: { names: ['-h', '--help'], about: { en: 'the usage', ko: '사용법' } },
} satisfies FlagTable;

export type FlagKey = keyof typeof FLAGS;
export type Flags = Parsed<typeof FLAGS>;

/** Options that every command takes. */
export const GLOBAL: readonly FlagKey[] = ['namespace', 'kubeconfig', 'context', 'help'];
/** Options that say which objects are meant. */
export const SELECTING: readonly FlagKey[] = ['all', 'selector', 'fields', 'file'];
