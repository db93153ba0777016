import { packetAt } from './packet-at.ts';
import { pathLineOf } from './hop-text.ts';
import { jobOfPacket } from './by-packet.ts';
import { secondsText } from './event-text.ts';
import { journeyOf } from './journey.ts';
import { outcomeText } from './outcome-text.ts';
import { addressesText } from './packet-text.ts';
import { headText } from './text.ts';
import type { PacketRecord, Trace } from './trace.ts';

/**
 * The short form of a trace: per packet who sends what to whom, its hops in the words of the path table, what Hubble
 * shows and how it ends. For golden files that many runs share.
 */
export function pathText(trace: Trace): string {
  const [title, mode, , ...rest] = headText(trace);
  const stimuli = rest.filter((line) => line.startsWith('stimulus') || line.startsWith('router'));
  const lines = [title, mode, ...stimuli, '', ...trace.packets.flatMap((record) => packetLines(trace, record)), ''];
  for (const job of trace.jobs) {
    lines.push(
      `${job.netns}: ${job.argv.join(' ')} -> ${job.exitCode === null ? 'still running' : `exit ${job.exitCode}`}`,
    );
    for (const text of [job.stdout, job.stderr])
      if (text !== '')
        lines.push(
          ...text
            .replace(/\n$/, '')
            .split('\n')
            .map((line) => `  ${line}`.trimEnd()),
        );
  }
  return `${lines.join('\n')}\n`;
}

function packetLines(trace: Trace, record: PacketRecord): readonly string[] {
  const packet = record.id;
  const { hops, ev } = pathLineOf(trace, packet);
  const first = journeyOf(trace, packet).hops.find((hop) => hop.frameAfter !== null)?.frameAfter ?? null;
  const job = jobOfPacket(trace, packet);
  const at = secondsText(trace.events[record.born]?.at ?? 0);
  return [
    `#${packet} ${at} ${record.label}  ${addressesText(packetAt(trace, first))}${job === null ? '' : `  job ${job}`}`,
    ...(hops.length === 0 ? [] : [`    ${hops.join(' ')}`]),
    ...(ev.length === 0 ? [] : [`    hubble ${ev.join(', ')}`]),
    `    ${outcomeText(record.outcome)}`,
  ];
}
