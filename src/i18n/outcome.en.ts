import { clip, type Story } from './story.ts';

/** What became of a packet. */
export const outcomeEn = {
  delivered: (x: { to: string }) => `Delivered to ${x.to}.`,
  consumed: (x: { by: string; process: string }) => `Taken by ${x.process} on ${x.by}.`,
  dropped: (x: { where: string; reason: string }) => `Dropped at ${x.where}: ${x.reason}.`,
  left: (x: { via: string }) => `Left the lab by ${x.via}: not dropped, but nobody answers from there.`,
  neverSent: (x: { by: string; errno: string; why: string }) =>
    `Never sent: ${x.errno} from the kernel of ${x.by}: ${x.why}.`,
  reassembled: 'One fragment of several, put together again with the others.',
  underWay: 'Still on its way.',
  /** The same, for a strip of hops. */
  short: {
    delivered: 'delivered',
    consumed: 'taken',
    dropped: 'dropped',
    'left-the-lab': 'left the lab',
    'never-sent': 'never sent',
    reassembled: 'reassembled',
    'under-way': 'on its way',
  },
  /** Ends as events: where, what, and what else to know. */
  end: (x: { host: string; what: string; sentence: string; detail: string | null }): Story => ({
    title: `${clip(x.host, 17)}: ${x.what}`,
    sentence: x.sentence,
    detail: x.detail,
  }),
  outside: (x: { what: string; sentence: string; detail: string | null }): Story => ({
    title: `NAT: ${x.what}`,
    sentence: x.sentence,
    detail: x.detail,
  }),
  leak: (x: { host: string; src: string; dst: string; dev: string }) =>
    `${x.src} → ${x.dst} left the lab by ${x.dev} of ${x.host}: the NAT there knows no pods.`,
  leakDetail: 'No drop and no error comes back: the sender hears nothing and gives up.',
  noWayBack: (x: { to: string }) => `And it stays silent: without a route to ${x.to} no ICMP error can go back either.`,
  rateLimited: 'An ICMP error would be due, but the rate limit of the kernel keeps it back.',
  silentCilium: 'The sender hears nothing: only Hubble and `cilium-dbg monitor` tell.',
  emsgsize: "No frame, no ICMP, nothing in Hubble: the pod's own kernel says no, by the MTU of its route.",
  lostReply: 'Only the way back failed: what it answers had arrived. No error comes back, and both ends hear nothing.',
};
