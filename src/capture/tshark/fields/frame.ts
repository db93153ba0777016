import { fieldTable } from '../field.ts';

/** epan/dissectors/packet-frame.c, and what every protocol may add (expert.c, proto.c). */
export const FRAME_FIELDS = fieldTable(`
  frame p Frame
  frame.encap_type i2 Encapsulation type
  frame.section_number d4 Section number
  frame.interface_id d4 Interface id
  frame.interface_name s Interface name
  frame.time at Arrival Time
  frame.offset_shift rt Time shift for this packet
  frame.time_epoch rt Epoch Time
  frame.time_delta rt Time delta from previous captured frame
  frame.time_delta_displayed rt Time delta from previous displayed frame
  frame.time_relative rt Time since reference or first frame
  frame.number d4 Frame Number
  frame.len d4 Frame length on the wire
  frame.cap_len d4 Frame length stored into the capture file
  frame.marked b Frame is marked
  frame.ignored b Frame is ignored
  frame.protocols s Protocols in frame
  frame.comment s Comment
  frame.comment.expert n Formatted comment
  pkt_comment p Packet comments
  _ws.expert p Expert Info
  _ws.expert.message s Message
  _ws.expert.severity d4 Severity level
  _ws.expert.group d4 Group
  _ws.malformed p Malformed Packet
  _ws.short p Packet size limited during capture
  data by Data
  data.data by Data
  data.len i4 Length
  data.text s Text
  data-text-lines p Line-based text data
  urlencoded-form p HTML Form URL Encoded
  urlencoded-form.key s Key
  urlencoded-form.value s Value
  json p JavaScript Object Notation
`);
