/** Protocols that Wireshark knows and no packet of a lab carries: filters name them, and find nothing. */
const OTHERS: ReadonlySet<string> = new Set(
  `ah bgp bootp dhcp dhcpv6 diameter esp ftp gre grpc gtp http2 http3 icmpv6 igmp imap ipv6 isakmp kafka kerberos ldap
   llc lldp llmnr mdns memcache mpls mqtt mysql nbns nfs ntp ospf pgsql ppp pop quic radius redis rip rpc rtcp rtp sctp sip
   smb smb2 smtp snmp ssh ssl stp syslog telnet tftp tls udplite usb vlan vrrp websocket wlan x11 xml`.split(/\s+/),
);

/** Whether a name is such a protocol or, as far as one can tell without Wireshark's list, a field of one. */
export function isOtherProtocol(name: string): boolean {
  return OTHERS.has(name) || (/^[\w-]+(\.[\w-]+)+$/.test(name) && OTHERS.has(name.split('.')[0] ?? ''));
}
