import * as v from 'valibot';
import { DETAILS } from '../../scene/detail.ts';
import { PANE_NAMES } from '../link-page.ts';
import { MOTIONS, THEMES } from '../view.ts';
import { type CommandName, COMMANDS, type ErrorCode, EVENTS, EXPORT_FORMATS } from './protocol.ts';
import { isBounded, MOST_BYTES } from './size.ts';

/*
 * Exact keys everywhere: what a frame is told has to be understood whole. (Hosts, which read answers, ignore what they do not know.)
 */
const Id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,32}$/));
const Slug = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/));
const Index = v.pipe(v.number(), v.minValue(0), v.maxValue(9999));
/** An index, or a text as links have it. */
const Place = v.union([Index, v.pipe(v.string(), v.regex(/^(\d{1,4}(\.\d{1,3})?|[a-z0-9-]{1,64})$/))]);
/** Names of the lab. */
const LabName = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.:/-]{1,64}$/));
const Whole = v.pipe(v.number(), v.integer(), v.minValue(-9999), v.maxValue(9999));
const Nothing = v.optional(v.strictObject({}), {});

const Seek = v.union([
  v.strictObject({ at: Place }),
  v.strictObject({ delta: Whole }),
  v.strictObject({ percent: v.pipe(v.number(), v.minValue(0), v.maxValue(100)) }),
  v.strictObject({ phase: Slug }),
]);

const Settings = v.strictObject({
  speed: v.optional(v.pipe(v.number(), v.minValue(0.01), v.maxValue(100))),
  loop: v.optional(v.boolean()),
  lang: v.optional(v.picklist(['ko', 'en'])),
  theme: v.optional(v.picklist(THEMES)),
  panes: v.optional(v.pipe(v.array(v.picklist(PANE_NAMES)), v.minLength(1), v.maxLength(PANE_NAMES.length))),
  detail: v.optional(v.picklist(DETAILS)),
  motion: v.optional(v.picklist(MOTIONS)),
  params: v.optional(
    v.pipe(
      v.record(
        v.pipe(v.string(), v.regex(/^[a-z0-9.-]{1,24}$/)),
        v.pipe(v.union([v.string(), v.number(), v.boolean()]), v.transform(textOf), LabName),
      ),
      v.check((params) => Object.keys(params).length <= 32),
    ),
  ),
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4_294_967_295))),
});

const Focus = v.union([
  v.strictObject({ nodes: v.pipe(v.array(LabName), v.minLength(1), v.maxLength(8)) }),
  v.strictObject({ events: v.strictTuple([Index, Index]) }),
]);

const Export = v.strictObject({
  format: v.picklist(EXPORT_FORMATS),
  at: v.optional(Place),
  from: v.optional(Place),
  to: v.optional(Place),
  scale: v.optional(v.pipe(v.number(), v.minValue(0.5), v.maxValue(4))),
});

const Load = v.union([
  v.strictObject({ state: v.pipe(v.string(), v.maxLength(32_768), v.regex(/^v\d{1,3}\.[A-Za-z0-9._-]*$/)) }),
  v.strictObject({
    pcap: v.pipe(
      v.instance(ArrayBuffer),
      v.check(({ byteLength }) => byteLength <= MOST_BYTES),
    ),
  }),
  v.strictObject({ trace: v.record(v.string(), v.unknown()) }),
]);

const Run = v.strictObject({ cmd: v.pipe(v.string(), v.minLength(1), v.maxLength(200)) });

const Subscribe = v.strictObject({
  events: v.pipe(v.array(v.picklist(EVENTS)), v.maxLength(EVENTS.length)),
  minIntervalMs: v.optional(v.pipe(v.number(), v.minValue(100), v.maxValue(60_000))),
});

const Commands = v.variant('name', [
  v.object({ name: v.literal('play'), data: Nothing }),
  v.object({ name: v.literal('pause'), data: Nothing }),
  v.object({ name: v.literal('toggle'), data: Nothing }),
  v.object({ name: v.literal('seek'), data: Seek }),
  v.object({ name: v.literal('set'), data: Settings }),
  v.object({ name: v.literal('focus'), data: Focus }),
  v.object({ name: v.literal('getState'), data: Nothing }),
  v.object({ name: v.literal('getTrace'), data: Nothing }),
  v.object({ name: v.literal('export'), data: Export }),
  v.object({ name: v.literal('run'), data: Run }),
  v.object({ name: v.literal('load'), data: Load }),
  v.object({ name: v.literal('subscribe'), data: Subscribe }),
]);

export type Command = v.InferOutput<typeof Commands>;
export type CommandOf<N extends CommandName> = Extract<Command, { readonly name: N }>;

const Hello = v.strictObject({
  hopscope: v.literal(1),
  kind: v.literal('hello'),
  id: Id,
  data: v.strictObject({
    proto: v.pipe(v.array(v.pipe(v.number(), v.integer())), v.minLength(1), v.maxLength(16)),
    port: v.optional(v.boolean()),
    want: v.optional(v.pipe(v.array(v.picklist(EVENTS)), v.maxLength(EVENTS.length))),
  }),
});
const Envelope = v.strictObject({
  hopscope: v.literal(1),
  kind: v.literal('cmd'),
  id: Id,
  name: v.string(),
  data: v.optional(v.unknown()),
});

export type Greeting = v.InferOutput<typeof Hello>['data'];

export type Incoming =
  /** Not for us: pages send each other many things. */
  | { readonly kind: 'foreign' }
  | { readonly kind: 'hello'; readonly id: string; readonly hello: Greeting }
  | { readonly kind: 'cmd'; readonly id: string; readonly command: Command }
  /** For us, and wrong. `id` is null where there is none to answer to. */
  | {
      readonly kind: 'refused';
      readonly id: string | null;
      readonly name: string;
      readonly code: ErrorCode;
      readonly message: string;
    };

/** Whether a message means us at all. What does not is none of our business, and costs its sender nothing. */
export function isMarked(data: unknown): data is object {
  return typeof data === 'object' && data !== null && Object.hasOwn(data, 'hopscope');
}

/** What a message says. Never throws, whatever was sent; its work is bounded. */
export function readMessage(data: unknown): Incoming {
  if (!isMarked(data)) return { kind: 'foreign' };
  if (!isBounded(data)) return refused(null, '', 'E_SIZE', 'a message has at most 64 KiB, and nothing but plain data');
  const hello = v.safeParse(Hello, data);
  if (hello.success) return { kind: 'hello', id: hello.output.id, hello: hello.output.data };
  const envelope = v.safeParse(Envelope, data);
  if (!envelope.success) return refused(idOf(data), '', 'E_UNKNOWN', 'neither a hello nor a command of this protocol');
  const { id, name } = envelope.output;
  if (!isCommandName(name)) return refused(id, '', 'E_UNKNOWN', `commands are: ${COMMANDS.join(' ')}`);
  return commandOf(name, id, envelope.output.data);
}

function commandOf(name: CommandName, id: string, data: unknown): Incoming {
  const read = v.safeParse(Commands, { name, data });
  if (read.success) return { kind: 'cmd', id, command: read.output };
  const [issue] = read.issues;
  const where = v.getDotPath(issue) ?? 'data';
  return refused(id, name, 'E_DATA', `${name}: ${where} is not as it has to be`);
}

function refused(id: string | null, name: string, code: ErrorCode, message: string): Incoming {
  return { kind: 'refused', id, name, code, message };
}

function idOf(data: object): string | null {
  const id: unknown = 'id' in data ? data.id : null;
  return v.is(Id, id) ? id : null;
}

function isCommandName(name: string): name is CommandName {
  return COMMANDS.some((known) => known === name);
}

function textOf(value: string | number | boolean): string {
  return typeof value === 'boolean' ? (value ? '1' : '0') : `${value}`;
}
