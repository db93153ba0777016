import { assertNever } from '../base/assert.ts';
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
      return [
        'curl',
        ...(stimulus.silent ? ['-s'] : []),
        ...(stimulus.discard ? ['-o', '/dev/null'] : []),
        ...(stimulus.connectTimeout === null ? [] : ['--connect-timeout', `${stimulus.connectTimeout}`]),
        ...(stimulus.localPort === null ? [] : ['--local-port', `${stimulus.localPort}`]),
        ...(stimulus.host === null ? [] : ['-H', `Host: ${stimulus.host}`]),
        `${targetText(stimulus.target)}${stimulus.port === 80 ? '' : `:${stimulus.port}`}${stimulus.path === '/' ? '' : stimulus.path}`,
      ];
    case 'ping':
      return [
        'ping',
        '-c',
        `${stimulus.count}`,
        ...(stimulus.interval === 1 ? [] : ['-i', `${stimulus.interval}`]),
        '-W',
        `${stimulus.wait}`,
        ...(stimulus.deadline === null ? [] : ['-w', `${stimulus.deadline}`]),
        ...(stimulus.size === 56 ? [] : ['-s', `${stimulus.size}`]),
        ...(stimulus.ttl === 64 ? [] : ['-t', `${stimulus.ttl}`]),
        ...(stimulus.pmtudisc === 'want' ? [] : ['-M', stimulus.pmtudisc]),
        ...(stimulus.id === null ? [] : ['-e', `${stimulus.id}`]),
        targetText(stimulus.target),
      ];
    case 'dns':
      // Without -type nslookup asks for A, then AAAA.
      return [
        'nslookup',
        ...(stimulus.types.length === 1 ? [`-type=${stimulus.types.join('')}`] : []),
        stimulus.name,
        ...(stimulus.server === null ? [] : [stimulus.server]),
      ];
    case 'traceroute': {
      const method = { udp: [], icmp: ['-I'], tcp: ['-T'] }[stimulus.method];
      const limits = ['-q', `${stimulus.queries}`, '-w', `${stimulus.wait}`, '-m', `${stimulus.maxHops}`];
      return [
        'traceroute',
        '-n',
        ...method,
        ...(stimulus.method === 'icmp' ? [] : ['-p', `${stimulus.port}`]),
        ...limits,
        targetText(stimulus.target),
      ];
    }
    case 'tracepath':
      return ['tracepath', '-n', '-m', `${stimulus.maxHops}`, targetText(stimulus.target)];
    case 'nc':
      return [
        'nc',
        stimulus.verbose ? '-zv' : '-z',
        ...(stimulus.wait === null ? [] : ['-w', `${stimulus.wait}`]),
        targetText(stimulus.target),
        `${stimulus.port}`,
      ];
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

/** One command empties both conntrack maps; each has a stimulus of its own. */
const FLUSH_ARGV: { readonly [T in FlushTable]: readonly string[] } = {
  neigh: ['ip', 'neigh', 'flush', 'all'],
  cilium_ct4_global: ['cilium-dbg', 'bpf', 'ct', 'flush', 'global'],
  cilium_ct_any4_global: ['cilium-dbg', 'bpf', 'ct', 'flush', 'global'],
  cilium_snat_v4_external: ['cilium-dbg', 'bpf', 'nat', 'flush'],
};

export function targetText(target: Target): string {
  return target.kind === 'address' ? target.address : target.name;
}

/** For a shell: bare when it has only harmless characters. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
