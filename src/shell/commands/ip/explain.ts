import { ownOf } from '../../../base/own.ts';
import type { Words } from '../../words.ts';
import { matches } from './arguments.ts';

const OBJECTS: readonly (readonly [name: string, about: Words])[] = [
  ['address', { en: 'the addresses of the devices', ko: '장치의 주소' }],
  ['route', { en: 'the routing table: which way a packet goes', ko: '라우팅 테이블: 패킷이 어느 길로 가는지' }],
  ['rule', { en: 'which routing tables are asked, in order', ko: '어느 라우팅 테이블을 어떤 차례로 보는지' }],
  ['neighbour', { en: 'which MAC belongs to which address on the link', ko: '같은 링크의 주소와 MAC의 짝' }],
  ['link', { en: 'the network devices', ko: '네트워크 장치' }],
];

const VERBS: Readonly<Record<string, Words>> = {
  show: { en: 'prints what there is', ko: '있는 것을 출력한다' },
  list: { en: 'prints what there is', ko: '있는 것을 출력한다' },
  get: {
    en: 'asks the kernel which row it would take for an address',
    ko: '이 주소라면 커널이 어느 행을 고를지 묻는다',
  },
  add: { en: 'adds a row; fails when there is one', ko: '행을 더한다. 이미 있으면 실패한다' },
  del: { en: 'takes a row away', ko: '행을 지운다' },
  delete: { en: 'takes a row away', ko: '행을 지운다' },
  replace: { en: 'adds a row or changes the one there is', ko: '행을 더하거나, 있으면 바꾼다' },
  change: { en: 'changes a row that is there', ko: '있는 행을 바꾼다' },
  flush: { en: 'takes all rows away that fit', ko: '맞는 행을 모두 지운다' },
};

const WORDS: Readonly<Record<string, Words>> = {
  via: { en: 'the gateway: the packet goes to its MAC', ko: '게이트웨이: 패킷은 이것의 MAC으로 간다' },
  dev: { en: 'the device by which the packet leaves', ko: '패킷이 나가는 장치' },
  proto: {
    en: 'who made the row: kernel (and Cilium), dhcp, static (netplan), boot (a person), bgp',
    ko: '행을 만든 쪽: kernel(Cilium도), dhcp, static(netplan), boot(사람), bgp',
  },
  scope: {
    en: 'how far the destination is: link is on the same wire, host is this machine itself',
    ko: '목적지까지의 거리: link는 같은 선, host는 이 머신 자신',
  },
  src: {
    en: 'the source address that this host prefers on this way',
    ko: '이 길로 보낼 때 이 호스트가 쓰는 출발지 주소',
  },
  metric: {
    en: 'of two rows with one prefix the lower metric wins',
    ko: '프리픽스가 같으면 metric이 낮은 행이 이긴다',
  },
  mtu: {
    en: 'the largest packet on this way: an overlay leaves room for its outer headers',
    ko: '이 길의 최대 패킷 크기: 오버레이는 바깥 헤더 자리를 남긴다',
  },
  table: { en: 'which routing table', ko: '어느 라우팅 테이블인지' },
  default: { en: 'every destination that no longer prefix matches', ko: '더 긴 프리픽스에 맞지 않는 모든 목적지' },
  type: { en: 'devices of this kind only', ko: '이 종류의 장치만' },
  from: { en: 'as if the packet had this source address', ko: '패킷의 출발지가 이 주소인 것처럼' },
  iif: { en: 'as if the packet had come in by this device', ko: '패킷이 이 장치로 들어온 것처럼' },
  mark: {
    en: "as if the packet had this mark: Cilium's rules look at it",
    ko: '패킷에 이 마크가 있는 것처럼: Cilium의 규칙이 이것을 본다',
  },
  nud: { en: 'entries in this state only', ko: '이 상태인 항목만' },
};

/** What a word behind `ip` means. */
export function explainIp(words: readonly string[], index: number): Words | null {
  const word = words[index] ?? '';
  if (word.startsWith('-')) return null;
  const place = words.slice(1, index).filter((before) => !before.startsWith('-')).length;
  if (place === 0) return OBJECTS.find(([name]) => matches(word, name))?.[1] ?? null;
  if (place === 1)
    return (
      ownOf(VERBS, word) ??
      ownOf(VERBS, Object.keys(VERBS).find((name) => matches(word, name)) ?? '') ??
      ownOf(WORDS, word) ??
      null
    );
  const own = ownOf(WORDS, word);
  if (own !== undefined) return own;
  return ownOf(WORDS, words[index - 1] ?? '') ?? null;
}
