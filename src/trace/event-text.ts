import { assertNever } from '../base/assert.ts';
import { deviceName } from '../lab/names.ts';
import type { JobStep, RouteDecision, TcpStep, TraceEvent } from './events.ts';
import { outermost } from '../wire/layers.ts';
import { packetAt } from './packet-at.ts';
import { outcomeText, reasonText, verdictText } from './outcome-text.ts';
import { argvText } from './stimulus-text.ts';
import type { Trace } from './trace.ts';

/** What an event is, in one phrase of the kernel's, Cilium's or the application's own words. */
export function whatText(trace: Pick<Trace, 'packets' | 'frames'>, event: TraceEvent): string {
  switch (event.kind) {
    case 'job':
      return stepText(event.step);
    case 'tcp':
      return tcpText(event.step);
    case 'socket':
      return event.open ? 'open' : 'closed';
    case 'pmtu':
      return `learnt mtu ${event.mtu} to ${event.dst}`;
    case 'configured':
      return `${event.command}${event.error === null ? '' : `: ${event.error}`}`;
    case 'born':
      return event.packet === null ? '' : bornText(trace, event.packet);
    case 'route':
      return `${event.direction} ${outermost(packetAt(trace, event.frame), 'ipv4')?.dst ?? ''}: ${decisionText(event.decision)}`;
    case 'neigh':
      return `${event.ip} ${event.state}`;
    case 'tx':
    case 'rx':
      return event.tap;
    case 'hook':
      return `${event.program} ${event.attach}${event.tails.length === 0 ? '' : ` (tail ${event.tails.join(',')})`} -> ${verdictText(event.verdict)}`;
    case 'forward':
      return 'ip_forward';
    case 'encap':
    case 'decap':
      return `${event.protocol} vni ${event.vni}`;
    case 'peer':
      return `into the pod, past no tap of ${deviceName(event.skipped)}`;
    case 'fragment':
      return `into ${event.into.map((id) => `#${id}`).join(' ')}`;
    case 'reassemble':
      return `from ${event.from.map((id) => `#${id}`).join(' ')}`;
    case 'end':
      return outcomeText(event.outcome);
    default:
      return assertNever(event);
  }
}

function bornText(trace: Pick<Trace, 'packets'>, packet: number): string {
  const record = trace.packets[packet];
  if (record === undefined) return '';
  return record.cause.kind === 'job' ? record.label : `${record.label} (${record.cause.kind} of #${record.cause.of})`;
}

export function decisionText(decision: RouteDecision): string {
  switch (decision.kind) {
    case 'local':
      return 'local';
    case 'unicast': {
      const via = decision.via === null ? '' : `via ${decision.via} `;
      return `${via}dev ${deviceName(decision.dev)} mtu ${decision.mtu}${decision.isDefault ? ' (default)' : ''}`;
    }
    case 'refused':
      return `refused, ${reasonText(decision.reason)}`;
    default:
      return assertNever(decision);
  }
}

function stepText(step: JobStep): string {
  switch (step.kind) {
    case 'started':
      return `started: ${argvText(step.argv)}`;
    case 'resolving':
      return `resolving ${step.name}`;
    case 'resolved':
      return `resolved ${step.name}: ${step.address ?? 'no address'}`;
    case 'connecting':
    case 'connected':
      return `${step.kind} ${step.address}:${step.port}`;
    case 'refused':
      return `refused ${step.errno}`;
    case 'output':
      return `${step.stream} ${shortened(step.text)}`;
    case 'timeout':
      return `timeout after ${secondsText(step.after)}s`;
    case 'served':
      return `served ${step.what}`;
    case 'exited':
      return `exited ${step.code}`;
    default:
      return assertNever(step);
  }
}

function tcpText(step: TcpStep): string {
  switch (step.kind) {
    case 'state':
      return `${step.from} -> ${step.to}`;
    case 'retransmit':
      return `retransmission ${step.attempt}, next in ${secondsText(step.next)}s`;
    case 'reset':
      return 'reset';
    default:
      return assertNever(step);
  }
}

/** Long output by its beginning and its length: the whole text stands with its job at the end. */
function shortened(text: string): string {
  const quoted = JSON.stringify(text);
  return quoted.length <= 64 ? quoted : `${quoted.slice(0, 60)}…" (${text.length} characters)`;
}

/** 1.000000000 for 10^9 nanoseconds. Integers only: no rounding. */
export function secondsText(nanos: number): string {
  const whole = Math.trunc(nanos / 1_000_000_000);
  return `${whole}.${String(nanos - whole * 1_000_000_000).padStart(9, '0')}`;
}
