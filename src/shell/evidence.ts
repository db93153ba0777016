import type { DeviceId, NetnsName } from '../lab/names.ts';
import type { TableName } from '../lab/tables.ts';
import type { EventId } from '../trace/events.ts';

/** What an answer was read from: the page lights it up. */
export type Evidence =
  | { readonly kind: 'rows'; readonly netns: NetnsName; readonly table: TableName; readonly keys: readonly string[] }
  | { readonly kind: 'device'; readonly device: DeviceId }
  /** The packets of a program that the command started. */
  | { readonly kind: 'stimulus'; readonly index: number }
  /** What a capture, Hubble or a monitor has seen: the events at which it did, in order. */
  | { readonly kind: 'packets'; readonly events: readonly EventId[] }
  /** The open inspector on a capture file. */
  | { readonly kind: 'capture'; readonly host: string; readonly path: string };
