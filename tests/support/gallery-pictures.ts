import { presetLab } from '../../src/lab/presets/presets.ts';
import { STATES, type StateName } from '../../src/app/gallery/states.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { wordsEn } from '../../src/i18n/words.en.ts';
import { wordsKo } from '../../src/i18n/words.ko.ts';
import { eventOfPosition } from '../../src/scene/position.ts';
import { askOfLink, readLink } from '../../src/state/link.ts';
import { openSession } from '../../src/state/session.ts';
import { type Beat, beat } from '../../src/scene/packets.ts';
import type { Trace } from '../../src/trace/trace.ts';
import type { PictureRequest } from '../../src/ui/still/request.ts';

export const WORDS = { ko: wordsKo, en: wordsEn };

const runs = new Map<string, Trace>();

/** The run of a state of the gallery, and its moment. */
export function stateOf(name: StateName): { readonly trace: Trace; readonly at: Beat } {
  const { lab: labName, query } = STATES[name];
  const link = readLink(`?${query}`);
  const key = JSON.stringify([labName, [...link.params]]);
  const lab = presetLab(labName);
  const known = runs.get(key);
  const trace =
    known ?? (lab === null ? null : openSession(lab, (world) => askOfLink(world, link).ask, simulate).trace);
  if (trace === null) throw new Error(`the run of '${name}' cannot be computed`);
  runs.set(key, trace);
  const at = link.at === null ? trace.events.length - 1 : eventOfPosition(trace, link.at);
  return { trace, at: beat(at ?? 0) };
}

/** What a picture of a state would be asked for with. */
export function requestOf(name: StateName, also: Partial<PictureRequest> = {}): PictureRequest {
  const lang = also.lang ?? 'ko';
  return {
    ...stateOf(name),
    lang,
    words: WORDS[lang],
    theme: 'auto',
    detail: 1,
    size: 'post',
    caption: 'below',
    fonts: 'system',
    link: `?${STATES[name].query}`,
    ...also,
  };
}
