import type { UiMessages } from '../../i18n/ui.en.ts';
import type { Lang } from '../../i18n/lang.ts';
import type { World } from '../../lab/world.ts';
import type { Ask } from '../../scenario/ask.ts';
import { handTable } from '../../scenario/router-table.ts';
import { positionOf, SWITCHES } from '../../scenario/switches.ts';

/** One setting that differs between two asks, in words. */
export interface SettingChange {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** Everything that was set otherwise: the reason of all that follows. */
export function settingChanges(world: World, a: Ask, b: Ask, words: UiMessages, lang: Lang): readonly SettingChange[] {
  const { settings, none, ownSeed } = words.changes;
  const { routings } = words.controls;
  const { names, positions } = words.switches;
  const changes: SettingChange[] = [];
  const put = (name: string, before: string, after: string): void => {
    if (before !== after) changes.push({ name, before, after });
  };
  put(settings.routing, routings[a.routing], routings[b.routing]);
  const list = new Intl.ListFormat(lang, { type: 'unit' });
  const routes = (ask: Ask): string => list.format(handTable(world, ask).routes) || none;
  put(settings.routes, routes(a), routes(b));
  const way = (ask: Ask): string => positions[handTable(world, ask).defaultRoute ? 'on' : 'off'];
  put(settings.defaultRoute, way(a), way(b));
  for (const name of SWITCHES) {
    const at = (ask: Ask): string => positions[positionOf(world.file, ask.switches, name)];
    put(names[name], at(a), at(b));
  }
  put(settings.seed, `${a.seed ?? ownSeed}`, `${b.seed ?? ownSeed}`);
  // In the words of the command, in every language.
  const ping = ({ size, pmtudisc }: Ask): string => `-s ${size} -M ${pmtudisc}`;
  if (a.app === 'ping' && b.app === 'ping') put('ping', ping(a), ping(b));
  put(settings.count, `${a.count}`, `${b.count}`);
  return changes;
}
