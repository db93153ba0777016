/** The version of the protocol between a frame and the page around it (docs/embed.md). Additive fields do not change it. */
export const PROTO = 1;

export const COMMANDS = [
  'play',
  'pause',
  'toggle',
  'seek',
  'set',
  'focus',
  'getState',
  'getTrace',
  'export',
  'run',
  'load',
  'subscribe',
] as const;
export type CommandName = (typeof COMMANDS)[number];

export const EVENTS = [
  'event',
  'play',
  'pause',
  'ended',
  'ratechange',
  'timeupdate',
  'select',
  'state',
  'resize',
  'warning',
  'error',
] as const;
export type EventName = (typeof EVENTS)[number];

/** What a host hears without having subscribed to anything: all but the one that comes four times a second. */
export const USUAL_EVENTS: readonly EventName[] = EVENTS.filter((name) => name !== 'timeupdate');

export const EXPORT_FORMATS = ['svg', 'png', 'gif', 'trace', 'mermaid', 'ascii', 'pcap', 'cast'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const ERROR_CODES = [
  /** No such kind or command. */
  'E_UNKNOWN',
  /** The data of a command is not as it has to be. */
  'E_DATA',
  /** Larger than a message may be. */
  'E_SIZE',
  /** No version in common. */
  'E_PROTO',
  /** This run has no such place. */
  'E_POS',
  /** Known, and not to be had in this frame. */
  'E_UNSUPPORTED',
  /** The reader did not want to. */
  'E_CONSENT',
  /** A state that cannot be opened. */
  'E_STATE',
  /** The run could not be computed. */
  'E_RUN',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  /** With E_PROTO: the versions that there are. */
  readonly supported?: readonly number[];
}

export type Answer = { readonly ok: true; readonly value?: unknown } | { readonly ok: false; readonly error: Failure };

/** Frame to host. */
export type Outgoing =
  | { readonly hopscope: 1; readonly kind: 'ready'; readonly id: string; readonly data: Ready }
  | { readonly hopscope: 1; readonly kind: 'res'; readonly id: string; readonly name: string; readonly data: Answer }
  | {
      readonly hopscope: 1;
      readonly kind: 'evt';
      readonly name: EventName;
      readonly seq: number;
      readonly data: object;
    };

export interface PhaseOut {
  readonly id: string;
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

export interface EventOut {
  readonly i: number;
  readonly id: string;
  readonly label: string;
  readonly phase: string;
}

export interface Ready {
  readonly proto: typeof PROTO;
  readonly app: string;
  readonly caps: readonly string[];
  readonly lang: 'ko' | 'en';
  readonly scenario: {
    readonly id: string;
    readonly title: string;
    readonly phases: readonly PhaseOut[];
    readonly events: readonly EventOut[];
  };
  readonly state: StateOut;
}

export type VerdictOut = 'delivered' | 'dropped' | 'leaked' | 'never-sent' | 'pending';

/** Where the reader is. `params` and `url` are left out for a host without an origin of its own. */
export interface StateOut {
  readonly playing: boolean;
  readonly at: { readonly i: number; readonly id: string; readonly frac: number };
  readonly from: number;
  readonly to: number;
  readonly speed: number;
  readonly lang: string;
  readonly theme: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly verdict: VerdictOut;
  readonly url?: string;
}
