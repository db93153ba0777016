import type { Command } from '../../command.ts';
import { completeCobra, explainCobra, runCobra } from '../cobra/run-cobra.ts';
import { flagsOfTree, type CobraCommand, type Program } from '../cobra/tree.ts';
import { config, status, STATUS_FLAGS, version } from './agent-state.ts';
import { agentShell, debugInfo, SHELL_TABLES } from './agent-shell.ts';
import { BPF } from './bpf-tree.ts';
import { mapGet, mapList, mapNames } from './cached-maps.ts';
import { identityGet, identityList, ipList, nodeList, serviceList } from './cluster-lists.ts';
import { getEndpoint, listEndpoints } from './list-endpoints.ts';
import { monitor, MONITOR_FLAGS } from './monitor.ts';
import { OUTPUT } from './output-flag.ts';

const LIST = { name: 'list', aliases: ['ls'], flags: OUTPUT } as const;

const endpoint: CobraCommand = {
  name: 'endpoint',
  about: { en: 'Manage endpoints', ko: '엔드포인트' },
  children: [
    {
      ...LIST,
      about: { en: 'List all endpoints', ko: '이 노드의 엔드포인트' },
      flags: {
        ...OUTPUT,
        noHeaders: { names: ['--no-headers'], about: { en: 'Do not print headers', ko: '머리글을 뺀다' } },
      },
      run: listEndpoints,
    },
    {
      name: 'get',
      takes: '( <endpoint identifier> | -l <endpoint labels> )',
      about: { en: 'Display endpoint information', ko: '엔드포인트 하나의 모든 것' },
      flags: {
        ...OUTPUT,
        labels: { names: ['-l', '--labels'], takes: 'strings', about: { en: 'list of labels', ko: '레이블로 고른다' } },
      },
      operands: ({ machine, host }) =>
        [...machine.world.pods.values()].filter((pod) => pod.node === host.node).map((pod) => `${pod.endpoint}`),
      run: getEndpoint,
    },
  ],
};

/** cilium-dbg 1.18.0, the command line of the agent, which is called `cilium` in its container as well. */
export const CILIUM_DBG: Program = {
  style: { prefix: 'Error: ', usage: true, advice: true },
  root: {
    name: 'cilium-dbg',
    about: { en: 'CLI', ko: '이 노드의 에이전트에게 묻는다' },
    long: 'CLI for interacting with the local Cilium Agent',
    persistent: {
      config: {
        names: ['--config'],
        takes: 'string',
        about: { en: 'Config file (default is $HOME/.cilium.yaml)', ko: '설정 파일' },
      },
      debug: { names: ['-D', '--debug'], about: { en: 'Enable debug messages', ko: '디버그 메시지' } },
      host: {
        names: ['-H', '--host'],
        takes: 'string',
        about: { en: 'URI to server-side API', ko: '서버의 주소' },
      },
    },
    children: [
      BPF,
      endpoint,
      {
        name: 'config',
        takes: '[<option>=(enable|disable) ...]',
        about: { en: 'Cilium configuration options', ko: '에이전트가 돌면서 바꿀 수 있는 설정' },
        run: config,
      },
      {
        name: 'debuginfo',
        about: {
          en: 'Request available debugging information from agent',
          ko: '버그 보고에 쓸 모든 것(이 랩에는 없음)',
        },
        run: debugInfo,
      },
      {
        name: 'identity',
        about: { en: 'Manage security identities', ko: '보안 신원' },
        children: [
          { ...LIST, takes: '[LABELS]', about: { en: 'List identities', ko: '신원 목록' }, run: identityList },
          {
            name: 'get',
            flags: OUTPUT,
            about: { en: 'Retrieve information about an identity', ko: '신원 하나의 레이블' },
            run: identityGet,
          },
        ],
      },
      {
        name: 'ip',
        about: { en: 'Manage IP addresses and associated information', ko: '주소와 그 정보' },
        children: [
          {
            ...LIST,
            about: { en: 'List IP addresses in the userspace IPcache', ko: '에이전트가 아는 주소' },
            flags: {
              ...OUTPUT,
              numeric: { names: ['-n', '--numeric'], about: { en: 'Print numeric identities', ko: '신원을 숫자로' } },
              verbose: {
                names: ['-v', '--verbose'],
                about: { en: 'Print all fields of ipcache', ko: '모든 필드' },
              },
            },
            run: ipList,
          },
        ],
      },
      {
        name: 'map',
        about: { en: 'Access userspace cached content of BPF maps', ko: '에이전트가 기억하는 맵의 내용' },
        children: [
          {
            name: 'get',
            takes: '<name>',
            flags: OUTPUT,
            about: { en: 'Display cached content of given BPF map', ko: '맵 하나의 내용' },
            example: 'cilium map get cilium_ipcache_v2',
            operands: mapNames,
            run: mapGet,
          },
          {
            name: 'list',
            about: { en: 'List all open BPF maps', ko: '열린 맵의 목록' },
            flags: {
              ...OUTPUT,
              verbose: {
                names: ['--verbose'],
                about: { en: 'Print cache contents of all maps', ko: '내용까지 보여 준다' },
              },
            },
            example: 'cilium map list',
            run: mapList,
          },
        ],
      },
      {
        name: 'monitor',
        about: { en: 'Display BPF program events', ko: 'BPF 프로그램이 남기는 기록을 나오는 대로 보여 준다' },
        long: `The monitor displays notifications and events emitted by the BPF
programs attached to endpoints and devices. This includes:
  * Dropped packet notifications
  * Captured packet traces
  * Policy verdict notifications
  * Debugging information`,
        flags: MONITOR_FLAGS,
        run: monitor,
      },
      {
        name: 'node',
        about: { en: 'Manage cluster nodes', ko: '클러스터의 노드' },
        children: [{ ...LIST, about: { en: 'List nodes', ko: '노드 목록' }, run: nodeList }],
      },
      {
        name: 'service',
        about: { en: 'Manage services & loadbalancers', ko: '서비스' },
        children: [{ ...LIST, about: { en: 'List services', ko: '서비스와 백엔드' }, run: serviceList }],
      },
      {
        name: 'shell',
        takes: '[command] [args]...',
        about: { en: 'Connect to the Cilium shell', ko: '에이전트의 셸: 에이전트가 아는 장치, 주소, 경로' },
        example: 'cilium-dbg shell -- db/show devices',
        operands: () => ['--', 'db/show', ...SHELL_TABLES],
        run: agentShell,
      },
      {
        name: 'status',
        about: { en: 'Display status of daemon', ko: '에이전트의 상태' },
        flags: { ...STATUS_FLAGS, ...OUTPUT },
        run: status,
      },
      {
        name: 'version',
        about: { en: 'Print version information', ko: '버전' },
        run: version,
      },
    ],
  },
};

export const ciliumDbg: Command = {
  name: 'cilium-dbg',
  topic: 'cilium',
  on: ['agent'],
  about: { en: 'asks the Cilium agent of this node', ko: '이 노드의 Cilium 에이전트에게 묻는다' },
  flags: flagsOfTree(CILIUM_DBG.root),
  complete: (asked) => completeCobra(CILIUM_DBG, asked),
  explain: (words, index) => explainCobra(CILIUM_DBG, words, index),
  run: (context) => runCobra(context, CILIUM_DBG),
};
