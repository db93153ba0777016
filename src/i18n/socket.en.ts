import type { Errno } from '../trace/verdict.ts';
import type { Story } from './story.ts';

/** The cgroup programs of bpf_sock.c: they run in a system call, before there is a packet. */
export const socketEn = {
  connect: (x: { service: string; backend: string; slot: number; count: number }): Story => ({
    title: 'socket · cil_sock4_connect',
    sentence: `connect(${x.service}) becomes connect(${x.backend}): backend ${x.slot} of ${x.count}, before there is a SYN.`,
    detail:
      "The ClusterIP never goes on the wire: the SYN already carries the pod's address, and retransmissions keep this backend.",
  }),
  sendmsg: (x: { service: string; backend: string; slot: number; count: number }): Story => ({
    title: 'socket · cil_sock4_sendmsg',
    sentence: `sendmsg() to ${x.service} goes to ${x.backend} instead: backend ${x.slot} of ${x.count}.`,
    detail: 'UDP picks by socket cookie, so one socket keeps its backend. The datagram never carries the ClusterIP.',
  }),
  noService: (x: { address: string; call: string; program: string }): Story => ({
    title: `socket · ${x.program}`,
    sentence: `${x.address} is no service: ${x.call} goes on with it unchanged.`,
    detail: null,
  }),
  refused: (x: { service: string; call: string; program: string; errno: Errno }): Story => ({
    title: `socket · ${x.program}`,
    sentence: `${x.service} is a service without backends: ${x.call} fails with ${x.errno}, and no packet is made.`,
    detail: null,
  }),
  recvmsg: (x: { service: string; backend: string }): Story => ({
    title: 'socket · cil_sock4_recvmsg',
    sentence: `recvmsg() shows ${x.service} as the sender, not ${x.backend}: cilium_lb4_reverse_sk remembers.`,
    detail: 'The datagram itself came from the pod and still says so in a capture; only the caller sees the service.',
  }),
  recvmsgPlain: (x: { address: string }): Story => ({
    title: 'socket · cil_sock4_recvmsg',
    sentence: `${x.address} is no backend that this socket was sent to: recvmsg() shows the sender as it is.`,
    detail: null,
  }),
  getpeername: (x: { service: string; backend: string }): Story => ({
    title: 'socket · cil_sock4_getpeername',
    sentence: `getpeername() answers ${x.service} although the connection goes to ${x.backend}.`,
    detail: null,
  }),
  release: (x: { rows: number }): Story => ({
    title: 'socket · cil_sock_release',
    sentence:
      x.rows === 0
        ? 'The socket closes; it left nothing in cilium_lb4_reverse_sk.'
        : 'The socket closes, and its row in cilium_lb4_reverse_sk goes with it.',
    detail: x.rows === 0 ? null : 'That is why `cilium-dbg bpf socknat list` is usually empty right after a curl.',
  }),
};
