/** The dissectors there are, named as in frame.protocols. */
export type Protocol =
  | 'eth'
  | 'sll'
  | 'arp'
  | 'ip'
  | 'icmp'
  | 'udp'
  | 'tcp'
  | 'vxlan'
  | 'geneve'
  | 'wg'
  | 'dns'
  | 'http'
  | 'data-text-lines'
  | 'urlencoded-form'
  | 'json'
  | 'data';
