import { assertNever } from '../base/assert.ts';
import { deviceName } from '../lab/names.ts';
import type { DropReason, Outcome, Verdict } from './verdict.ts';

/** 'delivered to webpod-a', 'dropped by k8s-w0 at k8s-w0:eth1: Cilium 133 Policy denied'. */
export function outcomeText(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'delivered':
      return `delivered to ${outcome.to}`;
    case 'consumed':
      return `consumed by ${outcome.by} (${outcome.process})`;
    case 'dropped':
      return `dropped at ${outcome.device ?? outcome.netns}: ${reasonText(outcome.reason)}`;
    case 'left-the-lab':
      return `left the lab by ${outcome.via}`;
    case 'never-sent':
      return `never sent: ${outcome.errno} in ${outcome.netns}`;
    case 'reassembled':
      return outcome.kind;
    case 'under-way':
      return 'under way';
    default:
      return assertNever(outcome);
  }
}

/** 'Cilium 169 FIB lookup failed (ext 2)', 'kernel: no route'. */
export function reasonText(reason: DropReason): string {
  if (reason.by === 'kernel') return `kernel: ${reason.text}`;
  return `Cilium ${reason.code} ${reason.text}${reason.ext === null ? '' : ` (ext ${reason.ext})`}`;
}

/** What follows the arrow of a hook: 'bpf_redirect eth1', 'drop Cilium 133 Policy denied'. */
export function verdictText(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'pass':
      return 'pass';
    case 'redirect':
      return `bpf_${verdict.helper} ${deviceName(verdict.to)}`;
    case 'policy':
      return `cilium_call_policy[${verdict.endpoint}]`;
    case 'drop':
      return `drop ${reasonText(verdict.reason)}`;
    case 'errno':
      return verdict.errno;
    default:
      return assertNever(verdict);
  }
}

/**
 * The end of a packet in the words of the path table. The kernel's own drops are losses there: nobody reports them.
 * A packet that arrives where nobody listens is not lost.
 */
export function outcomeWord(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'delivered':
    case 'consumed':
      return 'DELIVERED';
    case 'dropped':
      if (outcome.reason.by === 'cilium') return `DROP ${outcome.reason.code}`;
      return outcome.reason.text === 'no socket' ? 'REFUSED' : 'LOST';
    case 'left-the-lab':
      return 'LOST';
    case 'never-sent':
      return outcome.errno;
    case 'reassembled':
      return outcome.kind.toUpperCase();
    case 'under-way':
      return 'UNFINISHED';
    default:
      return assertNever(outcome);
  }
}
