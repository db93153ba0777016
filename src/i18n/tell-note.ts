import { assertNever } from '../base/assert.ts';
import type { Note } from '../trace/events.ts';
import type { Messages } from './en.ts';
import { routeName } from './lookups.ts';

/** One remark of the engine as a sentence. Total: a new kind of note makes the last line red. */
export function noteSentence(note: Note, m: Messages): string {
  const { notes } = m;
  switch (note.kind) {
    case 'road-not-taken':
      return notes.roadNotTaken({
        route: routeName(note.route),
        dev: note.dev.slice(note.dev.lastIndexOf(':') + 1),
        why: note.why,
      });
    case 'identity':
      return notes.identity(note);
    case 'tunnel':
      return notes.tunnel(note);
    case 'tunnel-ignored':
      return notes.tunnelIgnored(note);
    case 'backend':
      return notes.backend(note);
    case 'snat':
      return note.to === null ? notes.noSnat({ why: m.netdev.snatReason[note.why] }) : notes.snat({ to: note.to });
    case 'default-route':
      return notes.defaultRoute;
    case 'no-way-back':
      return notes.noWayBack(note);
    case 'icmp-rate-limited':
      return notes.rateLimited;
    case 'policy-skipped':
      return notes.policySkipped(note);
    default:
      return assertNever(note);
  }
}
