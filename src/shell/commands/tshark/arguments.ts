import type { TimeFormat } from '../../../capture/tshark/time.ts';
import { type DecodeAs, parseDecodeAs } from '../../../capture/tshark/decode-as.ts';
import { type DisplayFilter, parseDisplayFilter } from '../../../capture/tshark/display-filter.ts';
import { fieldsFault } from '../../../capture/tshark/fields-output.ts';
import { DEFAULTS, FIELDS_LAYOUT, type FieldsLayout, type TsharkOptions } from '../../../capture/tshark/options.ts';
import { parseStatistic } from '../../../capture/tshark/statistics/parse-statistic.ts';
import type { Statistic } from '../../../capture/tshark/statistics/statistic.ts';
import type { FlagTable, Parsed } from '../../flags.ts';

export const FLAGS = {
  read: { names: ['-r', '--read-file'], takes: 'FILE', about: { en: 'read a capture file', ko: '캡처 파일을 읽는다' } },
  device: {
    names: ['-i', '--interface'],
    takes: 'DEV',
    about: { en: 'listen on this device; any: on all', ko: '이 장치에서 듣는다. any면 모두' },
  },
  capture: {
    names: ['-f'],
    takes: 'FILTER',
    about: { en: 'a capture filter, as tcpdump has it', ko: 'tcpdump 문법의 캡처 필터' },
  },
  decode: {
    names: ['-d', '--decode-as'],
    takes: 'RULE',
    about: { en: 'what is on a port: udp.port==8472,vxlan', ko: '포트의 프로토콜을 정한다: udp.port==8472,vxlan' },
  },
  display: {
    names: ['-Y', '--display-filter'],
    takes: 'FILTER',
    about: { en: 'show only packets that match: tcp.flags.syn==1', ko: '맞는 패킷만 보여 준다: tcp.flags.syn==1' },
  },
  tree: { names: ['-V'], about: { en: 'every field of every packet', ko: '패킷마다 모든 필드를' } },
  hex: { names: ['-x'], about: { en: 'the bytes', ko: '바이트를' } },
  summary: { names: ['-P', '--print'], about: { en: 'the one-line table, too', ko: '한 줄 요약도' } },
  format: {
    names: ['-T'],
    takes: 'fields|text',
    about: { en: 'fields: only the fields of -e', ko: 'fields: -e의 필드만' },
  },
  field: { names: ['-e'], takes: 'FIELD', about: { en: 'a field to print', ko: '출력할 필드' } },
  layout: { names: ['-E'], takes: 'OPTION', about: { en: 'header=y, separator=, …', ko: 'header=y, separator=, …' } },
  time: { names: ['-t'], takes: 'r|a|ad|d|e', about: { en: 'which time', ko: '시각의 형식' } },
  count: { names: ['-c'], takes: 'COUNT', about: { en: 'stop after so many packets', ko: '이만큼 읽고 멈춘다' } },
  numeric: { names: ['-n'], about: { en: 'no names', ko: '이름을 쓰지 않는다' } },
  resolve: { names: ['-N'], takes: 'FLAGS', about: { en: 'which names to look up', ko: '어떤 이름을 찾을지' } },
  lines: { names: ['-l'], about: { en: 'every line at once', ko: '줄마다 바로 내보낸다' } },
  quiet: {
    names: ['-q'],
    about: {
      en: 'no lines of packets: with -z only the statistics',
      ko: '패킷 줄을 빼고 출력한다. -z와 쓰면 통계만 남는다',
    },
  },
  statistic: {
    names: ['-z'],
    takes: 'STATISTICS',
    about: {
      en: 'statistics at the end: io,phs, conv,ip, conv,tcp, endpoints,ip, each with ,FILTER',
      ko: '끝에 통계를 출력한다: io,phs, conv,ip, conv,tcp, endpoints,ip. 뒤에 ,FILTER를 붙일 수 있다',
    },
  },
  twice: {
    names: ['-2', '--two-pass'],
    about: {
      en: 'read the file twice: the table knows which reply comes later',
      ko: '파일을 두 번 읽는다. 표가 뒤에 올 응답을 안다',
    },
  },
  write: {
    names: ['-w'],
    takes: 'FILE',
    about: { en: 'write a capture file (pcapng) instead of text', ko: '텍스트 대신 캡처 파일(pcapng)로 쓴다' },
  },
  kind: {
    names: ['-F'],
    takes: 'pcapng|pcap',
    about: { en: 'kind of the file that -w writes', ko: '-w가 쓰는 파일의 형식' },
  },
  list: { names: ['-D'], about: { en: 'list the devices', ko: '장치 목록을 출력한다' } },
  version: { names: ['-v', '--version'], about: { en: 'the version', ko: '버전' } },
} satisfies FlagTable;
export type Flags = Parsed<typeof FLAGS>;

const TIMES: readonly TimeFormat[] = ['r', 'a', 'ad', 'adoy', 'd', 'dd', 'e', 'u', 'ud', 'udoy'];

export type ReadOptions =
  | { readonly ok: true; readonly options: TsharkOptions; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly lines: readonly string[]; readonly code: number };

/** The options of the printer from the flags, or what tshark says of them. */
export function optionsOf(
  flags: Flags,
  clock: { readonly utcOffsetMinutes: number; readonly zone: string },
): ReadOptions {
  const decodeAs: DecodeAs[] = [];
  const warnings: string[] = [];
  for (const text of flags.values('decode')) {
    const parsed = parseDecodeAs(text);
    if (!parsed.ok) return { ok: false, lines: parsed.message, code: 1 };
    decodeAs.push(parsed.rule);
    if (parsed.warning !== null) warnings.push(parsed.warning);
  }
  let filter: DisplayFilter | null = null;
  // Without -f, what follows the options of a file is a display filter.
  const shown =
    flags.value('display') ?? (flags.has('read') && flags.operands.length > 0 ? flags.operands.join(' ') : null);
  if (shown !== null) {
    const parsed = parseDisplayFilter(shown, clock);
    if (!parsed.ok) return { ok: false, lines: parsed.message, code: 2 };
    filter = parsed.filter;
  }
  const fields = flags.values('field');
  // -q and -w leave the packets out unless some form of them is asked for (tshark.c print_packet_info).
  const isSilent =
    (flags.has('quiet') || flags.has('write')) && flags.value('format') === null && !flags.has('summary');
  const plain = isSilent ? 'nothing' : 'summary';
  const format = flags.value('format') === 'fields' ? 'fields' : flags.has('tree') ? 'tree' : plain;
  if (format === 'fields' && fields.length === 0) {
    return { ok: false, lines: ['tshark: "-Tfields" was specified, but no fields were specified with "-e".'], code: 1 };
  }
  if (format !== 'fields' && fields.length > 0) {
    return {
      ok: false,
      lines: [
        'tshark: Output fields were specified with "-e", but "-Tek, -Tfields, -Tjson or -Tpdml" was not specified.',
      ],
      code: 1,
    };
  }
  const kind = flags.value('format');
  if (kind !== null && kind !== 'fields' && kind !== 'text') {
    return { ok: false, lines: [`tshark: -T ${kind} is not supported in this lab: fields and text are`], code: 1 };
  }
  const fault = fieldsFault(fields);
  if (fault !== null) return { ok: false, lines: fault, code: 1 };
  const time = TIMES.find((each) => each === flags.value('time')) ?? 'r';
  const count = flags.value('count');
  const statistics: Statistic[] = [];
  for (const text of flags.values('statistic')) {
    const parsed = parseStatistic(text, { ...clock, time, numeric: flags.has('numeric') });
    if (!parsed.ok) return { ok: false, lines: parsed.message, code: 1 };
    statistics.push(parsed.statistic);
  }
  const options = {
    ...DEFAULTS,
    ...clock,
    decodeAs,
    filter,
    statistics,
    fields,
    format,
    time,
    layout: layoutOf(flags.values('layout')),
    numeric: flags.has('numeric'),
    hex: flags.has('hex'),
    summaryToo: flags.has('summary'),
    count: count === null ? null : Number(count),
  } as const;
  return { ok: true, options, warnings };
}

function layoutOf(given: readonly string[]): FieldsLayout {
  let layout = FIELDS_LAYOUT;
  for (const option of given) {
    const cut = option.indexOf('=');
    const [key, value] = [option.slice(0, cut), option.slice(cut + 1)];
    if (key === 'header') layout = { ...layout, header: value === 'y' };
    if (key === 'separator') layout = { ...layout, separator: { '/t': '\t', '/s': ' ' }[value] ?? value };
    if (key === 'aggregator') layout = { ...layout, aggregator: { '/s': ' ' }[value] ?? value };
    if (key === 'occurrence' && (value === 'f' || value === 'l' || value === 'a'))
      layout = { ...layout, occurrence: value };
    if (key === 'quote') layout = { ...layout, quote: value === 'd' ? '"' : value === 's' ? "'" : '' };
    if (key === 'bom') layout = { ...layout, bom: value === 'y' };
  }
  return layout;
}
