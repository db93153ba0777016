import type { Identity } from '../../lab/names.ts';

/** MARK_MAGIC_* of bpf/lib/common.h, under the mask 0x0F00. */
export const MARK = { mask: 0x0f00, snatDone: 0x0300, overlay: 0x0400, host: 0x0c00, identity: 0x0f00 } as const;

/** set_identity_mark: the identity's low 16 bits go to the upper half of the mark (bpf/lib/identity.h). */
export function markIdentity(identity: Identity): number {
  return ((identity & 0xffff) * 0x10000 + MARK.identity) >>> 0;
}

export function markOverlay(identity: Identity): number {
  return ((identity & 0xffff) * 0x10000 + MARK.overlay) >>> 0;
}
