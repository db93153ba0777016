import { assertNever } from '../../base/assert.ts';
import type { Libc } from '../../lab/libc.ts';
import type { SocketError } from '../transport/sockets.ts';

/** What strerror() says: musl src/errno/__strerror.h, glibc sysdeps/gnu/errlist.h. */
export function errorText(errno: SocketError, libc: Libc): string {
  const [musl, glibc] = TEXT[errno];
  return libc === 'musl' ? musl : glibc;
}

const TEXT: { readonly [E in SocketError]: readonly [musl: string, glibc: string] } = {
  EACCES: ['Permission denied', 'Permission denied'],
  EADDRINUSE: ['Address in use', 'Address already in use'],
  ECONNREFUSED: ['Connection refused', 'Connection refused'],
  ECONNRESET: ['Connection reset by peer', 'Connection reset by peer'],
  EHOSTDOWN: ['Host is down', 'Host is down'],
  EHOSTUNREACH: ['Host is unreachable', 'No route to host'],
  EMSGSIZE: ['Message too large', 'Message too long'],
  ENETUNREACH: ['Network unreachable', 'Network is unreachable'],
  ENONET: ['No error information', 'Machine is not on the network'],
  ENOPROTOOPT: ['Protocol not available', 'Protocol not available'],
  EOPNOTSUPP: ['Not supported', 'Operation not supported'],
  EPIPE: ['Broken pipe', 'Broken pipe'],
  ETIMEDOUT: ['Operation timed out', 'Connection timed out'],
};

/** strerror(EADDRNOTAVAIL), of a bind() to an address of somebody else. */
export const NOT_AVAILABLE: Readonly<Record<Libc, string>> = {
  musl: 'Address not available',
  glibc: 'Cannot assign requested address',
};

/** Why getaddrinfo() found no address. */
export type NameError = 'EAI_NONAME' | 'EAI_NODATA' | 'EAI_AGAIN';

/** What gai_strerror() says: musl src/network/gai_strerror.c, glibc posix/gai_strerror-strs.h. */
export function nameErrorText(error: NameError, libc: Libc): string {
  switch (error) {
    case 'EAI_NONAME':
      return libc === 'musl' ? 'Name does not resolve' : 'Name or service not known';
    case 'EAI_NODATA':
      return libc === 'musl' ? 'Name has no usable address' : 'No address associated with hostname';
    case 'EAI_AGAIN':
      return libc === 'musl' ? 'Try again' : 'Temporary failure in name resolution';
    default:
      return assertNever(error);
  }
}
