import type { Cite } from '../../trace/cite.ts';
import { linux, rfc } from '../../trace/cite.ts';
import type { TcpState } from '../../trace/events.ts';

/** The states as `ss` prints them (iproute2 misc/ss.c). */
export const SS_STATE: { readonly [S in TcpState]: string } = {
  CLOSED: 'UNCONN',
  LISTEN: 'LISTEN',
  'SYN-SENT': 'SYN-SENT',
  'SYN-RECV': 'SYN-RECV',
  ESTABLISHED: 'ESTAB',
  'FIN-WAIT-1': 'FIN-WAIT-1',
  'FIN-WAIT-2': 'FIN-WAIT-2',
  'CLOSE-WAIT': 'CLOSE-WAIT',
  CLOSING: 'CLOSING',
  'LAST-ACK': 'LAST-ACK',
  'TIME-WAIT': 'TIME-WAIT',
};

/** Where Linux enters a state. */
const ENTERED: { readonly [S in TcpState]: Cite } = {
  CLOSED: linux('net/ipv4/tcp.c', 'tcp_done'),
  LISTEN: linux('net/ipv4/inet_connection_sock.c', 'inet_csk_listen_start'),
  'SYN-SENT': linux('net/ipv4/tcp_ipv4.c', 'tcp_v4_connect'),
  'SYN-RECV': linux('net/ipv4/tcp_input.c', 'tcp_conn_request'),
  ESTABLISHED: linux('net/ipv4/tcp_input.c', 'tcp_rcv_state_process'),
  'FIN-WAIT-1': linux('net/ipv4/tcp.c', 'tcp_close_state'),
  'FIN-WAIT-2': linux('net/ipv4/tcp_input.c', 'tcp_rcv_state_process'),
  'CLOSE-WAIT': linux('net/ipv4/tcp_input.c', 'tcp_fin'),
  CLOSING: linux('net/ipv4/tcp_input.c', 'tcp_fin'),
  'LAST-ACK': linux('net/ipv4/tcp.c', 'tcp_close_state'),
  'TIME-WAIT': linux('net/ipv4/tcp_minisocks.c', 'tcp_time_wait'),
};

export function citesOf(state: TcpState): readonly Cite[] {
  return [ENTERED[state], rfc('RFC 9293 section 3.3.2')];
}

export const RETRANSMIT_CITES: readonly Cite[] = [
  linux('net/ipv4/tcp_timer.c', 'tcp_retransmit_timer'),
  rfc('RFC 6298 section 5'),
];
export const RESET_CITES: readonly Cite[] = [linux('net/ipv4/tcp_input.c', 'tcp_reset'), rfc('RFC 9293 section 3.5.3')];
