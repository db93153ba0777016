/** The script of Hopscope for pages that show its frames. Version 1: what is here stays; there may come more. */

export type Lang = 'ko' | 'en';
export type Pane = 'topology' | 'timeline' | 'terminal' | 'packet' | 'transcript';
/** An event by its index, or the name of a moment, a phase or an event; 'start', 'end'. */
export type Position = number | string;

export interface State {
  readonly playing: boolean;
  readonly at: { readonly i: number; readonly id: string; readonly frac: number };
  readonly from: number;
  readonly to: number;
  readonly speed: number;
  readonly lang: string;
  readonly theme: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly verdict: 'delivered' | 'dropped' | 'leaked' | 'never-sent' | 'pending';
  /** The page that shows the same. */
  readonly url?: string;
}

export interface Ready {
  readonly proto: 1;
  readonly app: string;
  readonly caps: readonly string[];
  readonly lang: Lang;
  readonly scenario: {
    readonly id: string;
    readonly title: string;
    readonly phases: readonly {
      readonly id: string;
      readonly label: string;
      readonly from: number;
      readonly to: number;
    }[];
    readonly events: readonly {
      readonly i: number;
      readonly id: string;
      readonly label: string;
      readonly phase: string;
    }[];
  };
  readonly state: State;
}

export type Seek =
  | { readonly at: Position }
  | { readonly delta: number }
  | { readonly percent: number }
  | { readonly phase: string };

export interface Settings {
  readonly speed?: number;
  readonly loop?: boolean;
  readonly lang?: Lang;
  readonly theme?: 'auto' | 'light' | 'dark' | 'contrast';
  readonly panes?: readonly Pane[];
  readonly detail?: 1 | 2 | 3;
  readonly motion?: 'auto' | 'reduce' | 'full';
  readonly params?: Readonly<Record<string, string | number | boolean>>;
  readonly seed?: number;
}

export type ExportFormat = 'svg' | 'png' | 'gif' | 'trace' | 'mermaid' | 'ascii' | 'pcap' | 'cast';

export interface File {
  readonly mime: string;
  readonly name: string;
  readonly text?: string;
  readonly buffer?: ArrayBuffer;
}

export type EventName =
  | 'event'
  | 'play'
  | 'pause'
  | 'ended'
  | 'ratechange'
  | 'timeupdate'
  | 'select'
  | 'state'
  | 'resize'
  | 'warning'
  | 'error';

/** What a frame says no to. */
export interface Refusal extends Error {
  readonly code: string;
}

/** Every method waits until the frame is ready. Rejects with a Refusal. */
export interface Player {
  readonly ready: Promise<Ready>;
  play(): Promise<State>;
  pause(): Promise<State>;
  toggle(): Promise<State>;
  /** A position, or how far. */
  seek(where: Position | Seek): Promise<State>;
  next(): Promise<State>;
  prev(): Promise<State>;
  set(settings: Settings): Promise<State & { readonly rejected: readonly string[] }>;
  focus(what: { readonly nodes: readonly string[] } | { readonly events: readonly [number, number] }): Promise<void>;
  getState(): Promise<State>;
  exportAs(format: ExportFormat, options?: { readonly at?: Position; readonly scale?: number }): Promise<File>;
  /** Shows the state of a link ('v1.…'). The reader may be asked. */
  load(state: string): Promise<State>;
  /** Listens; returns what stops it. */
  on(name: EventName, listen: (data: Readonly<Record<string, unknown>>) => void): () => void;
  /** Ends the conversation; a frame that `mount` has made is taken away. */
  dispose(): void;
}

/** The keys of the query, as docs/links.md has them. */
export interface Options {
  readonly scenario: string;
  readonly lang?: Lang;
  readonly title?: string;
  /** The hash of a link, for a lab of one's own: 'v1.…'. */
  readonly state?: string;
  readonly [key: string]: string | number | boolean | undefined;
}

/** Puts a frame into an element and speaks with it. */
export declare function mount(into: Element, options: Options): Player;

/** Speaks with a frame that is in the page already; its address has to have `api=1`. */
export declare function attach(frame: HTMLIFrameElement): Player;

/** `<hop-scope scenario="…" at="…" load="click|visible|eager">`. */
export declare class HopScope extends HTMLElement {
  readonly player: Promise<Player>;
  /** Makes the frame now, whatever `load` says. */
  open(): void;
  play(): Promise<State>;
  pause(): Promise<State>;
  seek(where: Position | Seek): Promise<State>;
  next(): Promise<State>;
  prev(): Promise<State>;
  set(settings: Settings): Promise<State & { readonly rejected: readonly string[] }>;
  getState(): Promise<State>;
  exportAs(format: ExportFormat, options?: { readonly at?: Position; readonly scale?: number }): Promise<File>;
}

declare global {
  interface HTMLElementTagNameMap {
    'hop-scope': HopScope;
  }
}
