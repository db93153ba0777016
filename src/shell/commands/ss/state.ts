import type { SocketRow } from '../../../lab/tables.ts';

/** The lab's words for states are those of RFC 9293; ss shortens one. */
export function stateOf({ state }: SocketRow): string {
  return state === 'ESTABLISHED' ? 'ESTAB' : state;
}
