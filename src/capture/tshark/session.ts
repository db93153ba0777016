import { ArpTable } from './arp-table.ts';
import { Fragments } from './fragments.ts';
import { Pings } from './pings.ts';
import { DnsQueries } from './dns-queries.ts';
import { TcpConversations } from './tcp-conversation.ts';
import { UdpConversations } from './udp-conversation.ts';

/** What a running tshark remembers from frame to frame. */
export class Session {
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
