/** Bounds on what is read from a file that somebody gives us: memory and time stay small whatever it says. */
export const CAPTURE_LIMIT = {
  /** Bytes of the file. */
  file: 8 * 1024 * 1024,
  packets: 20_000,
  /** Bytes of one packet; also the snaplen that we write, as tcpdump does. */
  packet: 262_144,
} as const;

/** LINKTYPE_ETHERNET and LINKTYPE_LINUX_SLL2 of the tcpdump.org registry. */
export type LinkType = 1 | 276;

/** Why a capture file is refused; `offset` is the byte and `value` the number that did not fit. */
export interface CaptureFault {
  readonly ok: false;
  readonly why:
    | 'not-a-capture'
    | 'file-too-large'
    | 'too-many-packets'
    | 'truncated'
    | 'version'
    | 'linktype'
    | 'caplen-over-snaplen'
    | 'caplen-over-length'
    | 'time'
    | 'block-length'
    | 'interface';
  readonly offset: number;
  readonly value: number;
}

export function fault(why: CaptureFault['why'], offset: number, value: number): CaptureFault {
  return { ok: false, why, offset, value };
}

export function isLinkType(linktype: number): linktype is LinkType {
  return linktype === 1 || linktype === 276;
}

/** One packet of a capture. */
export interface CapturedPacket {
  /** Integer nanoseconds since the capture's `epochSeconds`. */
  readonly at: number;
  readonly bytes: Uint8Array;
  /** Length on the wire, when the capture kept fewer bytes. */
  readonly originalLength?: number;
}

/** A packet that was read: its length on the wire is always known. */
export type ReadPacket = Required<CapturedPacket>;
