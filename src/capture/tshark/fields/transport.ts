import { fieldTable } from '../field.ts';

/** packet-udp.c, packet-tcp.c, packet-vxlan.c, packet-geneve.c, packet-wireguard.c. */
export const TRANSPORT_FIELDS = fieldTable(`
  udp p User Datagram Protocol
  udp.srcport d2 Source Port
  udp.dstport d2 Destination Port
  udp.port d2 Source or Destination Port
  udp.length d2 Length
  udp.checksum x2 Checksum
  udp.checksum.status d1 Checksum Status
  udp.stream d4 Stream index
  udp.time_relative rt Time since first frame
  udp.time_delta rt Time since previous frame
  udp.payload by Payload
  udp.possible_traceroute n Possible traceroute
  tcp p Transmission Control Protocol
  tcp.srcport d2 Source Port
  tcp.dstport d2 Destination Port
  tcp.port d2 Source or Destination Port
  tcp.stream d4 Stream index
  tcp.completeness d1 Conversation completeness
  tcp.len d4 TCP Segment Len
  tcp.seq d4 Sequence Number
  tcp.seq_raw d4 Sequence Number (raw)
  tcp.nxtseq d4 Next Sequence Number
  tcp.ack d4 Acknowledgment Number
  tcp.ack_raw d4 Acknowledgment number (raw)
  tcp.hdr_len d1 Header Length
  tcp.flags x2 Flags
  tcp.flags.res b Reserved
  tcp.flags.ae b Accurate ECN
  tcp.flags.cwr b Congestion Window Reduced
  tcp.flags.ece b ECN-Echo
  tcp.flags.urg b Urgent
  tcp.flags.ack b Acknowledgment
  tcp.flags.push b Push
  tcp.flags.reset b Reset
  tcp.flags.syn b Syn
  tcp.flags.fin b Fin
  tcp.flags.str s TCP Flags
  tcp.window_size_value d2 Window
  tcp.window_size d4 Calculated window size
  tcp.window_size_scalefactor i4 Window size scaling factor
  tcp.checksum x2 Checksum
  tcp.checksum.status d1 Checksum Status
  tcp.urgent_pointer d2 Urgent Pointer
  tcp.options by TCP Options
  tcp.option_kind d1 Kind
  tcp.option_len d1 Length
  tcp.options.nop by TCP Option - No-Operation (NOP)
  tcp.options.eol by TCP Option - End of Option List (EOL)
  tcp.options.mss by TCP Option - Maximum segment size
  tcp.options.mss_val d2 MSS Value
  tcp.options.wscale by TCP Option - Window scale
  tcp.options.wscale.shift d1 Shift count
  tcp.options.wscale.multiplier d2 Multiplier
  tcp.options.sack_perm by TCP Option - SACK permitted
  tcp.options.sack by TCP Option - SACK
  tcp.options.sack_le d4 TCP SACK Left Edge
  tcp.options.sack_re d4 TCP SACK Right Edge
  tcp.options.sack.count d1 TCP SACK Count
  tcp.options.timestamp by TCP Option - Timestamps
  tcp.options.timestamp.tsval d4 Timestamp value
  tcp.options.timestamp.tsecr d4 Timestamp echo reply
  tcp.options.unknown by TCP Option - Unknown
  tcp.payload by TCP payload
  tcp.segment_data by TCP segment data
  tcp.reset_cause s Reset cause
  tcp.time_relative rt Time since first frame in this TCP stream
  tcp.time_delta rt Time since previous frame in this TCP stream
  tcp.analysis n SEQ/ACK analysis
  tcp.analysis.acks_frame fn This is an ACK to the segment in frame
  tcp.analysis.ack_rtt rt The RTT to ACK the segment was
  tcp.analysis.initial_rtt rt iRTT
  tcp.analysis.bytes_in_flight d4 Bytes in flight
  tcp.analysis.push_bytes_sent d4 Bytes sent since last PSH flag
  tcp.analysis.flags n TCP Analysis Flags
  tcp.analysis.rto rt The RTO for this segment was
  tcp.analysis.rto_frame fn RTO based on delta from frame
  tcp.analysis.duplicate_ack n Duplicate ACK
  tcp.analysis.duplicate_ack_num d4 Duplicate ACK #
  tcp.analysis.duplicate_ack_frame fn Duplicate to the ACK in frame
  tcp.analysis.retransmission n This frame is a (suspected) retransmission
  tcp.analysis.fast_retransmission n This frame is a (suspected) fast retransmission
  tcp.analysis.spurious_retransmission n This frame is a (suspected) spurious retransmission
  tcp.analysis.out_of_order n This frame is a (suspected) out-of-order segment
  tcp.analysis.reused_ports n A new tcp session is started with the same ports as an earlier session in this trace
  tcp.analysis.lost_segment n Previous segment(s) not captured (common at capture start)
  tcp.analysis.ack_lost_segment n ACKed segment that wasn't captured (common at capture start)
  tcp.analysis.window_update n TCP window update
  tcp.analysis.window_full n TCP window specified by the receiver is now completely full
  tcp.analysis.keep_alive n TCP keep-alive segment
  tcp.analysis.keep_alive_ack n ACK to a TCP keep-alive segment
  tcp.analysis.zero_window n TCP Zero Window segment
  tcp.analysis.zero_window_probe n TCP Zero Window Probe
  tcp.analysis.zero_window_probe_ack n ACK to a TCP Zero Window Probe
  tcp.connection.syn n Connection establish request (SYN)
  tcp.connection.synack n Connection establish acknowledge (SYN+ACK)
  tcp.connection.fin n Connection finish (FIN)
  tcp.connection.rst n Connection reset (RST)
  tcp.connection.fin_active n This frame initiates the connection closing
  tcp.connection.fin_passive n This frame undergoes the connection closing
  tcp.ack.nonzero n The acknowledgment number field is nonzero while the ACK flag is not set
  vxlan p Virtual eXtensible Local Area Network
  vxlan.flags x2 Flags
  vxlan.flag_g b GBP Extension
  vxlan.flag_i b VXLAN Network ID (VNI)
  vxlan.flag_d b Don't Learn
  vxlan.flag_a b Policy Applied
  vxlan.flags_reserved x2 Reserved(R)
  vxlan.gbp d2 Group Policy ID
  vxlan.vni d3 VXLAN Network Identifier (VNI)
  vxlan.reserved8 d1 Reserved
  geneve p Generic Network Virtualization Encapsulation
  geneve.version d1 Version
  geneve.flags x1 Flags
  geneve.flags.oam b Operations, Administration and Management Frame
  geneve.flags.critical b Critical Options Present
  geneve.flags.reserved b Reserved
  geneve.proto_type x2 Protocol Type
  geneve.vni xd3 Virtual Network Identifier (VNI)
  geneve.reserved x1 Reserved
  geneve.options by Geneve Options
  geneve.option.class x2 Class
  geneve.option.type x1 Type
  geneve.option.type.critical b Critical Option
  geneve.option.flags x1 Flags
  geneve.option.flags.reserved b Reserved
  geneve.option.length d1 Length
  geneve.option by Option
  geneve.option.unknown.data by Unknown Option Data
  wg p WireGuard Protocol
  wg.type d1 Type
  wg.reserved by Reserved
  wg.receiver x4 Receiver
  wg.counter d8 Counter
  wg.encrypted_packet n Encrypted Packet
`);
