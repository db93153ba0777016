import type { Command } from '../../command.ts';
import { completeCobra, explainCobra, runCobra } from '../cobra/run-cobra.ts';
import { flagsOfTree, type CobraCommand, type Program } from '../cobra/tree.ts';
import { write } from '../../process/stream.ts';
import { GLOBAL, OUTPUT, REVISION, UPGRADE } from './helm-flags.ts';
import {
  chartAbsent,
  getAll,
  getManifest,
  getMetadata,
  getNotes,
  getValues,
  history,
  list,
  status,
} from './read-release.ts';
import { needs, releaseNames } from './release-asked.ts';
import { repoAdd, repoList, repoRemove, repoUpdate, searchRepo } from './repositories.ts';
import { install, rollback, uninstall, upgrade } from './upgrade.ts';

const ALL = {
  all: { names: ['-a', '--all'], about: { en: 'dump all (computed) values', ko: '계산된 모든 값을 보여 준다' } },
};
const LIST = {
  ...OUTPUT,
  allNamespaces: {
    names: ['-A', '--all-namespaces'],
    about: { en: 'list releases across all namespaces', ko: '모든 네임스페이스의 릴리스' },
  },
  short: { names: ['-q', '--short'], about: { en: 'output short (quiet) listing format', ko: '이름만' } },
  all: {
    names: ['-a', '--all'],
    about: { en: 'show all releases without any filter applied', ko: '상태와 무관하게 모두' },
  },
};

const get: CobraCommand = {
  name: 'get',
  takes: 'command',
  about: { en: 'download extended information of a named release', ko: '릴리스의 자세한 정보를 가져온다' },
  children: [
    {
      name: 'all',
      takes: 'RELEASE_NAME',
      about: { en: 'download all information for a named release', ko: '릴리스의 모든 것을 보여 준다' },
      flags: REVISION,
      args: needs(1),
      operands: releaseNames,
      run: getAll,
    },
    {
      name: 'values',
      takes: 'RELEASE_NAME',
      about: { en: 'download the values file for a named release', ko: '릴리스에 준 값을 보여 준다' },
      flags: { ...ALL, ...REVISION, ...OUTPUT },
      args: needs(1),
      operands: releaseNames,
      run: getValues,
    },
    {
      name: 'manifest',
      takes: 'RELEASE_NAME',
      about: { en: 'download the manifest for a named release', ko: '릴리스의 매니페스트(이 랩에는 없음)' },
      flags: REVISION,
      args: needs(1),
      operands: releaseNames,
      run: getManifest,
    },
    {
      name: 'notes',
      takes: 'RELEASE_NAME',
      about: { en: 'download the notes for a named release', ko: '릴리스의 안내문을 보여 준다' },
      flags: REVISION,
      args: needs(1),
      operands: releaseNames,
      run: getNotes,
    },
    {
      name: 'metadata',
      takes: 'RELEASE_NAME',
      about: { en: 'This command fetches metadata for a given release', ko: '릴리스의 메타데이터를 보여 준다' },
      flags: { ...REVISION, ...OUTPUT },
      args: needs(1),
      operands: releaseNames,
      run: getMetadata,
    },
  ],
};

const repo: CobraCommand = {
  name: 'repo',
  takes: 'add|remove|list|index|update [ARGS]',
  about: { en: 'add, list, remove, update, and index chart repositories', ko: '차트 저장소를 다룬다' },
  children: [
    {
      name: 'add',
      takes: '[NAME] [URL]',
      about: { en: 'add a chart repository', ko: '차트 저장소를 더한다' },
      flags: {
        force: {
          names: ['--force-update'],
          about: { en: 'replace (overwrite) the repo if it already exists', ko: '있으면 바꾼다' },
        },
      },
      args: needs(2),
      run: repoAdd,
    },
    { name: 'list', aliases: ['ls'], about: { en: 'list chart repositories', ko: '차트 저장소 목록' }, run: repoList },
    {
      name: 'update',
      aliases: ['up'],
      takes: '[REPO1 [REPO2 ...]]',
      about: {
        en: 'update information of available charts locally from chart repositories',
        ko: '차트 목록을 새로 받는다',
      },
      run: repoUpdate,
    },
    {
      name: 'remove',
      aliases: ['rm'],
      takes: '[REPO1 [REPO2 ...]]',
      about: { en: 'remove one or more chart repositories', ko: '차트 저장소를 뺀다' },
      args: needs(1, 'at least'),
      run: repoRemove,
    },
  ],
};

/** helm 3.18. The lab has one release: Cilium's. */
const HELM: Program = {
  style: { prefix: 'Error: ', usage: false, advice: true },
  root: {
    name: 'helm',
    about: { en: 'The Helm package manager for Kubernetes.', ko: '쿠버네티스의 패키지 관리자' },
    persistent: GLOBAL,
    children: [
      get,
      repo,
      {
        name: 'search',
        takes: '[keyword]',
        about: { en: 'search for a keyword in charts', ko: '차트를 찾는다' },
        children: [
          {
            name: 'repo',
            takes: '[keyword]',
            about: { en: 'search repositories for a keyword in charts', ko: '저장소에서 차트를 찾는다' },
            run: searchRepo,
          },
        ],
      },
      {
        name: 'list',
        aliases: ['ls'],
        about: { en: 'list releases', ko: '릴리스 목록' },
        flags: LIST,
        args: needs(0),
        run: list,
      },
      {
        name: 'history',
        aliases: ['hist'],
        takes: 'RELEASE_NAME',
        about: { en: 'fetch release history', ko: '릴리스의 이력' },
        flags: {
          ...OUTPUT,
          max: {
            names: ['--max'],
            takes: 'int',
            default: '256',
            about: { en: 'maximum number of revision to include in history', ko: '보여 줄 리비전 수' },
          },
        },
        args: needs(1),
        operands: releaseNames,
        run: history,
      },
      {
        name: 'status',
        takes: 'RELEASE_NAME',
        about: { en: 'display the status of the named release', ko: '릴리스의 상태' },
        flags: { ...REVISION, ...OUTPUT },
        args: needs(1),
        operands: releaseNames,
        run: status,
      },
      {
        name: 'upgrade',
        takes: '[RELEASE] [CHART]',
        about: { en: 'upgrade a release', ko: '릴리스의 값을 바꾼다. 에이전트는 다시 시작할 때 따른다' },
        flags: UPGRADE,
        args: needs(2),
        operands: (at) => [...releaseNames(at), 'cilium/cilium'],
        run: upgrade,
      },
      {
        name: 'install',
        takes: '[NAME] [CHART]',
        about: { en: 'install a chart', ko: '차트를 설치한다' },
        flags: UPGRADE,
        args: needs(1, 'at least'),
        run: install,
      },
      {
        name: 'uninstall',
        aliases: ['del', 'delete', 'un'],
        takes: 'RELEASE_NAME [...]',
        about: { en: 'uninstall a release', ko: '릴리스를 지운다' },
        args: needs(1, 'at least'),
        operands: releaseNames,
        run: uninstall,
      },
      {
        name: 'rollback',
        takes: '<RELEASE> [REVISION]',
        about: { en: 'roll back a release to a previous revision', ko: '앞 리비전으로 되돌린다' },
        flags: { wait: UPGRADE.wait },
        args: needs(1, 'at least'),
        operands: releaseNames,
        run: rollback,
      },
      {
        name: 'template',
        takes: '[NAME] [CHART]',
        about: { en: 'locally render templates', ko: '템플릿을 그려 본다(이 랩에는 없음)' },
        flags: UPGRADE,
        run: chartAbsent,
      },
      {
        name: 'show',
        takes: 'all|chart|values [CHART]',
        about: { en: 'show information of a chart', ko: '차트를 보여 준다(이 랩에는 없음)' },
        run: chartAbsent,
      },
      {
        name: 'version',
        about: { en: 'print the helm version information', ko: '버전' },
        flags: { short: { names: ['--short'], about: { en: 'print the version number', ko: '번호만' } } },
        *run({ context, flags }) {
          // unverified: the commit and the compiler of the build.
          const text = flags.has('short')
            ? 'v3.18.4+gd80839c'
            : 'version.BuildInfo{Version:"v3.18.4", GitCommit:"d80839cf37d860c8aa9a0503fe463278f26cd5e2", GitTreeState:"clean", GoVersion:"go1.24.4"}';
          yield* write(context.io.stdout, `${text}\n`);
          return 0;
        },
      },
    ],
  },
};

export const helm: Command = {
  name: 'helm',
  topic: 'change',
  on: ['control-plane'],
  about: {
    en: 'shows and changes the values that Cilium is installed with; values without a model here are kept and change nothing',
    ko: 'Cilium을 설치한 값을 보고 바꾼다. 이 랩이 모르는 값은 보관만 하고 아무것도 바꾸지 않는다',
  },
  flags: flagsOfTree(HELM.root),
  examples: () => [
    {
      line: 'helm get values cilium -n kube-system',
      on: 'control-plane',
      about: { en: 'how is Cilium installed?', ko: 'Cilium은 어떤 값으로 설치되어 있나?' },
    },
  ],
  complete: (asked) => completeCobra(HELM, asked),
  explain: (words, index) => explainCobra(HELM, words, index),
  run: (context) => runCobra(context, HELM),
};
