import type { CobraCommand } from '../cobra/tree.ts';
import { maglevList } from './agent-shell.ts';
import { metricsList } from './agent-state.ts';
import { endpointList, ipcacheGet, ipcacheList, lbList, socknatList } from './bpf-maps.ts';
import { ctFlush, ctList, natFlush, natList } from './conntrack.ts';
import { OUTPUT } from './output-flag.ts';
import { getPolicy } from './policy.ts';

const LIST = { name: 'list', aliases: ['ls'], flags: OUTPUT } as const;

/** `cilium-dbg bpf`: the maps as the kernel has them. 1.18 has no `tunnel` any more. */
export const BPF: CobraCommand = {
  name: 'bpf',
  about: { en: 'Direct access to local BPF maps', ko: '이 노드의 BPF 맵을 직접 본다' },
  children: [
    {
      name: 'ct',
      about: { en: 'Connection tracking tables', ko: '연결 추적 표' },
      children: [
        {
          ...LIST,
          takes: '( global | endpoint | cluster ) [identifier]',
          about: { en: 'List connection tracking entries', ko: '연결 추적 항목' },
          flags: {
            ...OUTPUT,
            timeDiff: {
              names: ['-d', '--time-diff'],
              about: { en: 'print time difference for entries', ko: '남은 시간을 함께 보여 준다' },
            },
          },
          operands: () => ['global'],
          run: ctList,
        },
        {
          name: 'flush',
          takes: '( <endpoint identifier> | global )',
          about: { en: 'Flush all connection tracking entries', ko: '연결 추적 항목을 모두 지운다' },
          operands: () => ['global'],
          run: ctFlush,
        },
      ],
    },
    {
      name: 'endpoint',
      about: { en: 'Local endpoint map', ko: '이 노드의 엔드포인트 맵' },
      children: [{ ...LIST, about: { en: 'List local endpoint entries', ko: '엔드포인트 항목' }, run: endpointList }],
    },
    {
      name: 'ipcache',
      about: { en: 'Manage the IPCache mappings for IP/CIDR <-> Identity', ko: '주소와 신원을 잇는 ipcache' },
      children: [
        {
          ...LIST,
          about: {
            en: 'List endpoint IPs (local and remote) and their corresponding security identities',
            ko: '주소와 그 신원',
          },
          run: ipcacheList,
        },
        {
          name: 'get',
          about: { en: 'Retrieve identity for an ip', ko: '주소 하나의 신원' },
          operands: ({ machine }) => [...machine.world.pods.values()].map((pod) => pod.ip),
          run: ipcacheGet,
        },
      ],
    },
    {
      name: 'lb',
      about: { en: 'Load-balancing configuration', ko: '로드 밸런서의 맵' },
      children: [
        {
          ...LIST,
          about: { en: 'List load-balancing configuration', ko: '서비스와 백엔드' },
          flags: {
            ...OUTPUT,
            backends: { names: ['--backends'], about: { en: 'List all service backend entries', ko: '백엔드' } },
            frontends: { names: ['--frontends'], about: { en: 'List all service frontend entries', ko: '프런트엔드' } },
            revnat: { names: ['--revnat'], about: { en: 'List reverse NAT entries', ko: '역방향 NAT' } },
          },
          run: lbList,
        },
        {
          name: 'maglev',
          about: { en: 'Maglev lookup table', ko: 'Maglev 조회 표' },
          children: [
            {
              ...LIST,
              about: { en: 'List Maglev lookup tables', ko: 'Maglev 조회 표(이 랩에는 없음)' },
              run: maglevList,
            },
          ],
        },
      ],
    },
    {
      name: 'metrics',
      about: { en: 'BPF datapath traffic metrics', ko: '데이터패스의 계수기' },
      children: [
        {
          name: 'list',
          flags: OUTPUT,
          about: { en: 'List BPF datapath traffic metrics', ko: '계수기' },
          run: metricsList,
        },
      ],
    },
    {
      name: 'nat',
      about: { en: 'NAT mapping tables', ko: 'NAT 표' },
      children: [
        { ...LIST, about: { en: 'List all NAT mapping entries', ko: 'NAT 항목' }, run: natList },
        { name: 'flush', about: { en: 'Flush all NAT mapping entries', ko: 'NAT 항목을 모두 지운다' }, run: natFlush },
      ],
    },
    {
      name: 'policy',
      about: { en: 'Manage policy related BPF maps', ko: '정책 맵' },
      children: [
        {
          name: 'get',
          about: { en: 'Get contents of a policy BPF map', ko: '엔드포인트 하나의 정책 맵' },
          flags: {
            ...OUTPUT,
            all: { names: ['--all'], about: { en: 'Dump all policy maps', ko: '모든 정책 맵' } },
            numeric: { names: ['-n', '--numeric'], about: { en: 'Do not resolve IDs', ko: '신원을 숫자로' } },
          },
          run: getPolicy,
        },
      ],
    },
    {
      name: 'socknat',
      about: { en: 'Socket NAT operations', ko: '소켓 NAT' },
      children: [
        { ...LIST, about: { en: 'List socket-LB reverse NAT entries', ko: '소켓 LB의 역방향 NAT' }, run: socknatList },
      ],
    },
  ],
};
