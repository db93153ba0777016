import { ipv4Number } from '../wire/address.ts';
import { detailTexts } from './detail-text.ts';
import { secondsText, whatText } from './event-text.ts';
import type { TraceEvent } from './events.ts';
import { innerTtl, outerTtl, packetAt } from './packet-at.ts';
import { modeText } from './hop-text.ts';
import { outcomeText } from './outcome-text.ts';
import { addressesText, numbersText } from './packet-text.ts';
import { argvText, stimulusText } from './stimulus-text.ts';
import type { Trace } from './trace.ts';

/** Widths of the columns: fixed, so that one long name changes one line of a diff and not all of them. */
const COLUMN = { time: 13, packet: 5, place: 30, kind: 7, what: 72, stack: 54 } as const;

/**
 * A trace for reading: what the lab is and what was done to it, one line per event, every packet with its end,
 * every job with its output and exit code. Deterministic; nothing in it depends on where it is printed.
 */
export function traceText(trace: Trace): string {
  const sections = [
    headText(trace),
    [columnsText(), ...trace.events.map((event) => eventText(trace, event))],
    packetTexts(trace),
    jobTexts(trace),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Title, mode, hosts, pods (their lxc names and identities are in the lines below) and what is done. */
export function headText({ lab, world, stimuli }: Pick<Trace, 'lab' | 'world' | 'stimuli'>): readonly string[] {
  const { settings } = world;
  const switches = Object.entries(settings).map(([name, value]) => `${name}=${String(value)}`);
  const pods = [...world.pods.values()].toSorted((a, b) => ipv4Number(a.ip) - ipv4Number(b.ip));
  return [
    `lab       ${lab.title}; clock ${lab.clock}; seed ${lab.seed}; Cilium ${lab.versions.cilium}, Linux ${lab.versions.kernel}`,
    `mode      ${modeText({ world })}`,
    `settings  ${switches.join(' ')}`,
    ...world.nodes.map(
      (node) => `node      ${node.name} ${node.ip} pods ${node.podCIDR} cilium_host ${node.ciliumHost}`,
    ),
    ...(lab.router === null
      ? []
      : [
          `router    ${lab.router.name} default ${lab.router.defaultRoute ? 'by eth0' : 'none'}; static ${lab.router.staticRoutes.join(', ') || 'none'}`,
        ]),
    ...pods.map(
      (pod) =>
        `pod       ${pod.name} ${pod.ip} on ${pod.node} identity ${pod.identity} endpoint ${pod.endpoint} ${pod.lxc}`,
    ),
    ...stimuli.map((stimulus) => `stimulus  ${secondsText(stimulus.at)} ${stimulus.from}: ${stimulusText(stimulus)}`),
  ];
}

function columnsText(): string {
  return row('time', 'pkt', 'place', 'event', 'what', 'layers', 'ttl', []);
}

/** '<time> <packet> <place> <kind> <what> <layers> <ttl> | <reads> | <changed rows> | <observations> | <notes>'. */
export function eventText(trace: Trace, event: TraceEvent): string {
  const layers = packetAt(trace, event.frame);
  const outer = outerTtl(layers);
  const inner = innerTtl(layers);
  return row(
    secondsText(event.at),
    event.packet === null ? (event.job === null ? '' : `job ${event.job}`) : `#${event.packet}`,
    event.device ?? event.netns,
    event.kind,
    whatText(trace, event),
    layers.length === 0 ? '' : `[${layers.map((layer) => layer.kind).join('/')}]`,
    inner === null ? '' : outer === null ? `${inner}` : `${inner};outer ${outer}`,
    detailTexts(event),
  );
}

function row(
  time: string,
  packet: string,
  place: string,
  kind: string,
  what: string,
  stack: string,
  ttl: string,
  details: readonly string[],
): string {
  const cells = [
    time.padStart(COLUMN.time),
    packet.padStart(COLUMN.packet),
    place.padEnd(COLUMN.place),
    kind.padEnd(COLUMN.kind),
    what.padEnd(COLUMN.what),
    stack.padEnd(COLUMN.stack),
    ttl,
  ];
  const line = cells.join('  ').trimEnd();
  return details.length === 0 ? line : `${line} | ${details.join(' | ')}`;
}

/** '#3  SYN, ACK (reply of #0)  a:80 > b:1234 length 60 seq 1 ... | webpod-a: delivered to curl-pod'. */
function packetTexts(trace: Trace): readonly string[] {
  return trace.packets.map((record) => {
    const cause = record.cause.kind === 'job' ? '' : ` (${record.cause.kind} of #${record.cause.of})`;
    const name = `packet    ${`#${record.id}`.padStart(COLUMN.packet)}  ${`${record.label}${cause}`.padEnd(44)}`;
    const first = packetAt(trace, trace.events[record.born]?.frame ?? null);
    return `${name}  ${`${addressesText(first)} ${numbersText(first)}`.trim()} | ${record.from}: ${outcomeText(record.outcome)}`;
  });
}

export function jobTexts(trace: Trace): readonly string[] {
  return trace.jobs.flatMap((job) => [
    `job ${job.id}     ${job.netns}: ${argvText(job.argv)} -> ${job.exitCode === null ? 'still running' : `exit ${job.exitCode}`}`,
    ...outputTexts('stdout', job.stdout),
    ...outputTexts('stderr', job.stderr),
  ]);
}

function outputTexts(stream: string, text: string): readonly string[] {
  if (text === '') return [];
  const lines = text.endsWith('\n') ? text.slice(0, -1).split('\n') : [...text.split('\n'), '(no newline at end)'];
  return lines.map((line) => `  ${stream}  ${line}`.trimEnd());
}
