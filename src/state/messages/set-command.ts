import { ASK_KEYS } from '../../scenario/ask-link.ts';
import type { Ask } from '../../scenario/ask.ts';
import type { World } from '../../lab/world.ts';
import { askOfLink } from '../link.ts';
import type { Playhead } from '../playhead.ts';
import { nearestSpeed } from '../speed.ts';
import type { View } from '../view.ts';
import type { CommandOf } from './read-message.ts';

type Settings = CommandOf<'set'>['data'];

/** What a `set` changes, by what it changes; `rejected` are the keys that this run cannot have. */
export interface Changes {
  readonly view: Partial<View>;
  readonly head: Partial<Playhead>;
  /** Null: the run stays as it is. */
  readonly ask: Ask | null;
  readonly rejected: readonly string[];
}

/** Parameters are by their names in links, with or without the 'p.' before them. */
export function changesOf(settings: Settings, world: World, ask: Ask): Changes {
  const { lang, theme, detail, motion, speed, loop, params, seed } = settings;
  const view: Partial<View> = {
    ...(lang === undefined ? {} : { lang }),
    ...(theme === undefined ? {} : { theme }),
    ...(detail === undefined ? {} : { detail }),
    ...(motion === undefined ? {} : { motion }),
  };
  const head: Partial<Playhead> = {
    ...(speed === undefined ? {} : { speed: nearestSpeed(speed) }),
    ...(loop === undefined ? {} : { loop: loop ? 'on' : 'off' }),
  };
  if (params === undefined && seed === undefined) return { view, head, ask: null, rejected: [] };
  const fields = new Map(
    Object.entries(params ?? {}).map(([name, value]) => [name.startsWith('p.') ? name : `p.${name}`, value]),
  );
  if (seed !== undefined) fields.set('seed', `${seed}`);
  const known = new Map([...fields].filter(([key]) => ASKABLE.has(key)));
  const unknown = [...fields.keys()].filter((key) => !ASKABLE.has(key));
  const read = askOfLink(world, { params: known }, ask);
  return { view, head, ask: read.ask, rejected: [...unknown, ...read.unread] };
}

const ASKABLE = new Set(ASK_KEYS);
