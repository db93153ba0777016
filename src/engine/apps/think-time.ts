import { MILLISECOND } from '../timing.ts';
import { MICROSECOND } from './micros.ts';

/**
 * How long programs think, nanoseconds. Each is longer than one walk through the lab (below 250 us, see timing.ts),
 * as on real machines, so that for example the ACK of a handshake is at the server before the request is.
 */
export const THINK = {
  /** curl between the end of the handshake and its request. */
  request: 300 * MICROSECOND,
  /** whoami and Apache between request and answer: 3.8 ms in the study's capture. */
  answer: 3.5 * MILLISECOND,
  /** curl between the last byte of the body and close(). */
  close: 300 * MICROSECOND,
  /** nc -z between the end of the handshake and its close(). */
  portChecked: 300 * MICROSECOND,
  /** A server between the client's FIN and its own close(). */
  hangUp: 400 * MICROSECOND,
  /** CoreDNS, which answers cluster names from memory. */
  lookup: 300 * MICROSECOND,
  /** A look into /etc/hosts. */
  hostsFile: 50 * MICROSECOND,
  /** traceroute and tracepath between an answer and the next probe. */
  nextProbe: 100 * MICROSECOND,
} as const;
