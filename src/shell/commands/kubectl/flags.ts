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
      en: 'wide, yaml, json, name, jsonpath=…, custom-columns=…',
      ko: 'wide, yaml, json, name, jsonpath=…, custom-columns=…',
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
    about: { en: 'goes on and shows what changes', ko: '바뀌는 것을 이어서 보여 준다' },
  },
  labels: { names: ['--show-labels'], about: { en: 'a column of labels', ko: '레이블 열을 붙인다' } },
  noHeaders: { names: ['--no-headers'], about: { en: 'no line of headings', ko: '머리글 줄을 뺀다' } },
  sortBy: { names: ['--sort-by'], takes: 'JSONPATH', about: { en: 'in the order of this', ko: '이 값으로 정렬한다' } },
  container: { names: ['-c', '--container'], takes: 'NAME', about: { en: 'this container', ko: '이 컨테이너' } },
  stdin: { names: ['-i', '--stdin'], about: { en: 'pass the keyboard on', ko: '입력을 이어 준다' } },
  tty: { names: ['-t', '--tty'], about: { en: 'with a terminal', ko: '터미널을 붙인다' } },
  file: {
    names: ['-f', '--filename'],
    takes: 'FILE',
    about: { en: 'the manifest; - for what is piped in', ko: '매니페스트. -면 파이프로 받은 것' },
  },
  replicas: { names: ['--replicas'], takes: 'N', about: { en: 'so many pods', ko: '파드 수' } },
  grace: { names: ['--grace-period'], takes: 'SECONDS', about: { en: 'time to end', ko: '끝낼 때까지 주는 시간' } },
  force: { names: ['--force'], about: { en: 'at once', ko: '바로' } },
  now: { names: ['--now'], about: { en: 'at once', ko: '바로' } },
  ignore: {
    names: ['--ignore-not-found'],
    about: { en: 'no error when there is none', ko: '없어도 오류로 보지 않는다' },
  },
  follow: { names: ['--follow'], about: { en: 'goes on as lines come', ko: '이어서 보여 준다' } },
  tail: { names: ['--tail'], takes: 'LINES', about: { en: 'only the last lines', ko: '마지막 줄들만' } },
  image: { names: ['--image'], takes: 'IMAGE', about: { en: 'the image', ko: '이미지' } },
  remove: { names: ['--rm'], about: { en: 'delete the pod afterwards', ko: '끝나면 파드를 지운다' } },
  restart: { names: ['--restart'], takes: 'POLICY', about: { en: 'Always, Never', ko: 'Always, Never' } },
  timeout: {
    names: ['--timeout'],
    takes: 'DURATION',
    about: { en: 'give up after so long', ko: '이만큼 지나면 그만둔다' },
  },
  overwrite: { names: ['--overwrite'], about: { en: 'change labels that exist', ko: '있는 레이블도 바꾼다' } },
  dryRun: { names: ['--dry-run'], takes: 'client|server', about: { en: 'change nothing', ko: '바꾸지 않는다' } },
  client: { names: ['--client'], about: { en: 'only the client', ko: '클라이언트만' } },
  help: { names: ['-h', '--help'], about: { en: 'the usage', ko: '사용법' } },
} satisfies FlagTable;
export type Flags = Parsed<typeof FLAGS>;
