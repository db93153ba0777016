import { macName } from '../vendors.ts';
import { columnTime } from '../time.ts';
import { parseMac } from '../../../wire/address.ts';
import {
  COUNTED_LAYERS,
  type Counted,
  type CountedLayer,
  type CountedPacket,
  type End,
  hasPorts,
  isCounted,
  RULE,
  sentBy,
  type Shown,
  type Statistic,
} from './statistic.ts';

interface Talk {
  readonly a: End;
  readonly b: End;
  readonly there: { frames: number; bytes: number };
  readonly back: { frames: number; bytes: number };
  /** Nanoseconds since 1970. */
  start: bigint;
  stop: bigint;
}

const BILLION = 1_000_000_000n;

/** Nanoseconds as the double that Wireshark makes of them (nstime_to_sec). */
function secondsOf(time: bigint): number {
  return Number(time / BILLION) + Number(time % BILLION) / 1e9;
}

/** -z conv,ip and others: who spoke with whom, most frames first (tap-iousers.c, conversation_table.c). */
export class Conversations implements Statistic {
  readonly #talks = new Map<string, Talk>();
  readonly #layer: CountedLayer;
  readonly #counted: Counted;
  readonly #shown: Shown;
  #first: bigint | null = null;

  constructor(layer: CountedLayer, counted: Counted, shown: Shown) {
    this.#layer = layer;
    this.#counted = counted;
    this.#shown = shown;
  }

  add(packet: CountedPacket): void {
    this.#first ??= packet.time;
    if (!isCounted(this.#counted, packet)) return;
    for (const { from, to, conversation } of sentBy(this.#layer, packet)) {
      const key = (a: End, b: End): string => `${keyOf(a)} ${keyOf(b)} ${conversation}`;
      const there = this.#talks.get(key(from, to));
      let talk = there ?? this.#talks.get(key(to, from));
      const isThere = there !== undefined || talk === undefined;
      if (talk === undefined) {
        // Who speaks first is on the left (add_conversation_table_data_with_conv_id).
        const none = { frames: 0, bytes: 0 };
        const { time } = packet;
        talk = { a: from, b: to, there: { ...none }, back: { ...none }, start: time, stop: time };
        this.#talks.set(key(from, to), talk);
      }
      const way = isThere ? talk.there : talk.back;
      way.frames += 1;
      way.bytes += packet.frame.length;
      if (packet.time > talk.stop) talk.stop = packet.time;
      if (packet.time < talk.start) talk.start = packet.time;
    }
  }

  lines(): readonly string[] {
    const frames = ({ there, back }: Talk): number => there.frames + back.frames;
    const rows = [...this.#talks.values()].toSorted((x, y) => frames(y) - frames(x)).map((talk) => this.#row(talk));
    const title = `${COUNTED_LAYERS[this.#layer]} Conversations`;
    return [RULE, title, `Filter:${this.#counted.said ?? '<No Filter>'}`, ...this.#heads(), ...rows, RULE];
  }

  #heads(): readonly string[] {
    const { time } = this.#shown;
    const margin = ' '.repeat(hasPorts(this.#layer) ? 59 : 47);
    const ways = '|       <-      | |       ->      | |     Total     |';
    const isClock = time === 'a' || time === 'u';
    const isDate = time === 'ad' || time === 'adoy' || time === 'ud' || time === 'udoy';
    const start = isClock
      ? [' Absolute Time  ', '      Start     ']
      : isDate
        ? [' Absolute Date  ', '     Start      ']
        : time === 'e'
          ? ['       Relative       ', '         Start        ']
          : ['    Relative    ', '      Start     '];
    const unit = isClock || isDate ? ' Frames  Size  ' : ' Frames  Bytes ';
    return [
      `${margin}${ways}${start[0]}|   Duration   |`,
      `${margin}|${[unit, unit, unit].join('| |')}|${start[1]}|              |`,
    ];
  }

  #row({ a, b, there, back, start, stop }: Talk): string {
    const width = hasPorts(this.#layer) ? 26 : 20;
    const name = (end: End): string => nameOf(this.#layer, end, this.#shown.numeric).padEnd(width);
    const count = (frames: number, bytes: number): string => `${`${frames}`.padStart(6)} ${sizeText(bytes).padEnd(9)}`;
    const counts = [
      count(back.frames, back.bytes),
      count(there.frames, there.bytes),
      count(there.frames + back.frames, there.bytes + back.bytes),
    ].join('  ');
    const first = this.#first ?? start;
    const duration = (secondsOf(stop - first) - secondsOf(start - first)).toFixed(4).padStart(12);
    return `${name(a)} <-> ${name(b)}  ${counts}  ${this.#startText(start, first)}   ${duration}`;
  }

  #startText(start: bigint, first: bigint): string {
    const { time, utcOffsetMinutes } = this.#shown;
    if (time === 'e') return secondsOf(start).toFixed(9).padStart(20);
    if (time === 'r' || time === 'd' || time === 'dd')
      return secondsOf(start - first)
        .toFixed(9)
        .padStart(14);
    const references = { first, previous: first, shown: first };
    // The seconds are whole here.
    return columnTime(start, references, { time, digits: 9, utcOffsetMinutes }).slice(0, -'.123456789'.length);
  }
}

/** Ten of a unit and more are counted in it, cut off (str_util.c format_size). */
function sizeText(bytes: number): string {
  const [unit, name] = (
    [
      [1e12, 'TB'],
      [1e9, 'GB'],
      [1e6, 'MB'],
      [1e3, 'kB'],
    ] as const
  ).find(([size]) => bytes >= 10 * size) ?? [1, 'bytes'];
  return `${Math.floor(bytes / unit)} ${name}`;
}

export function keyOf({ address, port }: End): string {
  return `${address} ${port}`;
}

/** An end as tables name it. */
export function nameOf(layer: CountedLayer, { address, port }: End, numeric: boolean): string {
  const mac = layer === 'eth' ? parseMac(address) : null;
  const shown = mac === null ? address : macName(mac, numeric);
  return hasPorts(layer) ? `${shown}:${port}` : shown;
}
