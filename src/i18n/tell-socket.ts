import type { EventOf, ProgramName } from '../trace/events.ts';
import type { Messages } from './en.ts';
import { noteOf, readOf } from './lookups.ts';
import type { Story } from './story.ts';

/** The system call that a socket program sits in, as a reader would write it. */
const CALL: Partial<Readonly<Record<ProgramName, string>>> = {
  cil_sock4_connect: 'connect()',
  cil_sock4_sendmsg: 'sendmsg()',
  cil_sock4_recvmsg: 'recvmsg()',
  cil_sock4_getpeername: 'getpeername()',
};

export function tellSocket(event: EventOf<'hook'>, m: Messages): Story {
  const { program } = event;
  if (program === 'cil_sock_release') {
    const rows = event.deltas.filter((delta) => delta.table === 'cilium_lb4_reverse_sk' && delta.after === null).length;
    return m.socket.release({ rows });
  }
  if (program === 'cil_sock4_recvmsg' || program === 'cil_sock4_getpeername') return tellReverse(event, m);
  const call = CALL[program] ?? program;
  const address = bare(readOf(event.reads, 'cilium_lb4_services_v2')?.query ?? '');
  if (event.verdict.kind === 'errno')
    return m.socket.refused({ service: address, call, program, errno: event.verdict.errno });
  const note = noteOf(event, 'backend');
  if (note === null) return m.socket.noService({ address, call, program });
  const x = { service: bare(note.service), backend: note.backend, slot: note.slot, count: note.count };
  return program === 'cil_sock4_sendmsg' ? m.socket.sendmsg(x) : m.socket.connect(x);
}

function tellReverse(event: EventOf<'hook'>, m: Messages): Story {
  const seen = event.observations.find((one) => one.point === 'pre-xlate-rev')?.sock ?? null;
  const shown = event.observations.find((one) => one.point === 'post-xlate-rev')?.sock ?? null;
  const query = readOf(event.reads, 'cilium_lb4_reverse_sk')?.query ?? '';
  const backend = seen === null ? (query.split(' ').at(-1) ?? query) : `${seen.address}:${seen.port}`;
  if (shown === null) return m.socket.recvmsgPlain({ address: backend });
  const x = { service: `${shown.address}:${shown.port}`, backend };
  return event.program === 'cil_sock4_getpeername' ? m.socket.getpeername(x) : m.socket.recvmsg(x);
}

/** 'address:port' of a service row's key ('address:port/UDP (0)'). */
function bare(key: string): string {
  return key.split(/[/ ]/, 1)[0] ?? key;
}
