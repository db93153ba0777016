import { ArpTable } from './arp-table.ts';
import { Fragments } from './fragments.ts';
import { Pings } from './pings.ts';
import { DnsQueries } from './dns-queries.ts';
import { TcpConversations } from './tcp-conversation.ts';
import { UdpConversations } from './udp-conversation.ts';

/** What a first pass has found out that a frame's own line can tell in a second one (-2). By frame number. */
export class Later {
  /** The reply of an echo request. */
  readonly replies = new Map<number, number>();
  /** The frame in which a fragment's packet was put together. */
  readonly wholes = new Map<number, number>();
}

/** What a running tshark remembers from frame to frame. */
export class Session {
  /** What this pass finds out, and what one before it has. */
  readonly found = new Later();
  readonly later: Later | null;

  constructor(later: Later | null = null) {
    this.later = later;
  }

  /** Frames read so far. */
  frames = 0;
  /** Times of the first frame, of the one before and of the last one shown; null before there is one. */
  firstTime: bigint | null = null;
  previousTime: bigint | null = null;
  shownTime: bigint | null = null;
  /** Number of the last frame shown. */
  readonly fragments = new Fragments();
  readonly arp = new ArpTable();
  readonly pings = new Pings();
  readonly udp = new UdpConversations();
  readonly tcp = new TcpConversations();
  readonly dns = new DnsQueries();
}
