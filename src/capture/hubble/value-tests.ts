import { cidrNumbers, cidrOf, ipv4Number, maskOf, parseIpv4 } from '../../wire/address.ts';
import { uintError, type Value } from './flag-values.ts';
import type { FlowL4, FlowService } from './flow.ts';

const good = <S>(value: (subject: S) => boolean): Value<(subject: S) => boolean> => ({ ok: true, value });
const bad = (message: string): { readonly ok: false; readonly message: string } => ({ ok: false, message });

const CIDR = /^([\d.]+)\/(\d{1,2})$/;
/** Addresses of the other version: well-formed, and no flow's. */
const IPV6 = /^[0-9a-f:]*:[0-9a-f:.]*(\/\d{1,3})?$/i;

/** An address, or a prefix whose host bits do not count (pkg/hubble/filters/ip.go). */
export function addressTest(text: string): Value<(ip: string) => boolean> {
  if (IPV6.test(text)) return good(() => false);
  if (!text.includes('/')) {
    if (parseIpv4(text) === null) return bad(`invalid IP address in filter: ${JSON.stringify(text)}`);
    return good((ip) => ip === text);
  }
  const [, base = '', digits = ''] = CIDR.exec(text) ?? [];
  const address = parseIpv4(base);
  const length = Number(digits);
  if (address === null || length > 32) return bad(`invalid CIDR in filter: ${JSON.stringify(text)}`);
  const [network] = cidrNumbers(cidrOf(address, length));
  return good((ip) => {
    const parsed = parseIpv4(ip);
    return parsed !== null && (ipv4Number(parsed) & maskOf(length)) >>> 0 === network;
  });
}

/** [namespace/]prefix of a name; 'default' without a namespace, any with an empty one (pkg/hubble/filters/k8s.go). */
export function nameTest(text: string): Value<(name: FlowService) => boolean> {
  if (text === '') return bad('invalid filter, must be [namespace/][<name>], got ""');
  const slash = text.indexOf('/');
  const [namespace, prefix] = slash < 0 ? ['default', text] : [text.slice(0, slash), text.slice(slash + 1)];
  return good((subject) => {
    if (subject.namespace === '' && subject.name === '') return false;
    return (namespace === '' || subject.namespace === namespace) && subject.name.startsWith(prefix);
  });
}

/** pkg/hubble/filters/port.go. */
export function portTest(text: string): Value<(port: number | null) => boolean> {
  const valid = /^\d{1,5}$/.test(text) && Number(text) <= 65_535;
  return valid
    ? good((port) => port === Number(text))
    : bad(`invalid port ${JSON.stringify(text)}: ${uintError(text)}`);
}

const PROTOCOLS: Readonly<Record<string, FlowL4['kind'] | 'none'>> = {
  icmp: 'ICMPv4',
  icmpv4: 'ICMPv4',
  icmpv6: 'none',
  sctp: 'none',
  tcp: 'TCP',
  udp: 'UDP',
  dns: 'none',
  http: 'none',
  kafka: 'none',
};

/** Protocols of layer 7 match flows of a proxy only, of which a lab has none (pkg/hubble/filters/protocol.go). */
export function protocolTest(text: string): Value<(protocol: FlowL4['kind'] | null) => boolean> {
  const name = text.toLowerCase();
  const wanted = Object.hasOwn(PROTOCOLS, name) ? PROTOCOLS[name] : undefined;
  if (wanted === undefined) return bad(`unknown protocol: ${JSON.stringify(text)}`);
  return good((protocol) => protocol === wanted);
}

const CLUSTER = 'default';

/** 'k8s*' of any cluster, 'default/k8s-w?' no: '*' is the only joker (pkg/hubble/filters/nodename.go). */
export function nodeTest(text: string): Value<(node: string) => boolean> {
  const slash = text.indexOf('/');
  const [cluster, node] = slash < 0 ? ['', text] : [text.slice(0, slash), text.slice(slash + 1)];
  // unverified: the words about a pattern that is none.
  if (node.includes('/') || (cluster === '' && node === '')) return bad(`invalid node name pattern: ${text}`);
  const own = cluster === '' || glob(cluster).test(CLUSTER);
  const pattern = node === '' ? glob('*') : glob(node);
  return good((name) => own && pattern.test(name));
}

/** Goes back to the last '*' only, so that no pattern takes long. */
function glob(pattern: string): { test(text: string): boolean } {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  return {
    test(text) {
      if (last === undefined) return text === first;
      if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
      let at = first.length;
      for (const part of others) {
        const found = text.indexOf(part, at);
        if (found < 0) return false;
        at = found + part.length;
      }
      return at <= text.length - last.length;
    },
  };
}
