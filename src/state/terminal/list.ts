import type { Command } from '../../shell/command.ts';
import { sortedByName } from '../../shell/installed.ts';
import type { Machine } from '../../shell/machine.ts';
import { TOPIC_ORDER, TOPICS } from '../../shell/topics.ts';
import type { Listed, Place } from '../terminal.ts';

/** What can be typed, by question: every command that is installed somewhere a reader can be, with lines for this lab. */
export function listOf(
  machine: Machine,
  all: ReadonlyMap<string, Command>,
  places: readonly Place[],
): readonly Listed[] {
  return TOPIC_ORDER.flatMap((topic) => {
    const commands = sortedByName(all.values())
      .filter((command) => command.topic === topic && places.some(({ kind }) => command.on.includes(kind)))
      .map(({ name, about, on, examples }) => ({
        name,
        about,
        on,
        examples: (examples?.(machine) ?? []).flatMap((example) => {
          const place = places.find(({ kind }) => kind === example.on);
          return place === undefined ? [] : [{ line: example.line, place, about: example.about }];
        }),
      }));
    return commands.length === 0 ? [] : [{ topic: TOPICS[topic], commands }];
  });
}
