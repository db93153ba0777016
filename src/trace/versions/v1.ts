import { byName, fields, hex, int, list, maybe, oneOf, optional, text, word, type Of } from './shape.ts';
import { event } from './v1-events.ts';
import { lab, stimulus } from './v1-lab.ts';
import { outcome } from './v1-outcome.ts';

/** Where the file comes from: told to its reader, never read back. Files without it are as good. */
const about = fields({
  app: text,
  note: text,
  scenario: maybe(text),
  params: byName(text),
  seed: int,
  /** Events that the file was made for. */
  view: fields({ at: maybe(int), from: int, to: int }),
});

/**
 * hopscope-trace/1, frozen: what a trace file of this version holds. The derived lab is not in it: it follows from
 * `lab`. When the types of events.ts grow beyond this, they get a version of their own and an upgrader from here.
 */
export const traceV1 = fields({
  $schema: optional(text),
  format: word('hopscope-trace/1'),
  about: optional(about),
  lab,
  stimuli: list(stimulus),
  frames: list(hex),
  packets: list(
    fields({
      id: int,
      job: maybe(int),
      cause: oneOf('kind', {
        job: {},
        reply: { of: int },
        retransmission: { of: int },
        'icmp-error': { of: int },
        arp: { of: int },
        fragment: { of: int },
      }),
      from: text,
      born: int,
      end: int,
      outcome,
      label: text,
    }),
  ),
  jobs: list(
    fields({
      id: int,
      netns: text,
      argv: list(text),
      started: int,
      exitCode: maybe(int),
      stdout: text,
      stderr: text,
      stimulus: int,
    }),
  ),
  ended: int,
  events: list(event),
});

export type AboutV1 = Of<typeof about>;
export type TraceV1 = Of<typeof traceV1>;
