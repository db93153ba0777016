import * as v from 'valibot';

/** Parts of the page, as links name them. */
export const PANE_NAMES = ['topology', 'timeline', 'terminal', 'packet', 'transcript'] as const;
export type PaneName = (typeof PANE_NAMES)[number];

/**
 * What a link says about the page and the frame that it stands in. Read and kept here, whoever acts on it. Null: nothing.
 */
export interface LinkPage {
  /** What is shown, in order. */
  readonly panes: readonly PaneName[] | 'all' | null;
  /** Places to be drawn large, by the names of the lab. */
  readonly focus: readonly string[] | null;
  readonly controls: 'on' | 'off' | 'auto' | null;
  readonly autoplay: boolean | null;
  /** 'click': a frame shows a still and a button first. */
  readonly load: 'eager' | 'click' | null;
  /** Whether messages of the host page are listened to, and of which host alone. */
  readonly api: boolean | null;
  readonly origin: string | null;
  /** Stands in the terminal's line, and is run with `run`. */
  readonly cmd: string | null;
  readonly run: boolean | null;
}

export const NO_LINK_PAGE: LinkPage = {
  panes: null,
  focus: null,
  controls: null,
  autoplay: null,
  load: null,
  api: null,
  origin: null,
  cmd: null,
  run: null,
};

export const PAGE_KEYS = Object.keys(NO_LINK_PAGE) as readonly (keyof LinkPage)[];

const MOST_FOCUS = 8;
const MOST_COMMAND = 200;

/** A bare key is a yes. */
const FLAGS = ['', '0', '1', 'true', 'false'] as const;
export const Flag = v.pipe(
  v.picklist(FLAGS),
  v.transform((text) => text !== '0' && text !== 'false'),
);
const Panes = v.pipe(
  v.string(),
  v.transform(panesOf),
  v.check((panes) => panes !== null),
  v.transform((panes) => panes ?? 'all'),
);
/** Names of the lab: of nodes, pods ('kube-system/coredns-a') and devices ('k8s-ctr:eth1'). */
const Focus = v.pipe(
  v.string(),
  v.transform((text) => text.split(',')),
  v.pipe(v.array(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.:/-]{1,64}$/))), v.maxLength(MOST_FOCUS), v.check(distinct)),
);
const Controls = v.pipe(
  v.picklist(['0', '1', 'auto']),
  v.transform((text) => (text === 'auto' ? text : text === '1' ? 'on' : 'off')),
);
const Origin = v.pipe(v.string(), v.maxLength(255), v.check(isOrigin));
/** What can be seen: no line break, no escape sequence. */
const Command = v.pipe(v.string(), v.minLength(1), v.maxLength(MOST_COMMAND), v.regex(/^[\x20-\x7e]+$/));

function panesOf(text: string): LinkPage['panes'] {
  if (text === 'all') return text;
  const names = text.split(',');
  const panes = names.flatMap((name) => PANE_NAMES.filter((pane) => pane === name));
  return panes.length === names.length && distinct(names) ? panes : null;
}

function distinct(list: string[]): boolean {
  return new Set(list).size === list.length;
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;
}

type Take = <T>(key: string, schema: v.GenericSchema<string, T>) => T | null;

export function readPage(take: Take): LinkPage {
  return {
    panes: take('panes', Panes),
    focus: take('focus', Focus),
    controls: take('controls', Controls),
    autoplay: take('autoplay', Flag),
    load: take('load', v.picklist(['eager', 'click'])),
    api: take('api', Flag),
    origin: take('origin', Origin),
    cmd: take('cmd', Command),
    run: take('run', Flag),
  };
}

/** Their pairs, as they are read again. */
export function pagePairs(page: LinkPage): readonly [string, string][] {
  return PAGE_KEYS.flatMap((key): [string, string][] => {
    const value = page[key];
    if (value === null) return [];
    if (typeof value === 'boolean') return [[key, value ? '1' : '0']];
    if (typeof value !== 'string') return [[key, value.join(',')]];
    return [[key, key === 'controls' && value !== 'auto' ? (value === 'on' ? '1' : '0') : value]];
  });
}
