import type { Kernel } from '../kernel.ts';
import { libcOf } from '../../lab/libc.ts';
import { NOT_AVAILABLE } from './libc.ts';
import { localAddressOf } from './local-address.ts';

/** What -v tells of a binding, and why it failed, or null. */
export interface Bound {
  readonly notes: readonly string[];
  readonly error: string | null;
}

/**
 * `--interface`, before connecting (lib/cf-socket.c bindlocal): whether there is such a device or address here. The way
 * stays the routing table's, with the address that it chooses.
 */
export function bindTo(kernel: Kernel, wanted: string | null): Bound {
  if (wanted === null) return { notes: [], error: null };
  const local = localAddressOf(kernel, wanted);
  if (local.kind === 'no-device') {
    // unverified: the errno that is left over when the name is not found either.
    return { notes: [], error: `Couldn't bind to '${wanted}' with errno 19: No such device` };
  }
  if (local.kind === 'local' && local.device !== null)
    return { notes: [`socket successfully bound to interface '${wanted}'`], error: null };
  const notes = [`Name '${wanted}' family 2 resolved to '${wanted}' family 2`];
  if (local.kind === 'local') return { notes: [...notes, 'Local port: 0'], error: null };
  const libc = libcOf(kernel.world, kernel.netns);
  return { notes, error: `bind failed with errno 99: ${NOT_AVAILABLE[libc]}` };
}
