import type { TapPoint } from '../capture/tap.ts';
import type { Lang } from '../i18n/lang.ts';
import { startOf } from '../scene/pacing.ts';
import type { EventId } from '../trace/events.ts';
import type { Trace } from '../trace/trace.ts';

/** A stretch of events, both ends included. */
export interface Clip {
  readonly from: EventId;
  readonly to: EventId;
}

/** Where a run comes from, as a file may say it of itself. Addresses are given from outside: no core knows where it is served. */
export interface About {
  /** Version of the application. */
  readonly app: string;
  /** Slug of the scenario; null for a reader's own run. */
  readonly scenario: string | null;
  /** What was chosen in it, by the names of the address's query. */
  readonly params: Readonly<Record<string, string>>;
  /** Where this moment can be opened; null where nobody knows. */
  readonly page: string | null;
  /** Where a picture of this moment lies. */
  readonly image: string | null;
}

/** What is put into a file: a run, how much of it, and in which language. */
export interface Exported {
  readonly trace: Trace;
  readonly lang: Lang;
  readonly clip: Clip;
  /** The moment that the file is about; null where it is about the whole stretch. */
  readonly at: EventId | null;
  /** Where captures listen. */
  readonly taps: readonly TapPoint[];
  readonly about: About;
}

/** The run from where it begins for a reader to its end. */
export function wholeOf(trace: Trace): Clip {
  const from = startOf(trace);
  return { from, to: Math.max(from, trace.events.length - 1) as EventId };
}
