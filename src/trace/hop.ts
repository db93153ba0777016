/**
 * The hop catalogue: one id per kind of step that a packet can take in this lab. The ids are shared with the
 * path table that the tests compare against; docs/hops.md explains each.
 */
export type HopId =
  // cgroup socket programs
  | 'SK.C4'
  | 'SK.S4'
  | 'SK.R4'
  | 'SK.G4'
  | 'SK.REL'
  // pod
  | 'POD.TX'
  | 'POD.RX'
  | 'PEER'
  // lxc ingress: cil_from_container
  | 'LXC.ARP'
  | 'LXC.LOCAL'
  | 'LXC.FIB'
  | 'LXC.FIB0'
  | 'LXC.ENCAP'
  | 'LXC.HOST'
  | 'LXC.STACK'
  | 'LXC.STACKE'
  | 'LXC.EDROP'
  | 'LXC.FRAG'
  | 'LXC.DROP'
  // endpoint policy program
  | 'POL.IN'
  | 'POL.DENY'
  // lxc egress
  | 'LXCOUT'
  | 'LXCOUT.EPR'
  // native devices
  | 'ETH.OUT.NAT'
  | 'ETH.OUT.SNAT'
  | 'ETH.OUT.OVL'
  | 'ETH.OUT.HOST'
  | 'ETH.OUT.DEF'
  | 'ETH.IN.POD'
  | 'ETH.IN.REVSNAT'
  | 'ETH.IN.HOST'
  | 'ETH.IN.STACK'
  | 'NEIGH.REQ'
  | 'NEIGH.REP'
  // kernel of a node
  | 'NIN'
  | 'FWD'
  | 'OUT'
  | 'VX.XMIT'
  | 'UDP.RCV'
  | 'NODE.TX'
  | 'NODE.RX'
  | 'KDROP'
  // tunnel device
  | 'VX.OUT'
  | 'VX.IN'
  | 'VX.INH'
  | 'VX.DROP'
  // cilium_host and cilium_net
  | 'CH.OUT'
  | 'CH.ENC'
  | 'CH.PASS'
  | 'CH.DROP'
  | 'CH.IN'
  | 'CN.OUT'
  | 'CN.IN'
  // router and what lies outside
  | 'R.RX'
  | 'R.FWD'
  | 'R.TX'
  | 'R.TX0'
  | 'R.NOROUTE'
  | 'R.LOCAL'
  | 'VBOX';
