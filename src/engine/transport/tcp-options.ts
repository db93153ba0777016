import type { TcpOption } from '../../wire/layers.ts';

/** Shift that Linux offers: net.ipv4.tcp_rmem's maximum of 6 MiB needs 7 (net/ipv4/tcp_output.c tcp_select_initial_window). */
export const WINDOW_SCALE = 7;

/** Bytes of NOP, NOP, timestamps: what every segment after the handshake carries. */
export const TIMESTAMPS_LENGTH = 12;

/** MSS of a peer that does not say (RFC 9293 section 3.7.1). */
export const DEFAULT_MSS = 536;

export interface Timestamps {
  readonly value: number;
  readonly echo: number;
}

/** What both sides may use: offered by one, taken up by the other. */
export interface Abilities {
  readonly timestamps: boolean;
  readonly sack: boolean;
  readonly windowScale: boolean;
}

export const ALL_ABILITIES: Abilities = { timestamps: true, sack: true, windowScale: true };

/** Options of a SYN or SYN-ACK in the order of net/ipv4/tcp_output.c tcp_options_write. */
export function synOptions(mss: number, can: Abilities, stamps: Timestamps): readonly TcpOption[] {
  const sack: TcpOption = { kind: 'sack-permitted' };
  const nop: TcpOption = { kind: 'nop' };
  const options: TcpOption[] = [{ kind: 'mss', value: mss }];
  if (can.timestamps) options.push(...(can.sack ? [sack] : [nop, nop]), { kind: 'timestamps', ...stamps });
  else if (can.sack) options.push(nop, nop, sack);
  if (can.windowScale) options.push(nop, { kind: 'window-scale', shift: WINDOW_SCALE });
  return options;
}

/** Options of every other segment: at most three SACK blocks fit beside timestamps (RFC 2018 section 3). */
export function segmentOptions(
  can: Abilities,
  stamps: Timestamps,
  sack: readonly (readonly [from: number, to: number])[],
): readonly TcpOption[] {
  const nop: TcpOption = { kind: 'nop' };
  const options: TcpOption[] = [];
  if (can.timestamps) options.push(nop, nop, { kind: 'timestamps', ...stamps });
  if (can.sack && sack.length > 0) options.push(nop, nop, { kind: 'sack', blocks: sack.slice(0, 3) });
  return options;
}

export interface ReadOptions {
  readonly mss: number;
  readonly windowScale: number | null;
  readonly sackPermitted: boolean;
  readonly timestamps: Timestamps | null;
  readonly sack: readonly (readonly [from: number, to: number])[];
}

export function readOptions(options: readonly TcpOption[]): ReadOptions {
  const read = {
    mss: DEFAULT_MSS,
    windowScale: null as number | null,
    sackPermitted: false,
    timestamps: null as Timestamps | null,
    sack: [] as ReadOptions['sack'],
  };
  for (const option of options) {
    if (option.kind === 'mss') read.mss = option.value;
    else if (option.kind === 'window-scale') read.windowScale = Math.min(option.shift, 14);
    else if (option.kind === 'sack-permitted') read.sackPermitted = true;
    else if (option.kind === 'timestamps') read.timestamps = { value: option.value, echo: option.echo };
    else if (option.kind === 'sack') read.sack = option.blocks;
  }
  return read;
}

/** What a peer's SYN or SYN-ACK leaves us of what we offer. */
export function abilitiesOf(read: ReadOptions): Abilities {
  return { timestamps: read.timestamps !== null, sack: read.sackPermitted, windowScale: read.windowScale !== null };
}
