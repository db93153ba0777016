import type { DeviceId, NetnsName } from '../lab/names.ts';
import { deviceId } from '../lab/names.ts';
import { destination } from '../lab/static-route.ts';
import type { Route } from '../lab/tables.ts';
import type { Cidr, Ipv4Addr } from '../wire/address.ts';
import { ANY_CIDR, parseIpv4 } from '../wire/address.ts';

/** What `ip route ACTION SPEC` asks the kernel for. Null stands for what was not said. */
export interface RouteAsk {
  readonly type: Route['type'] | null;
  readonly dst: Cidr;
  readonly via: Ipv4Addr | null;
  readonly dev: DeviceId | null;
  readonly src: Ipv4Addr | null;
  readonly metric: number | null;
  readonly mtu: number | null;
  readonly table: Route['table'];
  readonly proto: Route['proto'] | null;
  readonly scope: Route['scope'] | null;
  readonly onlink: boolean;
}

export type RouteCommand =
  | { readonly ok: true; readonly ask: RouteAsk }
  | { readonly ok: false; readonly error: string };

const TYPES = ['unicast', 'local', 'broadcast', 'unreachable', 'prohibit', 'blackhole'] as const;
/** iproute2's etc/iproute2/rt_protos and rt_scopes, as far as a row of the lab can say them. */
const PROTOS: ReadonlyMap<string, Route['proto']> = new Map([
  ...(['kernel', 'boot', 'static', 'dhcp', 'bgp'] as const).map((name) => [name, name] as const),
  ['2', 'kernel'],
  ['3', 'boot'],
  ['4', 'static'],
  ['16', 'dhcp'],
  ['186', 'bgp'],
]);
const SCOPES: ReadonlyMap<string, Route['scope']> = new Map([
  ...(['global', 'link', 'host'] as const).map((name) => [name, name] as const),
  ['universe', 'global'],
  ['0', 'global'],
  ['253', 'link'],
  ['254', 'host'],
]);
const TABLES: ReadonlyMap<string, Route['table']> = new Map<string, Route['table']>([
  ['main', 'main'],
  ['254', 'main'],
  ['local', 'local'],
  ['255', 'local'],
  ['default', 253],
]);

/** What one refused word leads to: iproute2 exits. */
class Refused extends Error {}

/**
 * Reads the words behind `ip route add` as iproute2 6.1 does (ip/iproute.c iproute_modify), with its complaints. `hasDevice`
 * knows the devices of the namespace. Several next hops, `encap`, `nhid` and the metrics beside `mtu` are not known here.
 */
export function parseRoute(spec: string, netns: NetnsName, hasDevice: (id: DeviceId) => boolean): RouteCommand {
  try {
    return { ok: true, ask: read(spec.split(/\s+/).filter(Boolean), netns, hasDevice) };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, error: error.message };
    throw error;
  }
}

type Draft = { -readonly [K in keyof RouteAsk]: RouteAsk[K] };

function read(words: readonly string[], netns: NetnsName, hasDevice: (id: DeviceId) => boolean): RouteAsk {
  const ask: Draft = {
    type: null,
    dst: ANY_CIDR,
    via: null,
    dev: null,
    src: null,
    metric: null,
    mtu: null,
    table: 'main',
    proto: null,
    scope: null,
    onlink: false,
  };
  let device: string | null = null;
  let hasDst = false;
  let at = 0;
  const next = (): string => {
    const word = words[++at];
    if (word === undefined) throw new Refused('Command line is not complete. Try option "help"');
    return word;
  };
  for (; at < words.length; at++) {
    const word = words[at]!;
    switch (word) {
      case 'via':
        ask.via = address(words[at + 1] === 'inet' ? (next(), next()) : next(), hasDst);
        break;
      case 'src':
        ask.src = address(next(), hasDst);
        break;
      case 'dev':
      case 'oif':
        device = next();
        break;
      case 'metric':
      case 'priority':
      case 'preference':
        ask.metric = whole(next(), 'metric');
        break;
      case 'mtu':
        ask.mtu = whole(words[at + 1] === 'lock' ? (next(), next()) : next(), 'mtu');
        break;
      case 'table':
        ask.table = tableOf(next());
        break;
      case 'proto':
      case 'protocol':
        ask.proto = named(PROTOS, next(), '"protocol" value is invalid\n');
        break;
      case 'scope':
        ask.scope = named(SCOPES, next(), 'invalid "scope" value\n');
        break;
      case 'onlink':
        ask.onlink = true;
        break;
      default: {
        const type = TYPES.find((name) => name === word);
        if (type !== undefined) ask.type = type;
        const text = type !== undefined || word === 'to' ? next() : word;
        if (hasDst) throw new Refused(`Error: either "to" is duplicate, or "${text}" is a garbage.`);
        ask.dst = prefix(text);
        hasDst = true;
      }
    }
  }
  if (device !== null) {
    ask.dev = deviceId(netns, device);
    if (!hasDevice(ask.dev)) throw new Refused(`Cannot find device "${device}"`);
  }
  return ask;
}

/** 'Error: argument "x" is wrong: …'; most of the messages bring a line end of their own (lib/utils.c invarg). */
function wrong(word: string, message: string): Refused {
  return new Refused(`Error: argument "${word}" is wrong: ${message}`);
}

function named<V>(known: ReadonlyMap<string, V>, word: string, message: string): V {
  const value = known.get(word);
  if (value === undefined) throw wrong(word, message);
  return value;
}

function whole(word: string, what: string): number {
  const value = /^(0x[\da-f]+|\d+)$/i.test(word) ? Number(word) : NaN;
  if (!(value <= 0xffffffff)) throw wrong(word, `"${what}" value is invalid\n`);
  return value;
}

function tableOf(word: string): Route['table'] {
  const known = TABLES.get(word);
  if (known !== undefined) return known;
  if (!/^\d+$/.test(word) || !(Number(word) <= 0xffffffff)) throw wrong(word, '"table" value is invalid\n');
  return Number(word);
}

/** The family is known once a prefix has been read, and then it is in the complaint (lib/utils.c family_name_verbose). */
function address(word: string, isInet: boolean): Ipv4Addr {
  const found = parseIpv4(word);
  if (found === null)
    throw new Refused(`Error: ${isInet ? 'inet' : 'any valid'} address is expected rather than "${word}".`);
  return found;
}

function prefix(word: string): Cidr {
  const to = destination(word);
  if ('dst' in to) return to.dst;
  // The kernel's word, not iproute2's: fib_trie.c fib_valid_key_len.
  if (to.error.why === 'host bits') throw new Refused('Error: Invalid prefix for given prefix length.');
  throw new Refused(`Error: any valid prefix is expected rather than "${word}".`);
}
