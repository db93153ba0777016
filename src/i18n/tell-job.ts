import { assertNever } from '../base/assert.ts';
import type { EventOf } from '../trace/events.ts';
import { REGENERATED } from '../trace/stimulus-text.ts';
import { nameOf } from './at.ts';
import type { Messages } from './en.ts';
import { firstLine, seconds } from './format.ts';
import { clip, type Story } from './story.ts';
import type { Scene } from './at.ts';

const LINE_MAX = 100;

export function tellJob(event: EventOf<'job'>, scene: Scene, m: Messages): Story {
  const host = nameOf(event.netns);
  const { step } = event;
  switch (step.kind) {
    case 'started':
      return m.job.started({ host, command: clip(step.argv.join(' '), 72), program: clip(step.argv[0] ?? '', 12) });
    case 'resolving':
      return m.job.resolving({ host, name: clip(step.name, 40) });
    case 'resolved': {
      const name = clip(step.name, 40);
      if (step.address === null) return m.job.unresolved({ host, name });
      return m.job.resolved({ host, name, address: step.address, service: isService(scene, step.address) });
    }
    case 'connecting':
      return m.job.connecting({ host, address: step.address, port: step.port });
    case 'connected':
      return m.job.connected({ host, address: step.address, port: step.port, service: isService(scene, step.address) });
    case 'refused':
      return m.job.refused({ host, errno: step.errno, why: m.drops.errno[step.errno] });
    case 'output': {
      const line = firstLine(step.text, LINE_MAX) || m.job.blank;
      return step.stream === 'stdout' ? m.job.output({ host, line }) : m.job.errors({ host, line });
    }
    case 'timeout':
      return m.job.timeout({ host, seconds: seconds(step.after) });
    case 'served':
      return m.job.served({ host, what: clip(step.what, 60) });
    case 'exited':
      return m.job.exited({ host, code: step.code });
    default:
      return assertNever(step);
  }
}

function isService(scene: Scene, address: string): boolean {
  return scene.trace.world.services.some((one) => one.clusterIP === address);
}

export function tellTcp(event: EventOf<'tcp'>, scene: Scene, m: Messages): Story {
  const host = nameOf(event.netns);
  const { step } = event;
  switch (step.kind) {
    case 'state':
      return m.job.tcpState({ host, from: step.from, to: step.to });
    case 'retransmit': {
      const label = scene.at.label === '' ? m.job.segment : scene.at.label;
      return m.job.retransmit({ host, label, attempt: step.attempt, next: seconds(step.next) });
    }
    case 'reset':
      return m.job.reset({ host });
    default:
      return assertNever(step);
  }
}

/** A row of `ss` that came, changed or went. */
export function tellSocketRow(event: EventOf<'socket'>, m: Messages): Story {
  const delta = event.deltas.find((one) => one.table === 'sockets');
  const row = delta?.table === 'sockets' ? (delta.after ?? delta.before) : null;
  const change = !event.open ? 'closed' : delta?.before ? 'changed' : 'opened';
  const peer = row === null || row.peer === null ? '*' : `${row.peer}:${row.peerPort}`;
  const text = row === null ? '' : `${row.proto} ${row.local}:${row.localPort} → ${peer}`;
  return m.job.socket({ host: nameOf(event.netns), row: text, change, state: row?.state ?? '' });
}

export function tellConfigured(event: EventOf<'configured'>, m: Messages): Story {
  const host = nameOf(event.netns);
  const command = clip(event.command, 64);
  if (event.command === REGENERATED) return m.job.regenerated({ host });
  const what = event.command
    .split(' ')
    .slice(0, event.command.startsWith('cilium-agent') ? 1 : 2)
    .join(' ');
  if (event.error === null) return m.job.configured({ host, what, command });
  return m.job.notConfigured({ host, what, command, error: firstLine(event.error, 60) });
}
