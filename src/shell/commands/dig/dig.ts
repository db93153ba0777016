import { parseIpv4 } from '../../../wire/address.ts';
import { nameComplaint } from '../../../wire/dns-name.ts';
import type { Command, Context } from '../../command.ts';
import { MACHINES } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import { hostWords } from '../host-words.ts';
import { runProgram } from '../program.ts';

type RecordType = 'A' | 'AAAA' | 'PTR';
const TYPES: readonly string[] = ['A', 'AAAA', 'PTR'];

/** 'A.B.C.D' as the name that is asked for its PTR record. */
function reverseName(address: string): string {
  return `${address.split('.').toReversed().join('.')}.in-addr.arpa`;
}

function* refuse({ io }: Context, text: string, code: number): Task {
  yield* write(io.stderr, text);
  return code;
}

/** dig of BIND 9.18 (Ubuntu) and 9.20 (netshoot). */
function* runDig(context: Context): Task {
  let name: string | null = null;
  let server: string | null = null;
  let type: RecordType = 'A';
  let style: 'dig' | 'dig-short' | 'dig-answer' = 'dig';
  const words = context.argv.slice(1);
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word.startsWith('@')) server = word.slice(1);
    else if (word === '+short') style = 'dig-short';
    else if (word === '+noall' || word === '+answer') style = 'dig-answer';
    else if (word === '-x') {
      name = reverseName(words[++i] ?? '');
      type = 'PTR';
    } else if (word === '-t' || TYPES.includes(word.toUpperCase())) {
      const wanted = (word === '-t' ? (words[++i] ?? '') : word).toUpperCase();
      if (!TYPES.includes(wanted)) return yield* refuse(context, `;; Warning, ignoring invalid type ${wanted}\n`, 1);
      type = wanted as RecordType;
    } else if (word.startsWith('+') || word === 'IN' || word === '-4') continue;
    else if (word.startsWith('-'))
      return yield* refuse(
        context,
        `Invalid option: ${word}\nUsage:  dig [@global-server] [domain] [q-type] [q-class] {q-opt}\n`,
        1,
      );
    else name = word;
  }
  if (name === null)
    return yield* refuse(context, 'dig: in this lab, name what to look up: dig webpod.default.svc.cluster.local\n', 1);
  const address = server === null ? null : parseIpv4(server);
  if (server !== null && address === null) {
    return yield* refuse(context, `dig: couldn't get address for '${server}': not found\n`, 10);
  }
  const complaint = nameComplaint(name.replace(/\.$/, ''));
  if (complaint !== null) return yield* illegal(context, 'dig', name, complaint);
  const rooted = name === '.' ? '' : name;
  return yield* runProgram(context, { kind: 'dns', name: rooted, server: address, types: [type], style });
}

/** A name that no message can carry (dighost.c of BIND 9). */
function* illegal(context: Context, program: string, name: string, complaint: string): Task {
  const text =
    complaint === 'not Latin-1'
      ? `${program}: '${name}': internationalized names are not supported in this lab\n`
      : `${program}: '${name}' is not a legal name (${complaint})\n`;
  return yield* refuse(context, text, program === 'dig' ? 10 : 1);
}

/** nslookup and host of BIND 9. */
function* runLookup(context: Context, style: 'nslookup' | 'host'): Task {
  const words = context.argv.slice(1);
  let types: readonly RecordType[] = ['A', 'AAAA'];
  const operands: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const typed = /^-(?:query|type|q)=(\w+)$/i.exec(word)?.[1] ?? (word === '-t' ? words[++i] : undefined);
    if (typed !== undefined) {
      if (!TYPES.includes(typed.toUpperCase())) return yield* refuse(context, `unknown query type: ${typed}\n`, 1);
      types = [typed.toUpperCase() as RecordType];
    } else if (!word.startsWith('-')) operands.push(word);
  }
  const [asked, server] = operands;
  if (asked === undefined) {
    const text =
      style === 'host'
        ? 'Usage: host [-aCdilrTvVw] [-c class] [-N ndots] [-t type] [-W time]\n            [-R number] [-m flag] [-p port] hostname [server]\n'
        : 'nslookup: the dialogue is not supported in this lab: name what to look up\n';
    return yield* refuse(context, text, 1);
  }
  const address = server === undefined ? null : parseIpv4(server);
  if (server !== undefined && address === null) {
    return yield* refuse(
      context,
      `${style === 'host' ? 'host' : 'nslookup'}: couldn't get address for '${server}': not found\n`,
      1,
    );
  }
  const reverse = parseIpv4(asked) !== null;
  const name = reverse ? reverseName(asked) : asked;
  const complaint = nameComplaint(name.replace(/\.$/, ''));
  if (complaint !== null) return yield* illegal(context, style, asked, complaint);
  return yield* runProgram(context, { kind: 'dns', name, server: address, types: reverse ? ['PTR'] : types, style });
}

const common = { topic: 'where', on: [...MACHINES, 'client'], complete: hostWords } as const;

export const dig: Command = {
  ...common,
  name: 'dig',
  about: { en: 'asks a name server, and shows the whole answer', ko: '네임 서버에 묻고 응답 전체를 보여 준다' },
  run: runDig,
};
export const nslookup: Command = {
  ...common,
  name: 'nslookup',
  about: { en: 'looks a name up', ko: '이름을 찾는다' },
  run: (context) => runLookup(context, 'nslookup'),
};
export const host: Command = {
  ...common,
  name: 'host',
  about: { en: 'looks a name up, in one line', ko: '이름을 한 줄로 찾는다' },
  run: (context) => runLookup(context, 'host'),
};
