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
  /** A capture file that the inspector is to open, with what it holds. */
  | {
      readonly kind: 'capture';
      readonly host: string;
      readonly path: string;
      readonly packets: readonly ListedPacket[];
    };

/** A packet of a capture file in the columns of Wireshark's table. */
export interface ListedPacket {
  readonly number: string;
  readonly time: string;
  readonly src: string;
  readonly dst: string;
  readonly protocol: string;
  readonly length: string;
  readonly info: string;
  /** As much of it as the file holds. */
  readonly bytes: Uint8Array;
  readonly link: 'ethernet' | 'sll2';
  /** Where it passed in this run; null: it is of another one. */
  readonly event: EventId | null;
}
