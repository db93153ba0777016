import { fieldTable } from '../field.ts';

/** packet-ip.c, packet-icmp.c. */
export const IP_FIELDS = fieldTable(`
  ip p Internet Protocol Version 4
  ip.version d1 Version
  ip.hdr_len d1 Header Length
  ip.dsfield x1 Differentiated Services Field
  ip.dsfield.dscp d1 Differentiated Services Codepoint
  ip.dsfield.ecn d1 Explicit Congestion Notification
  ip.len d2 Total Length
  ip.id xd2 Identification
  ip.flags x1 Flags
  ip.flags.rb b Reserved bit
  ip.flags.df b Don't fragment
  ip.flags.mf b More fragments
  ip.frag_offset d2 Fragment Offset
  ip.ttl d1 Time to Live
  ip.ttl.lncb n Time To Live
  ip.ttl.too_small n Time To Live
  ip.proto d1 Protocol
  ip.checksum x2 Header Checksum
  ip.checksum.status d1 Header checksum status
  ip.src ip Source Address
  ip.src_host s Source Host
  ip.dst ip Destination Address
  ip.dst_host s Destination Host
  ip.addr ip Source or Destination Address
  ip.host s Source or Destination Host
  ip.bogus_ip_version n Bogus IP version
  ip.bogus_header_length n Bogus IP header length
  ip.bogus_ip_length n Bogus IP length
  ip.fragments by IPv4 Fragments
  ip.fragment fn IPv4 Fragment
  ip.fragment.count d4 Fragment count
  ip.fragment.overlap b Fragment overlap
  ip.reassembled_in fn Reassembled IPv4 in frame
  ip.reassembled.length d4 Reassembled IPv4 length
  ip.reassembled.data by Reassembled IPv4 data
  icmp p Internet Control Message Protocol
  icmp.type d1 Type
  icmp.code d1 Code
  icmp.checksum x2 Checksum
  icmp.checksum.status d1 Checksum Status
  icmp.checksum_bad n Bad checksum
  icmp.ident dx2 Identifier (BE)
  icmp.ident_le dx2 Identifier (LE)
  icmp.seq dx2 Sequence Number (BE)
  icmp.seq_le dx2 Sequence Number (LE)
  icmp.unused by Unused
  icmp.length d1 Length
  icmp.length.original_datagram d1 Length of original datagram
  icmp.mtu d2 MTU of next hop
  icmp.redir_gw ip Gateway Address
  icmp.resp_in fn Response frame
  icmp.resp_to fn Request frame
  icmp.resptime f Response time
  icmp.no_resp n No response seen
  icmp.resp_not_found n Response not found
  icmp.data_time at Timestamp from icmp data
  icmp.data_time_relative rt Timestamp from icmp data (relative)
`);
