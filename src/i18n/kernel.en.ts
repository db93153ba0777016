import type { At } from './at.ts';
import type { Story } from './story.ts';

/** What the kernel of a namespace does by itself. */
export const kernelEn = {
  bornFromJob: (at: At): Story => ({
    title: `${at.who}: ${at.what}`,
    sentence: `${at.host} makes ${at.label}: ${at.src} → ${at.dst}, TTL ${at.ttl}.`,
    detail: null,
  }),
  bornAsReply: (at: At): Story => ({
    title: `${at.who}: ${at.what}`,
    sentence: `${at.host} answers with ${at.label}: ${at.src} → ${at.dst}, TTL ${at.ttl}.`,
    detail: 'An answer is a packet of its own: its way back is looked up anew, not mirrored.',
  }),
  bornAgain: (at: At): Story => ({
    title: `${at.who}: ${at.what} again`,
    sentence: `No answer in time, so ${at.host} sends ${at.label} again: ${at.src} → ${at.dst}, TTL ${at.ttl}.`,
    detail: null,
  }),
  bornAsError: (at: At, x: { about: string }): Story => ({
    title: `${at.who}: ICMP error`,
    sentence: `About ${x.about} the kernel of ${at.host} tells ${at.dst}: ICMP ${at.label}.`,
    detail: `It is a packet like any other, from ${at.src}, and needs a way back of its own.`,
  }),
  bornAsArp: (at: At, x: { request: boolean; about: string }): Story => ({
    title: `${at.who}: ARP`,
    sentence: x.request
      ? `${at.host} asks who has ${at.dst}: ${x.about} waits for the answer.`
      : `${at.host} answers that ${at.src} is its own.`,
    detail: null,
  }),
  bornAsFragment: (at: At, x: { bytes: number }): Story => ({
    title: `${at.who}: fragment`,
    sentence: `A fragment of ${x.bytes} bytes goes on as a packet of its own: ${at.src} → ${at.dst}.`,
    detail: null,
  }),
  podRoute: (at: At, x: { via: string }): Story => ({
    title: `${at.who}: ip route`,
    sentence: `The pod has one way out: default via ${x.via} dev eth0.`,
    detail: `${x.via} is the IP of cilium_host, and no more than an IP: the frame goes to the MAC of the lxc.`,
  }),
  routeLocal: (at: At, x: { dst: string }): Story => ({
    title: `${at.who}: ip route`,
    sentence: `${x.dst} is an address of ${at.host} itself: the packet goes up, not on.`,
    detail: null,
  }),
  routeVia: (
    at: At,
    x: { dst: string; row: string; via: string | null; dev: string; loser: string | null; outer: boolean },
  ): Story => ({
    title: `${at.who}: ip route`,
    sentence: `${x.row} wins for ${x.dst}: ${x.via === null ? '' : `via ${x.via} `}dev ${x.dev}${x.loser === null ? '' : `; ${x.loser} matches too, is shorter`}.`,
    detail: x.outer
      ? 'Only the node address in the outer header is routed: nobody on the way needs a route to a pod.'
      : null,
  }),
  routeCiliumHost: (at: At, x: { dst: string; row: string; forwarded: boolean }): Story => ({
    title: `${at.who}: ip route`,
    sentence: `${x.row} wins for ${x.dst}: dev cilium_host.`,
    detail: x.forwarded
      ? 'Here the kernel itself forwards, so this row really moves the packet.'
      : 'For what the node itself sends this row is real. With BPF host routing, packets of pods never ask it.',
  }),
  routeDefault: (at: At, x: { dst: string; via: string | null; dev: string }): Story => ({
    title: `${at.who}: default route`,
    sentence: `Only the default route matches ${x.dst}: ${x.via === null ? '' : `via ${x.via} `}dev ${x.dev}.`,
    detail: null,
  }),
  routeLeak: (at: At, x: { dst: string; via: string | null; dev: string }): Story => ({
    title: `${at.who}: leaks by its default route`,
    sentence: `No row for ${x.dst} but the default one: ${x.via === null ? '' : `via ${x.via} `}dev ${x.dev}, towards the internet.`,
    detail: 'Not a drop: the router forwards it, just by the wrong door. No ICMP is sent, and nobody answers.',
  }),
  routeRefused: (at: At, x: { dst: string; reason: string }): Story => ({
    title: `${at.who}: no way on`,
    sentence: `${at.host} will not route ${x.dst}: ${x.reason}.`,
    detail: null,
  }),
  neighHit: (at: At, x: { ip: string; mac: string | null; dev: string }): Story => ({
    title: `${at.who}: ip neigh`,
    sentence:
      x.mac === null
        ? `${x.dev} needs no MAC for ${x.ip}.`
        : `The MAC of ${x.ip} on ${x.dev} is known: ${x.mac}. No ARP needed.`,
    detail: null,
  }),
  neighAsking: (at: At, x: { ip: string; dev: string; nodeNic: boolean }): Story => ({
    title: `${at.who}: ip neigh`,
    sentence: `The MAC of ${x.ip} is not known: the packet waits, and ARP asks on ${x.dev}.`,
    detail: x.nodeNic ? 'Only next hops are asked for: no node ever sends ARP for a pod address on its NIC.' : null,
  }),
  neighResolved: (at: At, x: { ip: string; mac: string | null }): Story => ({
    title: `${at.who}: ip neigh`,
    sentence: `${x.ip} is at ${x.mac ?? '?'}: what waited for it can go.`,
    detail: null,
  }),
  neighFailed: (at: At, x: { ip: string }): Story => ({
    title: `${at.who}: ip neigh`,
    sentence: `Nobody answered for ${x.ip}: the packets that waited for its MAC are given up.`,
    detail: 'Three questions, one second apart, before the kernel says Host Unreachable.',
  }),
  neighLearnt: (at: At, x: { ip: string; mac: string | null }): Story => ({
    title: `${at.who}: ip neigh`,
    sentence: `The question itself tells that ${x.ip} is at ${x.mac ?? '?'}: noted.`,
    detail: null,
  }),
  forward: (at: At): Story => ({
    title: `${at.who}: ip_forward`,
    sentence: `ip_forward of ${at.host}: TTL ${at.before}→${at.ttl} for ${at.src} → ${at.dst}.`,
    detail: null,
  }),
  forwardOuter: (at: At, x: { before: number; ttl: number }): Story => ({
    title: `${at.who}: ip_forward`,
    sentence: `ip_forward of ${at.host}: outer TTL ${x.before}→${x.ttl}; the inner TTL stays ${at.ttl}.`,
    detail: 'The router sees UDP between two nodes. It needs no route to any pod and looks no deeper.',
  }),
  fragmented: (at: At, x: { count: number }): Story => ({
    title: `${at.who}: fragments`,
    sentence: `The packet does not fit and may be cut: it goes on as ${x.count} fragments.`,
    detail: null,
  }),
  reassembled: (at: At, x: { count: number }): Story => ({
    title: `${at.who}: reassembly`,
    sentence: `${x.count} fragments are one packet again.`,
    detail: null,
  }),
};
