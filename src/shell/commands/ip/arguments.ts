import { ownOf } from '../../../base/own.ts';
import type { OutputStyle } from './output.ts';

/** ip ends: what it complains about on stderr, and its exit code. */
export class Stop extends Error {
  readonly code: number;

  constructor(message: string, code: number) {
    super(message);
    this.name = 'Stop';
    this.code = code;
  }
}

/** exit(-1), as a shell sees it. */
export const USAGE_CODE = 255;

/** lib/utils.c invarg. */
export function wrong(word: string, message: string): Stop {
  return new Stop(`Error: argument "${word}" is wrong: ${message}\n`, USAGE_CODE);
}

/** lib/utils.c nodev. */
export function noDevice(name: string): Stop {
  return new Stop(`Cannot find device "${name}"\n`, 1);
}

/** What ip can do in reality and not here, and why. */
export function unsupported(what: string, why: string): Stop {
  return new Stop(`ip: '${what}' is not supported in this lab: ${why}\n`, 1);
}

/** Whether `word` is a beginning of `whole` (lib/utils.c matches). */
export function matches(word: string, whole: string): boolean {
  return word !== '' && whole.startsWith(word);
}

/** The words of a command, read one after the other. */
export class Words {
  readonly #words: readonly string[];
  #at = 0;

  constructor(words: readonly string[]) {
    this.#words = words;
  }

  /** The next word; null at the end. */
  take(): string | null {
    return this.#words[this.#at++] ?? null;
  }

  peek(): string | null {
    return this.#words[this.#at] ?? null;
  }

  /** The value of what was just read. */
  value(): string {
    const word = this.take();
    if (word === null) throw new Stop('Command line is not complete. Try option "help"\n', USAGE_CODE);
    return word;
  }

  rest(): readonly string[] {
    return this.#words.slice(this.#at);
  }
}

export type Family = 'any' | 'inet' | 'inet6' | 'link' | 'none';

export interface Globals extends OutputStyle {
  readonly family: Family;
  readonly stats: number;
  readonly details: boolean;
  readonly brief: boolean;
  readonly human: boolean;
  /** The object and what follows it. */
  readonly words: readonly string[];
}

export const VERSION = 'ip utility, iproute2-6.1.0, libbpf 1.3.0\n';

const FAMILIES: Readonly<Record<string, Family>> = {
  inet: 'inet',
  inet6: 'inet6',
  link: 'link',
  mpls: 'none',
  bridge: 'none',
};

const SHORT: Readonly<Record<string, Family>> = {
  '-4': 'inet',
  '-6': 'inet6',
  '-0': 'link',
  '-M': 'none',
  '-B': 'none',
};

/** The options before the object (ip/ip.c main), each of which may be shortened. A string is what is printed instead of working. */
export function globalsOf(args: readonly string[], tty: boolean): Globals | { readonly printed: string } {
  let family: Family = 'any';
  let color: 'always' | 'auto' | 'never' = 'never';
  let [stats, details, brief, json, pretty, oneline, human] = [0, false, false, false, false, false, false];
  const words = new Words(args);
  for (;;) {
    const typed = words.peek();
    if (typed === null || !typed.startsWith('-')) break;
    words.take();
    if (typed === '--') break;
    const option = typed.startsWith('--') ? typed.slice(1) : typed;
    const short = ownOf(SHORT, option);
    if (short !== undefined) family = short;
    else if (matches(option, '-loops') || matches(option, '-rcvbuf')) words.value();
    else if (matches(option, '-family')) {
      const name = words.value();
      const known = ownOf(FAMILIES, name);
      if (known === undefined) throw wrong(name, 'invalid protocol family');
      family = known;
    } else if (matches(option, '-human-readable')) human = true;
    else if (matches(option, '-iec')) human = true;
    else if (matches(option, '-stats') || matches(option, '-statistics')) stats += 1;
    else if (matches(option, '-details')) details = true;
    else if (matches(option, '-resolve')) continue;
    else if (matches(option, '-oneline')) oneline = true;
    else if (matches(option, '-timestamp') || matches(option, '-tshort')) continue;
    else if (matches(option, '-Version')) return { printed: VERSION };
    else if (matches(option, '-force')) continue;
    else if (matches(option, '-batch')) throw unsupported('ip -batch', 'type the commands one by one');
    else if (matches(option, '-brief')) brief = true;
    else if (matches(option, '-json')) json = true;
    else if (matches(option, '-pretty')) pretty = true;
    else if (colorOf(option) !== null) color = colorOf(option) ?? color;
    else if (matches(option, '-help')) throw new Stop(USAGE, USAGE_CODE);
    else if (matches(option, '-netns')) {
      const name = words.value();
      throw new Stop(`Cannot open network namespace "${name}": No such file or directory\n`, USAGE_CODE);
    } else if (matches(option, '-Numeric') || matches(option, '-all') || option === '-echo') continue;
    else throw new Stop(`Option "${option}" is unknown, try "ip -help".\n`, USAGE_CODE);
  }
  const isColored = !json && (color === 'always' || (color === 'auto' && tty));
  return {
    family,
    stats,
    details,
    brief,
    human,
    json,
    pretty,
    oneline,
    color: isColored,
    words: words.rest(),
  };
}

/** '-c', '-color', '-c=auto': without a value it is 'always', even into a pipe (lib/color.c matches_color). */
function colorOf(option: string): 'always' | 'auto' | 'never' | null {
  const [name = '', ...rest] = option.split('=');
  if (!matches(name, '-color')) return null;
  const value = rest.join('=');
  if (value === '' || value === 'always') return 'always';
  return value === 'auto' || value === 'never' ? value : null;
}

export const USAGE = `Usage: ip [ OPTIONS ] OBJECT { COMMAND | help }
       ip [ -force ] -batch filename
where  OBJECT := { address | addrlabel | amt | fou | help | ila | ioam | l2tp |
                   link | macsec | maddress | monitor | mptcp | mroute | mrule |
                   neighbor | neighbour | netconf | netns | nexthop | ntable |
                   ntbl | route | rule | sr | tap | tcpmetrics |
                   token | tunnel | tuntap | vrf | xfrm }
       OPTIONS := { -V[ersion] | -s[tatistics] | -d[etails] | -r[esolve] |
                    -h[uman-readable] | -iec | -j[son] | -p[retty] |
                    -f[amily] { inet | inet6 | mpls | bridge | link } |
                    -4 | -6 | -M | -B | -0 |
                    -l[oops] { maximum-addr-flush-attempts } | -br[ief] |
                    -o[neline] | -t[imestamp] | -ts[hort] | -b[atch] [filename] |
                    -rc[vbuf] [size] | -n[etns] name | -N[umeric] | -a[ll] |
                    -c[olor]}
`;
