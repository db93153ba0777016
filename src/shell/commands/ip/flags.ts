import type { FlagTable } from '../../flags.ts';

/** The options before the object: for completion and explanation. How they are read is in arguments.ts. */
export const IP_FLAGS = {
  color: {
    names: ['-c', '-color'],
    about: { en: 'with colours, even into a pipe', ko: '색을 입힌다. 파이프로도 색이 나간다' },
  },
  brief: { names: ['-br', '-brief'], about: { en: 'one short line each', ko: '한 줄씩 짧게' } },
  details: {
    names: ['-d', '-details'],
    about: { en: 'with details: the kind of a device, its VXLAN settings', ko: '자세히: 장치 종류, VXLAN 설정 등' },
  },
  inet: { names: ['-4'], about: { en: 'IPv4 only', ko: 'IPv4만' } },
  inet6: { names: ['-6'], about: { en: 'IPv6 only', ko: 'IPv6만' } },
  json: { names: ['-j', '-json'], about: { en: 'as JSON', ko: 'JSON으로' } },
  pretty: { names: ['-p', '-pretty'], about: { en: 'JSON on several lines', ko: 'JSON을 여러 줄로' } },
  stats: {
    names: ['-s', '-stats', '-statistics'],
    about: { en: 'with counters of packets and bytes', ko: '패킷 수와 바이트 수까지' },
  },
  oneline: { names: ['-o', '-oneline'], about: { en: 'one line each', ko: '항목마다 한 줄로' } },
} satisfies FlagTable;
