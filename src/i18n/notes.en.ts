import type { IdentitySource } from './policy.en.ts';

/** The engine's remarks, one sentence each: what an event's own sentence had no room for. */
export const notesEn = {
  roadNotTaken: (x: { route: string; dev: string; why: 'bpf-redirects-first' | 'overlay-from-ipcache' }) =>
    x.why === 'overlay-from-ipcache'
      ? `\`ip route\` has ${x.route} dev ${x.dev}, but the way comes from ipcache: no route is asked.`
      : `\`ip route\` has ${x.route} dev ${x.dev}, but the program redirects before any route is asked.`,
  identity: (x: { identity: number; from: IdentitySource }) =>
    `Source identity ${x.identity}, ${IDENTITY_FROM[x.from]}.`,
  tunnel: (x: { vni: number; remote: string }) => `Tunnel key: VNI ${x.vni}, remote ${x.remote}.`,
  tunnelIgnored: (x: { remote: string }) =>
    `ipcache names ${x.remote} as tunnel endpoint, but native routing does not compile the branch that reads it.`,
  backend: (x: { service: string; backend: string; slot: number; count: number }) =>
    `${x.service} is ${x.backend} this time: backend ${x.slot} of ${x.count}.`,
  snat: (x: { to: string }) => `SNAT to ${x.to}.`,
  noSnat: (x: { why: string }) => `No SNAT: ${x.why}.`,
  defaultRoute: 'Only the default route matches.',
  noWayBack: (x: { to: string }) => `No ICMP: there is no route back to ${x.to} either.`,
  rateLimited: 'No ICMP: the rate limit of the kernel keeps it back.',
  policySkipped: (x: { why: 'reply' | 'related' }) => `Conntrack says ${x.why}: no policy is asked.`,
};

const IDENTITY_FROM: Readonly<Record<IdentitySource, string>> = {
  program: "a constant of the endpoint's program",
  ipcache: 'from ipcache by source address',
  vni: 'which is the VNI',
};
