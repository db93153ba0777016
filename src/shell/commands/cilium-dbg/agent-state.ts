import { metricsAt } from '../../../capture/monitor/metrics.ts';
import type { EventId } from '../../../trace/events.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import type { CobraCall, CobraFlags } from '../cobra/tree.ts';
import { BPF_TABLE, tabwriter } from '../cobra/tabwriter.ts';
import { nodeOf } from './map-rows.ts';
import { printOutput, wantsOutput } from './output-flag.ts';
import { agentSettings, statusLines } from './status-lines.ts';

export const STATUS_FLAGS = {
  addresses: {
    names: ['--all-addresses'],
    about: { en: 'Show all allocated addresses, not just count', ko: '할당된 주소를 모두 보여 준다' },
  },
  controllers: {
    names: ['--all-controllers'],
    about: { en: 'Show all controllers, not just failing', ko: '컨트롤러를 모두 보여 준다' },
  },
  nodes: { names: ['--all-nodes'], about: { en: 'Show all nodes, not just localhost', ko: '모든 노드' } },
  health: {
    names: ['--all-health'],
    about: { en: 'Show all health status, not just failing', ko: '상태를 모두 보여 준다' },
  },
  redirects: { names: ['--all-redirects'], about: { en: 'Show all redirects', ko: '리다이렉트를 모두' } },
  brief: { names: ['--brief'], about: { en: 'Only print a one-line status message', ko: '한 줄로' } },
  verbose: {
    names: ['--verbose'],
    about: {
      en: 'Equivalent to --all-addresses --all-controllers --all-nodes --all-redirects --all-clusters --all-health',
      ko: '모든 것을 보여 준다',
    },
  },
} satisfies CobraFlags;

export function* status({ context, flags }: CobraCall): Task {
  if (flags.has('brief')) {
    yield* write(context.io.stdout, 'OK\n');
    return 0;
  }
  const all = flags.has('verbose');
  const lines = statusLines(context, { addresses: all || flags.has('addresses'), replacement: all, clock: all });
  yield* write(context.io.stdout, tabwriter(lines, { min: 2, padding: 3 }));
  return 0;
}

/** `config`: the options that can be changed while the agent runs. unverified: which ones 1.18.0 lists. */
export function* config({ context }: CobraCall): Task {
  const level = agentSettings(context).monitorAggregation === 'medium' ? 'Medium' : 'None';
  const options: readonly (readonly [string, string])[] = [
    ['ConntrackAccounting', 'Disabled'],
    ['Debug', 'Disabled'],
    ['DebugLB', 'Disabled'],
    ['DebugPolicy', 'Disabled'],
    ['DropNotification', 'Enabled'],
    ['MonitorAggregationLevel', level],
    ['PolicyAccounting', 'Enabled'],
    ['PolicyAuditMode', 'Disabled'],
    ['PolicyTracing', 'Disabled'],
    ['PolicyVerdictNotification', 'Enabled'],
    ['SourceIPVerification', 'Enabled'],
    ['TraceNotification', 'Enabled'],
    ['TraceSockNotification', 'Enabled'],
    ['MonitorNumPages', '64'],
    ['PolicyEnforcement', 'default'],
  ];
  const lines = options.map(([name, value]) => `${name.padEnd(34)}: ${value}\n`);
  yield* write(context.io.stdout, `##### Read-write configurations #####\n${lines.join('')}`);
  return 0;
}

/** unverified: commit, date and compiler of the build. */
export function* version({ context }: CobraCall): Task {
  const { cilium } = context.machine.world.file.versions;
  const build = `${cilium} 14f75ea0 2025-07-29T10:00:00+00:00 go version go1.24.5 linux/amd64`;
  yield* write(context.io.stdout, `Client: ${build}\nDaemon: ${build}\n`);
  return 0;
}

/** Where the programs count what; unverified: the line numbers. */
function placeOf(text: string, direction: string): readonly [line: number, file: string] {
  if (text === 'Interface') return [1118, 'bpf_host.c'];
  if (text !== 'Success') return [2126, 'bpf_lxc.c'];
  return direction === 'EGRESS' ? [1364, 'bpf_lxc.c'] : [2126, 'bpf_lxc.c'];
}

export function* metricsList(call: CobraCall): Task {
  const { context } = call;
  const { trace } = context.machine.lab;
  const last = trace.events.at(-1)?.id ?? (0 as EventId);
  const rows = metricsAt(trace, nodeOf(context), last).map((row) => ({ row, place: placeOf(row.text, row.direction) }));
  if (rows.length === 0) {
    yield* write(context.io.stderr, 'No entries found.\n');
    return 0;
  }
  if (wantsOutput(call)) {
    const objects = rows.map(({ row, place: [line, file] }) => ({
      reason: row.text,
      direction: row.direction.toLowerCase(),
      packets: row.packets,
      bytes: row.bytes,
      line,
      file,
    }));
    return yield* printOutput(call, objects);
  }
  const lines = rows
    .map(({ row, place }) => [row.text, row.direction, row.packets, row.bytes, ...place].join('\t'))
    .toSorted((a, b) => (a < b ? -1 : 1));
  yield* write(context.io.stdout, tabwriter(['REASON\tDIRECTION\tPACKETS\tBYTES\tLINE\tFILE', ...lines], BPF_TABLE));
  return 0;
}
