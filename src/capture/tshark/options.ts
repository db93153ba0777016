import type { DecodeAs } from './decode-as.ts';
import type { DisplayFilter } from './display-filter.ts';
import type { Statistic } from './statistics/statistic.ts';
import type { TimeFormat } from './time.ts';

/** What is printed of a packet: the line of the table, -V, -T fields; nothing with -q or -w. */
export type OutputFormat = 'summary' | 'tree' | 'fields' | 'nothing';

/** -E of -T fields. */
export interface FieldsLayout {
  readonly separator: string;
  readonly aggregator: string;
  readonly header: boolean;
  readonly occurrence: 'f' | 'l' | 'a';
  readonly quote: '' | '"' | "'";
  readonly bom: boolean;
}

/** What the flags of a tshark command line ask for (tshark.1). */
export interface TsharkOptions {
  /** -d. */
  readonly decodeAs: readonly DecodeAs[];
  /** -n: no vendors of MACs. */
  readonly numeric: boolean;
  readonly format: OutputFormat;
  /** -P beside -V or -x: the line of the table all the same. */
  readonly summaryToo: boolean;
  /** -e, in their order. */
  readonly fields: readonly string[];
  readonly layout: FieldsLayout;
  /** -t. */
  readonly time: TimeFormat;
  /** -Y. */
  readonly filter: DisplayFilter | null;
  /** -x. */
  readonly hex: boolean;
  /** -z, in their order. */
  readonly statistics: readonly Statistic[];
  /** -c: frames that are read, whatever -Y makes of them. */
  readonly count: number | null;
  /** Digits of a second in the table: the capture file's resolution, microseconds or nanoseconds. */
  readonly digits: 6 | 9;
  /** tshark prints the clock of the machine that it runs on, and the zone's name with a date. */
  readonly utcOffsetMinutes: number;
  readonly zone: string;
}

export const FIELDS_LAYOUT: FieldsLayout = {
  separator: '\t',
  aggregator: ',',
  header: false,
  occurrence: 'a',
  quote: '',
  bom: false,
};

export const DEFAULTS: TsharkOptions = {
  decodeAs: [],
  numeric: false,
  format: 'summary',
  summaryToo: false,
  fields: [],
  layout: FIELDS_LAYOUT,
  time: 'r',
  filter: null,
  hex: false,
  statistics: [],
  count: null,
  digits: 6,
  utcOffsetMinutes: 0,
  zone: 'UTC',
};
