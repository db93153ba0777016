import { assertNever } from '../base/assert.ts';
import type { Ipv4Addr } from '../wire/address.ts';
import { parseIpv4 } from '../wire/address.ts';
import { CURL_DEFAULTS, DNS_DEFAULTS, PING_DEFAULTS } from './stimulus-defaults.ts';
import type { FlushTable, Stimulus, Target } from './stimulus.ts';

/** What is done, as a reader would type it, with the options that differ from the program's own defaults. */
export function stimulusText(stimulus: Stimulus): string {
  return argvText(stimulusArgv(stimulus));
}

/** A command line for a shell. */
export function argvText(argv: readonly string[]): string {
  return argv.map(quoted).join(' ');
}

/** 'curl', '-s', 'http://webpod/'. */
export function stimulusArgv(stimulus: Stimulus): readonly string[] {
  switch (stimulus.kind) {
    case 'curl':
      return curlArgv(stimulus);
    case 'ping':
      return pingArgv(stimulus);
    case 'dns':
      return dnsArgv(stimulus);
    case 'traceroute': {
      const method = { udp: [], icmp: ['-I'], tcp: ['-T'] }[stimulus.method];
      const limits = ['-q', `${stimulus.queries}`, '-w', `${stimulus.wait}`, '-m', `${stimulus.maxHops}`];
      return [
        'traceroute',
        ...given(stimulus.names !== true, '-n'),
        ...method,
        ...(stimulus.method === 'icmp' ? [] : ['-p', `${stimulus.port}`]),
        ...limits,
        targetText(stimulus.target),
      ];
    }
    case 'tracepath':
      return [
        'tracepath',
        ...given(stimulus.names !== true, '-n'),
        '-m',
        `${stimulus.maxHops}`,
        targetText(stimulus.target),
      ];
    case 'mtr':
      return [
        'mtr',
        stimulus.wide ? '-rw' : '-r',
        ...given(!stimulus.names, '-n'),
        ...{ icmp: [], udp: ['-u'], tcp: ['-T', '-P', `${stimulus.port}`] }[stimulus.method],
        '-c',
        `${stimulus.count}`,
        ...given(stimulus.interval !== 1, '-i', `${stimulus.interval}`),
        ...given(stimulus.maxHops !== 30, '-m', `${stimulus.maxHops}`),
        targetText(stimulus.target),
      ];
    case 'nc':
      return [
        'nc',
        `-z${stimulus.verbose ? 'v' : ''}${stimulus.udp === true ? 'u' : ''}`,
        ...(stimulus.wait === null ? [] : ['-w', `${stimulus.wait}`]),
        targetText(stimulus.target),
        `${stimulus.port}`,
      ];
    case 'signal':
      return ['kill', `-${stimulus.signal}`, `%${stimulus.stimulus}`];
    case 'ip-route':
      return ['ip', 'route', stimulus.action, ...stimulus.spec.split(' ')];
    case 'agent': {
      const { cilium } = stimulus;
      return [
        'cilium-agent',
        `--routing-mode=${cilium.routingMode}`,
        ...(cilium.routingMode === 'tunnel' ? [`--tunnel-protocol=${cilium.tunnelProtocol}`] : []),
        `--auto-direct-node-routes=${cilium.autoDirectNodeRoutes}`,
        `--enable-endpoint-routes=${cilium.endpointRoutes}`,
        `--enable-bpf-masquerade=${cilium.bpfMasquerade}`,
        `--bpf-lb-sock=${cilium.socketLB}`,
        `--enable-host-legacy-routing=${cilium.hostRouting === 'legacy'}`,
      ];
    }
    case 'cluster':
      return ['kubectl', 'apply', '--prune', '-f', 'cluster.yaml'];
    case 'flush':
      return FLUSH_ARGV[stimulus.table];
    default:
      return assertNever(stimulus);
  }
}

/** What the log of an agent would say some seconds after its start: its programs now follow the new configuration. */
export const REGENERATED = 'cilium-agent: endpoints regenerated';

/** One command empties both conntrack maps; each has a stimulus of its own. */
const FLUSH_ARGV: { readonly [T in FlushTable]: readonly string[] } = {
  neigh: ['ip', 'neigh', 'flush', 'all'],
  cilium_ct4_global: ['cilium-dbg', 'bpf', 'ct', 'flush', 'global'],
  cilium_ct_any4_global: ['cilium-dbg', 'bpf', 'ct', 'flush', 'global'],
  cilium_snat_v4_external: ['cilium-dbg', 'bpf', 'nat', 'flush'],
};

function curlArgv(stimulus: Extract<Stimulus, { kind: 'curl' }>): readonly string[] {
  const curl = { ...CURL_DEFAULTS, ...stimulus };
  return [
    'curl',
    ...given(curl.silent, '-s'),
    ...given(curl.showError, '-S'),
    ...given(curl.verbose, '-v'),
    ...given(curl.head, '-I'),
    ...given(curl.include, '-i'),
    ...given(curl.fail, '-f'),
    ...given(curl.ipv4, '-4'),
    ...given(curl.discard, '-o', '/dev/null'),
    ...given(curl.output === 'file', '-o', 'FILE'),
    ...option('--connect-timeout', curl.connectTimeout),
    ...option('-m', curl.maxTime),
    ...given(curl.retry > 0, '--retry', `${curl.retry}`),
    ...option('--local-port', curl.localPort),
    ...option('--interface', curl.interface),
    ...option('-X', curl.method),
    ...(curl.host === null ? [] : ['-H', `Host: ${curl.host}`]),
    ...curl.headers.flatMap((header) => ['-H', header]),
    ...option('-d', curl.data),
    ...option('-w', curl.writeOut),
    `${targetText(curl.target)}${curl.port === 80 ? '' : `:${curl.port}`}${curl.path === '/' ? '' : curl.path}`,
  ];
}

function pingArgv(stimulus: Extract<Stimulus, { kind: 'ping' }>): readonly string[] {
  const ping = { ...PING_DEFAULTS, ...stimulus };
  return [
    'ping',
    ...option('-c', ping.count),
    ...given(ping.interval !== 1, '-i', `${ping.interval}`),
    '-W',
    `${ping.wait}`,
    ...option('-w', ping.deadline),
    ...given(ping.size !== 56, '-s', `${ping.size}`),
    ...given(ping.ttl !== 64, '-t', `${ping.ttl}`),
    ...given(ping.pmtudisc !== 'want', '-M', ping.pmtudisc),
    ...option('-e', ping.id),
    ...given(ping.quiet, '-q'),
    ...given(ping.numeric, '-n'),
    ...given(ping.timestamps, '-D'),
    ...given(ping.outstanding, '-O'),
    ...option('-I', ping.source),
    ...option('-p', ping.pattern),
    targetText(ping.target),
  ];
}

function dnsArgv(stimulus: Extract<Stimulus, { kind: 'dns' }>): readonly string[] {
  const { name, server, types, style } = { ...DNS_DEFAULTS, ...stimulus };
  const [type = 'A'] = types;
  const reversed = type === 'PTR' ? addressOfReverse(name) : null;
  switch (style) {
    case 'nslookup':
      // Without -type nslookup asks for A, then AAAA.
      return [
        'nslookup',
        ...given(types.length === 1 && reversed === null, `-type=${type}`),
        reversed ?? name,
        ...(server === null ? [] : [server]),
      ];
    case 'host':
      return [
        'host',
        ...given(types.length === 1 && reversed === null, '-t', type),
        reversed ?? name,
        ...(server === null ? [] : [server]),
      ];
    case 'dig':
    case 'dig-short':
    case 'dig-answer':
      return [
        'dig',
        ...(server === null ? [] : [`@${server}`]),
        ...{ dig: [], 'dig-short': ['+short'], 'dig-answer': ['+noall', '+answer'] }[style],
        ...(reversed === null ? [name, ...given(type !== 'A', type)] : ['-x', reversed]),
      ];
    default:
      return assertNever(style);
  }
}

/** The address whose bytes stand in front of '.in-addr.arpa' the other way round (RFC 1035 section 3.5), null for other names. */
export function addressOfReverse(name: string): Ipv4Addr | null {
  const zone = '.in-addr.arpa';
  const lower = name.toLowerCase().replace(/\.$/, '');
  return lower.endsWith(zone) ? parseIpv4(lower.slice(0, -zone.length).split('.').toReversed().join('.')) : null;
}

function option(flag: string, value: string | number | null): readonly string[] {
  return value === null ? [] : [flag, `${value}`];
}

function given(condition: boolean, ...words: readonly string[]): readonly string[] {
  return condition ? words : [];
}

export function targetText(target: Target): string {
  return target.kind === 'address' ? target.address : target.name;
}

/** For a shell: bare when it has only harmless characters. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
