import { assertNever } from '../base/assert.ts';
import type { Delta, TableName } from '../lab/tables.ts';
import type { EventOf, Note, Observation, Read, TraceEvent } from './events.ts';
import { observationWords } from './observation-text.ts';

/** Tables by the short names of the path table's catalogue; 'ct' is TCP's, 'ct_any' that of UDP and ICMP. */
export const SHORT_TABLE: { readonly [T in TableName]: string } = {
  routes: 'fib',
  rules: 'rules',
  neigh: 'neigh',
  pmtu: 'pmtu',
  sockets: 'socket',
  cilium_lxc: 'lxc',
  cilium_ipcache_v2: 'ipcache',
  cilium_lb4_services_v2: 'lb4',
  cilium_lb4_backends_v3: 'backend',
  cilium_lb4_reverse_nat: 'revnat',
  cilium_lb4_reverse_sk: 'reverse_sk',
  cilium_ct4_global: 'ct',
  cilium_ct_any4_global: 'ct_any',
  cilium_snat_v4_external: 'snat',
  cilium_policy_v2: 'policy',
};

/** What an event looked up, changed, reported and remarked: the part of its line after the bar. */
export function detailTexts(event: TraceEvent): readonly string[] {
  const parts: string[] = [];
  if (event.kind === 'route' || event.kind === 'neigh' || event.kind === 'hook') {
    if (event.reads.length > 0) parts.push(`read ${event.reads.map(readText).join(', ')}`);
  }
  if (event.deltas.length > 0) parts.push(event.deltas.map(deltaText).join(', '));
  if (event.kind === 'hook' && event.observations.length > 0) parts.push(observationsText(event));
  if (event.kind === 'hook' || event.kind === 'end') parts.push(...event.notes.map(noteText));
  return parts;
}

/** 'ipcache POD/32', 'lxc miss', 'fib CIDR (over WIDER CIDR, CIDR metric 100: higher metric)'. A shorter prefix needs no word. */
export function readText(read: Read): string {
  const losers = read.losers.map((loser) =>
    loser.why === 'shorter prefix' ? loser.key : `${loser.key}: ${loser.why}`,
  );
  const beaten = losers.length === 0 ? '' : ` (over ${losers.join(', ')})`;
  return `${SHORT_TABLE[read.table]} ${read.found ?? 'miss'}${beaten}`;
}

/** '+ct TCP OUT a -> b' added, '-' deleted, '~' changed with the fields that did. */
export function deltaText(delta: Delta): string {
  const name = `${SHORT_TABLE[delta.table]} ${delta.key}`;
  if (delta.before === null) return `+${name}`;
  if (delta.after === null) return `-${name}`;
  const old = new Map<string, unknown>(Object.entries(delta.before));
  const fields = Object.entries(delta.after).flatMap(([field, value]: [string, unknown]) => {
    const before = JSON.stringify(old.get(field));
    const after = JSON.stringify(value);
    return before === after ? [] : [`${field} ${before}>${after}`];
  });
  return `~${name} {${fields.join(' ')}}`;
}

/** Hidden ones in parentheses. */
function observationsText(event: EventOf<'hook'>): string {
  return event.observations.map((observation) => observationText(event, observation)).join(' ');
}

function observationText(event: EventOf<'hook'>, observation: Observation): string {
  const words =
    observation.sock === null
      ? `${observationWords(event, observation)} ${observation.srcIdentity}->${observation.dstIdentity} ${observation.ct}`
      : `${observationWords(event, observation)} ${observation.sock.address}:${observation.sock.port}`;
  return observation.shown ? words : `(${words})`;
}

export function noteText(note: Note): string {
  switch (note.kind) {
    case 'road-not-taken':
      return `not by route ${note.route} dev ${note.dev}: ${note.why}`;
    case 'identity':
      return `identity ${note.identity} from ${note.from}`;
    case 'tunnel':
      return `tunnel key vni ${note.vni} remote ${note.remote}`;
    case 'tunnel-ignored':
      return `tunnelendpoint ${note.remote} unused in native routing`;
    case 'backend':
      return `backend ${note.slot}/${note.count} of ${note.service}: ${note.backend}`;
    case 'snat':
      return note.to === null ? `no snat: ${note.why}` : `snat to ${note.to}: ${note.why}`;
    case 'default-route':
      return 'by the default route';
    case 'no-way-back':
      return `no way back to ${note.to}: no ICMP`;
    case 'icmp-rate-limited':
      return 'ICMP rate limit';
    case 'policy-skipped':
      return `policy skipped: ${note.why}`;
    default:
      return assertNever(note);
  }
}
