import type { CobraFlags } from '../cobra/tree.ts';

export const GLOBAL = {
  namespace: {
    names: ['-n', '--namespace'],
    takes: 'string',
    about: { en: 'namespace scope for this request', ko: '이 요청의 네임스페이스' },
  },
  debug: { names: ['--debug'], about: { en: 'enable verbose output', ko: '자세히 출력한다' } },
  kubeconfig: {
    names: ['--kubeconfig'],
    takes: 'string',
    about: { en: 'path to the kubeconfig file', ko: 'kubeconfig 파일의 경로' },
  },
  context: {
    names: ['--kube-context'],
    takes: 'string',
    about: { en: 'name of the kubeconfig context to use', ko: '쓸 kubeconfig 컨텍스트' },
  },
} satisfies CobraFlags;

export const OUTPUT = {
  output: {
    names: ['-o', '--output'],
    takes: 'format',
    default: 'table',
    about: { en: 'prints the output in the specified format. Allowed values: table, json, yaml', ko: '출력 형식' },
  },
} satisfies CobraFlags;

export const REVISION = {
  revision: {
    names: ['--revision'],
    takes: 'int',
    about: { en: 'get the named release with revision', ko: '이 리비전을 본다' },
  },
} satisfies CobraFlags;

export const VALUES = {
  set: {
    names: ['--set'],
    takes: 'stringArray',
    about: {
      en: 'set values on the command line (can specify multiple or separate values with commas: key1=val1,key2=val2)',
      ko: '명령행에서 값을 준다(여러 번 쓰거나 쉼표로 나눈다)',
    },
  },
  setString: {
    names: ['--set-string'],
    takes: 'stringArray',
    about: {
      en: 'set STRING values on the command line (can specify multiple or separate values with commas: key1=val1,key2=val2)',
      ko: '값을 문자열로 준다',
    },
  },
  values: {
    names: ['-f', '--values'],
    takes: 'strings',
    about: { en: 'specify values in a YAML file or a URL (can specify multiple)', ko: 'YAML 파일의 값을 쓴다' },
  },
} satisfies CobraFlags;

export const UPGRADE = {
  ...VALUES,
  ...OUTPUT,
  install: {
    names: ['-i', '--install'],
    about: { en: "if a release by this name doesn't already exist, run an install", ko: '릴리스가 없으면 설치한다' },
  },
  reuseValues: {
    names: ['--reuse-values'],
    about: {
      en: "when upgrading, reuse the last release's values and merge in any overrides from the command line via --set and -f. If '--reset-values' is specified, this is ignored",
      ko: '앞 릴리스의 값에 새 값만 덮어쓴다',
    },
  },
  resetValues: {
    names: ['--reset-values'],
    about: {
      en: 'when upgrading, reset the values to the ones built into the chart',
      ko: '차트의 기본값에서 다시 시작한다',
    },
  },
  resetThenReuse: {
    names: ['--reset-then-reuse-values'],
    about: {
      en: "when upgrading, reset the values to the ones built into the chart, apply the last release's values and merge in any overrides from the command line via --set and -f. If '--reset-values' or '--reuse-values' is specified, this is ignored",
      ko: '차트의 기본값에 앞 릴리스의 값과 새 값을 차례로 덮어쓴다',
    },
  },
  version: {
    names: ['--version'],
    takes: 'string',
    about: {
      en: 'specify a version constraint for the chart version to use. This constraint can be a specific tag (e.g. 1.1.1) or it may reference a valid range (e.g. ^2.0.0). If this is not specified, the latest version is used',
      ko: '차트의 버전',
    },
  },
  dryRun: {
    names: ['--dry-run'],
    about: { en: 'simulate an install', ko: '적용하지 않고 해 보기만 한다' },
  },
  wait: {
    names: ['--wait'],
    about: {
      en: 'if set, will wait until all resources are in a ready state',
      ko: '모든 자원이 준비될 때까지 기다린다',
    },
  },
  timeout: {
    names: ['--timeout'],
    takes: 'duration',
    default: '5m0s',
    about: { en: 'time to wait for any individual Kubernetes operation (like Jobs for hooks)', ko: '기다리는 시간' },
  },
  atomic: {
    names: ['--atomic'],
    about: {
      en: 'if set, upgrade process rolls back changes made in case of failed upgrade',
      ko: '실패하면 되돌린다',
    },
  },
  createNamespace: {
    names: ['--create-namespace'],
    about: {
      en: 'if --install is set, create the release namespace if not present',
      ko: '네임스페이스가 없으면 만든다',
    },
  },
} satisfies CobraFlags;
