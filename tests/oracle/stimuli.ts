import type { Nanos, NetnsName } from '../../src/lab/names.ts';
import type { Stimulus, Target } from '../../src/trace/stimulus.ts';
import { ipv4 } from '../../src/wire/address.ts';
import type { RecordedCase, Step } from './fixture.ts';
import { namespaceOf } from './lab.ts';

/** A recorded command as a stimulus. `sizeOnly`: it prints no body but how many bytes it had, by curl's -o and -w. */
export interface Replay {
  readonly stimulus: Stimulus;
  readonly sizeOnly: boolean;
}

export function replayOf(step: Step, at: Nanos): Replay {
  const [program = '', ...words] = wordsOf(step.cmd);
  const from = namespaceOf(step.on);
  switch (program) {
    case 'curl':
      return curlOf(
        new Options(words, ['-sS'], ['--connect-timeout', '-A', '-H', '--local-port', '-o', '-w']),
        at,
        from,
      );
    case 'ping':
      return {
        stimulus: pingOf(new Options(words, ['-n'], ['-c', '-i', '-W', '-M', '-s', '-e', '-t']), at, from),
        sizeOnly: false,
      };
    case 'traceroute':
      return {
        stimulus: tracerouteOf(new Options(words, ['-n', '-I', '-T'], ['-q', '-w', '-m', '-p']), at, from),
        sizeOnly: false,
      };
    case 'tracepath': {
      const options = new Options(words, ['-n'], ['-m']);
      return {
        stimulus: {
          at,
          from,
          kind: 'tracepath',
          target: addressOf(options.operand()),
          maxHops: options.number('-m', 30),
        },
        sizeOnly: false,
      };
    }
    default:
      throw new Error(`no stimulus for '${step.cmd}'`);
  }
}

/** What was done to a running host and has no place in a lab file. */
export function preparationsOf({ prep }: RecordedCase): readonly Stimulus[] {
  return prep
    .filter(([, command]) => command === 'ip route del default')
    .map(([host, command]) => ({
      at: 0 as Nanos,
      from: namespaceOf(host),
      kind: 'ip-route',
      action: 'del',
      spec: command.slice(13),
    }));
}

function curlOf(options: Options, at: Nanos, from: NetnsName): Replay {
  const url = new URL(options.operand());
  const localPort = options.text('--local-port');
  return {
    sizeOnly: options.text('-w') !== null,
    stimulus: {
      at,
      from,
      kind: 'curl',
      target: addressOf(url.hostname),
      port: url.port === '' ? 80 : Number(url.port),
      path: url.pathname + url.search,
      connectTimeout: options.number('--connect-timeout', 300),
      localPort: localPort === null ? null : Number(localPort),
      host: options.text('-H')?.replace(/^Host: /, '') ?? null,
      userAgent: options.text('-A') ?? 'curl/8.14.1',
      // -sS: silent, but errors are shown all the same.
      silent: false,
      discard: false,
    },
  };
}

function pingOf(options: Options, at: Nanos, from: NetnsName): Stimulus {
  const pmtudisc = options.text('-M') ?? 'want';
  if (pmtudisc !== 'do' && pmtudisc !== 'want' && pmtudisc !== 'dont') throw new Error(`ping -M ${pmtudisc}`);
  const id = options.text('-e');
  return {
    at,
    from,
    kind: 'ping',
    target: addressOf(options.operand()),
    count: options.number('-c', 1),
    interval: options.number('-i', 1),
    wait: options.number('-W', 10),
    deadline: null,
    size: options.number('-s', 56),
    ttl: options.number('-t', 64),
    pmtudisc,
    id: id === null ? null : Number(id),
  };
}

function tracerouteOf(options: Options, at: Nanos, from: NetnsName): Stimulus {
  const method = options.has('-I') ? 'icmp' : options.has('-T') ? 'tcp' : 'udp';
  return {
    at,
    from,
    kind: 'traceroute',
    target: addressOf(options.operand()),
    method,
    port: options.number('-p', method === 'tcp' ? 80 : 33434),
    queries: options.number('-q', 3),
    wait: options.number('-w', 5),
    maxHops: options.number('-m', 30),
  };
}

function addressOf(text: string): Target {
  return { kind: 'address', address: ipv4(text) };
}

/** The words of a shell line; single quotes keep a word together. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}

class Options {
  readonly #given = new Map<string, string>();
  readonly #operands: string[] = [];

  constructor(words: readonly string[], flags: readonly string[], valued: readonly string[]) {
    for (let i = 0; i < words.length; i++) {
      const word = words[i] ?? '';
      if (valued.includes(word)) this.#given.set(word, words[++i] ?? '');
      else if (flags.includes(word)) this.#given.set(word, '');
      else if (word.startsWith('-')) throw new Error(`unknown option ${word}`);
      else this.#operands.push(word);
    }
  }

  has(flag: string): boolean {
    return this.#given.has(flag);
  }

  text(option: string): string | null {
    return this.#given.get(option) ?? null;
  }

  number(option: string, otherwise: number): number {
    const text = this.#given.get(option);
    return text === undefined ? otherwise : Number(text);
  }

  operand(): string {
    const [only, ...more] = this.#operands;
    if (only === undefined || more.length > 0) throw new Error(`one operand expected, not ${this.#operands.length}`);
    return only;
  }
}
