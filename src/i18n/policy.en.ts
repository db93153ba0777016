import type { At } from './at.ts';
import type { Story } from './story.ts';

/** How the program knows who sent the packet. */
export type IdentitySource = 'program' | 'ipcache' | 'vni';

const FROM: Readonly<Record<IdentitySource, string>> = {
  program: "the sender's own",
  ipcache: 'from ipcache',
  vni: 'from the VNI',
};

/** cil_lxc_policy: the endpoint's ingress policy, run by tail call inside the hook of another device. */
export const policyEn = {
  allowed: (at: At, x: { pod: string; identity: number; from: IdentitySource | null; next: string }): Story => ({
    title: `${at.dev} · cil_lxc_policy`,
    sentence: `Policy of ${x.pod}: identity ${x.identity}${x.from === null ? '' : ` (${FROM[x.from]})`} may come in; ${x.next}.`,
    detail: `This runs in the hook of ${at.dev}, by tail call, before the packet is in the pod: never on the destination's lxc.`,
  }),
  reply: (at: At, x: { pod: string; related: boolean; next: string }): Story => ({
    title: `${at.dev} · cil_lxc_policy`,
    sentence: `Conntrack knows this as ${x.related ? 'related to a flow of' : 'a reply to'} ${x.pod}: no policy is asked; ${x.next}.`,
    detail: 'Replies are let in by conntrack, not by a mirrored rule.',
  }),
  denied: (at: At, x: { pod: string; identity: number; code: number }): Story => ({
    title: `${at.dev} · cil_lxc_policy`,
    sentence: `Policy of ${x.pod} does not let identity ${x.identity} in: dropped (${x.code}) in the hook of ${at.dev}.`,
    detail:
      'The drop is reported by this node, with the ifindex of this device. The sender hears nothing and times out.',
  }),
  dropped: (at: At, x: { pod: string; reason: string }): Story => ({
    title: `${at.dev} · cil_lxc_policy`,
    sentence: `The policy program of ${x.pod} drops the packet: ${x.reason}.`,
    detail: null,
  }),
  toContainer: (at: At, x: { pod: string; allowed: boolean; reason: string }): Story => ({
    title: 'lxc · cil_to_container',
    sentence: x.allowed
      ? `endpointRoutes: policy of ${x.pod} runs here, on its lxc's egress, and lets ${at.src} in.`
      : `endpointRoutes: the policy of ${x.pod} runs here, on its lxc's egress, and drops it: ${x.reason}.`,
    detail: 'This program exists with endpointRoutes only; without it an lxc has no BPF on its egress.',
  }),
  /** What follows an allowed packet, for `next`. */
  next: {
    peer: 'bpf_redirect_peer follows',
    redirect: 'bpf_redirect follows',
    pass: 'on it goes',
  },
};
