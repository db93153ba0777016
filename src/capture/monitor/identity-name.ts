import type { Identity } from '../../lab/names.ts';

/** Reserved identities by number (pkg/identity/numericidentity.go); 0 is what nobody has resolved. */
export const RESERVED: readonly string[] = [
  'unknown',
  'host',
  'world',
  'unmanaged',
  'health',
  'init',
  'remote-node',
  'kube-apiserver',
  'ingress',
  'world-ipv4',
  'world-ipv6',
  'encrypted-overlay',
];

/** NumericIdentity.String: 'world' for a reserved identity, '27143' for any other. */
export function identityText(identity: Identity): string {
  return RESERVED[identity] ?? `${identity}`;
}
