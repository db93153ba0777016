import { useId, useMemo, useState } from 'react';
import { allTaps } from '../../export/captures.ts';
import type { Exported } from '../../export/exported.ts';
import type { ShareWords } from '../../i18n/share-words.ts';
import { cliPlaceName } from '../../i18n/narrate.ts';
import { suggestedTaps } from '../../state/tap-choices.ts';
import { activeTab } from '../../state/terminal.ts';
import { useSinglePage, useTerminal } from '../store.ts';
import { FileButtons } from './FileButtons.tsx';
import { FILE_KINDS, type FileKind, type Group, GROUPS, OFFERS } from './file-kinds.ts';
import { numberOf, type Order } from './order.ts';
import { useShareWords } from './share-words.ts';
import { wasUsed } from './terminal-cast.ts';

const EVERYWHERE = '';

/** The run as files. What this page cannot make is not offered, or it is said why. */
export function Files({ order }: { order: Order }) {
  const words = useShareWords();
  const id = useId();
  const used = useTerminal((terminal) => wasUsed(activeTab(terminal)));
  const page = useSinglePage() !== null;
  const { trace, told, lang } = order;
  const places = useMemo(() => placesOf(trace, told), [trace, told]);
  const [chosen, setChosen] = useState<string | null>(null);
  const key = chosen ?? places[0]?.key ?? EVERYWHERE;
  const tap = places.find((place) => place.key === key)?.tap ?? null;
  const films = 'VideoEncoder' in globalThis;
  const has: { readonly [N in (typeof OFFERS)[FileKind]['needs']]: boolean } = {
    nothing: true,
    films,
    tap: tap !== null,
    terminal: used,
    'single-page': page,
  };
  return (
    <section className="share-files">
      <h3>{words.files}</h3>
      {GROUPS.map((group) => (
        <div key={group}>
          <FileButtons
            order={order}
            kinds={FILE_KINDS.filter((kind) => OFFERS[kind].group === group && has[OFFERS[kind].needs])}
            taps={tap === null ? [] : [tap]}
            title={words.groups[group]}
            note={noteOf(group, order, words, { films, tap: tap !== null })}
          />
          {group === 'capture' ? (
            <div className="share-tap">
              <label htmlFor={id}>{words.tap}</label>
              <select id={id} value={key} onChange={(event) => setChosen(event.target.value)}>
                {places.map((place) => (
                  <option key={place.key} value={place.key}>
                    {cliPlaceName(place.tap.netns, place.tap.device === 'any' ? null : place.tap.device, lang)}
                    {place.tap.device === 'any' ? ` ${words.taps.any}` : ''}
                  </option>
                ))}
                <option value={EVERYWHERE}>{words.taps.all}</option>
              </select>
            </div>
          ) : null}
        </div>
      ))}
    </section>
  );
}

function noteOf(
  group: Group,
  { clip, trace }: Order,
  words: ShareWords,
  here: { readonly films: boolean; readonly tap: boolean },
): string | null {
  if (group === 'film')
    return here.films ? words.clip(numberOf(trace, clip.from), numberOf(trace, clip.to)) : words.noFilms;
  return group === 'capture' && !here.tap ? words.onePlace : null;
}

interface TapPlace {
  readonly key: string;
  readonly tap: Exported['taps'][number];
}

/** Where a capture of this stretch would hold something: where it says most first, then each host as a whole, then its devices. */
function placesOf(trace: Order['trace'], clip: Order['told']): readonly TapPlace[] {
  const devices = allTaps(trace, clip);
  const hosts = [...new Set(devices.map(({ netns }) => netns))];
  const places = new Map<string, TapPlace>();
  for (const tap of [
    ...suggestedTaps(trace).map(({ point }) => point),
    ...hosts.flatMap((netns) => [{ netns, device: 'any' as const }, ...devices.filter((one) => one.netns === netns)]),
  ]) {
    const key = `${tap.netns} ${tap.device}`;
    const silent = tap.device !== 'any' && !devices.some(({ device }) => device === tap.device);
    if (!places.has(key) && !silent) places.set(key, { key, tap });
  }
  return [...places.values()];
}
