import type { Ipv4Addr } from '../../wire/address.ts';
import type { DnsQuestion, Layer } from '../../wire/layers.ts';
import type { Job, Timer } from '../kernel.ts';
import { DNS_PORT } from './coredns.ts';
import type { AppHost } from './host.ts';

export interface ExchangeAsk {
  readonly job: Job;
  readonly process: string;
  readonly server: Ipv4Addr;
  /** Asked at the same time from one socket. */
  readonly questions: readonly DnsQuestion[];
  /** How often each is asked, and how long an answer may take, nanoseconds. */
  readonly tries: number;
  readonly pause: number;
  onTimeout?(): void;
  /** The answers in the order of the questions; null where none came. */
  done(answers: readonly (Layer<'dns'> | null)[]): void;
}

/** Asks a name server over UDP (RFC 1035 section 4.2.1). The answer calls it off: the socket is closed, `done` is not called. */
export function exchange(host: AppHost, ask: ExchangeAsk): () => void {
  const { kernel, sockets } = host;
  const { job, server } = ask;
  const answers: (Layer<'dns'> | null)[] = ask.questions.map(() => null);
  let timer: Timer | null = null;
  let tried = 0;
  const socket = sockets.openUdp({
    job,
    process: ask.process,
    port: null,
    onError: null,
    onDatagram({ from, payload }) {
      const [dns] = payload;
      if (from.address !== server || from.port !== DNS_PORT || dns?.kind !== 'dns' || !dns.response) return;
      const index = ids.indexOf(dns.id);
      if (index < 0 || answers[index] !== null) return;
      answers[index] = dns;
      if (!answers.includes(null)) finish();
    },
  });
  const draws = kernel.rng(`dns-id ${socket.port} ${kernel.now()}`);
  const ids: number[] = [];
  while (ids.length < answers.length) {
    const id = draws.next() & 0xffff;
    if (!ids.includes(id)) ids.push(id);
  }
  const stop = (): void => {
    timer?.cancel();
    socket.close();
  };
  const finish = (): void => {
    stop();
    ask.done(answers);
  };
  const attempt = (): void => {
    if (tried > 0) ask.onTimeout?.();
    if (tried === ask.tries) return finish();
    tried += 1;
    timer = kernel.after(ask.pause, attempt);
    ask.questions.forEach((question, index) => {
      const id = ids[index];
      if (answers[index] === null && id !== undefined) {
        socket.sendTo({ address: server, port: DNS_PORT }, [queryOf(id, question)], {
          label: `${question.type}? ${question.name}`,
        });
      }
    });
    return undefined;
  };
  attempt();
  return stop;
}

function queryOf(id: number, question: DnsQuestion): Layer<'dns'> {
  return {
    kind: 'dns',
    id,
    response: false,
    authoritative: false,
    recursionDesired: true,
    recursionAvailable: false,
    rcode: 0,
    questions: [question],
    answers: [],
  };
}
