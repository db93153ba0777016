import { DEFAULTS, type DumpStyle, type TcpdumpOptions, type TimeStyle } from '../../../capture/tcpdump/options.ts';
import type { FlagTable, Parsed } from '../../flags.ts';

export const FLAGS = {
  device: {
    names: ['-i', '--interface'],
    takes: 'DEV',
    about: { en: 'listen on this device; any: on all', ko: '이 장치에서 듣는다. any면 모두' },
  },
  numeric: { names: ['-n'], about: { en: 'numbers instead of names', ko: '이름 대신 숫자로' } },
  link: { names: ['-e'], about: { en: 'the link-layer header, too', ko: '링크 계층 헤더도 출력한다' } },
  verbose: {
    names: ['-v'],
    about: { en: 'more about each packet; -vv: even more', ko: '패킷마다 더 자세히. -vv는 더더욱' },
  },
  count: { names: ['-c'], takes: 'COUNT', about: { en: 'stop after so many packets', ko: '이만큼 잡고 멈춘다' } },
  write: {
    names: ['-w'],
    takes: 'FILE',
    about: { en: 'write a capture file instead of text', ko: '텍스트 대신 캡처 파일로 쓴다' },
  },
  read: { names: ['-r'], takes: 'FILE', about: { en: 'read a capture file', ko: '캡처 파일을 읽는다' } },
  ascii: { names: ['-A'], about: { en: 'the content as text', ko: '내용을 텍스트로' } },
  hexText: { names: ['-X'], about: { en: 'the content in hex and text', ko: '내용을 16진수와 텍스트로' } },
  hex: { names: ['-x'], about: { en: 'the content in hex', ko: '내용을 16진수로' } },
  time: {
    names: ['-t'],
    about: { en: 'no time; -tt … -ttttt: other clocks', ko: '시각을 뺀다. -tt … -ttttt는 다른 시계' },
  },
  quiet: { names: ['-q'], about: { en: 'less about protocols', ko: '프로토콜 설명을 줄인다' } },
  absolute: { names: ['-S'], about: { en: 'sequence numbers as they are', ko: '순서 번호를 있는 그대로' } },
  lines: { names: ['-l'], about: { en: 'every line at once', ko: '줄마다 바로 내보낸다' } },
  flush: { names: ['-U', '--packet-buffered'], about: { en: 'write every packet at once', ko: '패킷마다 바로 쓴다' } },
  list: { names: ['-D', '--list-interfaces'], about: { en: 'list the devices', ko: '장치 목록을 출력한다' } },
  snaplen: {
    names: ['-s', '--snapshot-length'],
    takes: 'SNAPLEN',
    about: { en: 'bytes kept of each packet', ko: '패킷마다 남길 바이트 수' },
  },
  promiscuous: {
    names: ['-p', '--no-promiscuous-mode'],
    about: { en: 'no promiscuous mode', ko: '무차별 모드를 쓰지 않는다' },
  },
  direction: {
    names: ['-Q', '--direction'],
    takes: 'in|out|inout',
    about: { en: 'only what comes in or goes out', ko: '들어오는 것 또는 나가는 것만' },
  },
  numbered: { names: ['-#', '--number'], about: { en: 'number the packets', ko: '패킷에 번호를 붙인다' } },
  noDomain: { names: ['-N'], about: { en: 'no domain names', ko: '도메인 이름을 빼고 출력한다' } },
  print: { names: ['--print'], about: { en: 'print even when writing', ko: '파일에 쓰면서 출력도 한다' } },
  user: { names: ['-Z'], takes: 'USER', about: { en: 'run as this user', ko: '이 사용자로 실행한다' } },
  immediate: { names: ['--immediate-mode'], about: { en: 'deliver packets at once', ko: '패킷을 바로 넘겨받는다' } },
  buffer: { names: ['-B', '--buffer-size'], takes: 'KIB', about: { en: 'size of the buffer', ko: '버퍼 크기' } },
  version: { names: ['--version'], about: { en: 'the version', ko: '버전' } },
  help: { names: ['-h', '--help'], about: { en: 'the usage', ko: '사용법' } },
} satisfies FlagTable;
export type Flags = Parsed<typeof FLAGS>;

const TIMES: readonly TimeStyle[] = ['clock', 'none', 'unix', 'delta', 'date', 'since-first'];

/** What the flags ask of the printer. */
export function printerOptions(
  flags: Flags,
  around: Pick<TcpdumpOptions, 'utcOffsetMinutes' | 'hostName' | 'portNames'>,
): TcpdumpOptions {
  return {
    ...DEFAULTS,
    ...around,
    numeric: flags.has('numeric'),
    link: flags.has('link'),
    verbose: flags.count('verbose'),
    quiet: flags.has('quiet'),
    absolute: flags.has('absolute'),
    time: TIMES[Math.min(flags.count('time'), TIMES.length - 1)]!,
    dump: dumpOf(flags),
  };
}

function dumpOf(flags: Flags): DumpStyle {
  if (flags.has('hexText')) return flags.count('hexText') > 1 ? 'text-link' : 'text';
  if (flags.has('hex')) return flags.count('hex') > 1 ? 'hex-link' : 'hex';
  if (flags.has('ascii')) return flags.count('ascii') > 1 ? 'ascii-link' : 'ascii';
  return 'none';
}
