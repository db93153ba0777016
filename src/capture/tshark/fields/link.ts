import { fieldTable } from '../field.ts';

/** packet-eth.c, packet-sll.c, packet-arp.c. */
export const LINK_FIELDS = fieldTable(`
  eth p Ethernet
  eth.dst mac Destination
  eth.dst_resolved s Destination (resolved)
  eth.dst.oui d3 Destination OUI
  eth.dst.oui_resolved s Destination OUI (resolved)
  eth.dst.lg b LG bit
  eth.dst.ig b IG bit
  eth.src mac Source
  eth.src_resolved s Source (resolved)
  eth.src.oui d3 Source OUI
  eth.src.oui_resolved s Source OUI (resolved)
  eth.src.lg b LG bit
  eth.src.ig b IG bit
  eth.addr mac Address
  eth.addr_resolved s Address (resolved)
  eth.addr.oui d3 Address OUI
  eth.addr.oui_resolved s Address OUI (resolved)
  eth.lg b LG bit
  eth.ig b IG bit
  eth.type x2 Type
  eth.len d2 Length
  eth.padding by Padding
  eth.trailer by Trailer
  sll p Linux cooked-mode capture
  sll.etype x2 Protocol
  sll.ifindex d4 Interface index
  sll.hatype d2 Link-layer address type
  sll.pkttype d2 Packet type
  sll.halen d2 Link-layer address length
  sll.src.eth mac Source
  sll.src.other by Source
  sll.unused by Unused
  arp p Address Resolution Protocol
  arp.hw.type d2 Hardware type
  arp.proto.type x2 Protocol type
  arp.hw.size d1 Hardware size
  arp.proto.size d1 Protocol size
  arp.opcode d2 Opcode
  arp.isgratuitous b Is gratuitous
  arp.isprobe b Is probe
  arp.isannouncement b Is announcement
  arp.src.hw_mac mac Sender MAC address
  arp.src.proto_ipv4 ip Sender IP address
  arp.dst.hw_mac mac Target MAC address
  arp.dst.proto_ipv4 ip Target IP address
  arp.duplicate-address-detected n Duplicate IP address configured
  arp.duplicate-address-frame fn Frame showing earlier use of IP address
  arp.seconds-since-duplicate-address-frame d4 Seconds since earlier frame seen
`);
