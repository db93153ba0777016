/** Words of the page: the dialogs that help. */
export const helpEn = {
  shortcuts: {
    title: 'Keyboard shortcuts',
    enabled: 'Single-key shortcuts',
    rows: {
      toggle: 'Play or pause',
      step: 'Previous or next event',
      phase: 'Previous or next phase',
      nudge: 'A tenth of an event back or on',
      ends: 'First or last event of the range',
      share: 'To 0 to 90 % of the range',
      speed: 'Slower or faster',
      marks: 'On a mark: the next of its kind, or the one before',
      detail: 'Level of detail 1, 2, 3',
      stage: 'To the stage',
      fullscreen: 'Full screen',
      pages: 'Previous or next event in large type',
      help: 'This list',
      leave: 'Out of a dialog, the stage, or large type',
    },
  },
  modelled: {
    title: 'What is modelled, and what is not',
    intro:
      'Every hop is computed from the lab file by a model of Linux and Cilium 1.18. Nothing is sent anywhere, and nothing is measured on your cluster.',
    isTitle: 'Modelled',
    is: [
      'Kernel routing tables with longest prefix and metric, neighbours and ARP, veth pairs, NICs, forwarding with TTL, ICMP errors, rp_filter, path MTU.',
      'Cilium’s eBPF programs by name, with the maps they read and write, conntrack, policy verdicts, masquerading, socket load balancing and host routing.',
      'VXLAN and Geneve in external mode: the VNI is the security identity of the sender.',
      'TCP with handshake, windows, retransmission and timeouts; ping, traceroute and DNS with search domains.',
      'What a capture on any device sees, and which events Hubble shows at medium aggregation.',
    ],
    isNotTitle: 'Not modelled',
    isNot: [
      'What VirtualBox’s NAT does with pod addresses: only that no answer comes back.',
      'Encryption, IPv6, kube-proxy, L7 policy, NIC offload, packet loss, queues and real time: delays are plausible, not measured.',
      'Other Cilium versions: names and order are those of 1.18.0.',
    ],
    sure: 'Each event carries its sources. Frames and lookups are checked against captures of a real kernel and of real eBPF programs.',
  },
};
