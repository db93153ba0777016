import { useId } from 'react';
import { LANGS } from '../../i18n/lang.ts';
import { tell } from '../../i18n/tell.ts';
import type { Range } from '../../state/playhead.ts';
import type { Sharing } from '../../state/share-link.ts';
import { useMessages } from '../store.ts';
import { numberOf, type Order } from './order.ts';
import { useShareWords } from './share-words.ts';

const THEMES = ['auto', 'light', 'dark'] as const satisfies readonly Sharing['theme'][];
const WHATS = ['moment', 'stretch'] as const satisfies readonly Sharing['what'][];

interface Props {
  readonly order: Order;
  readonly range: Range | null;
  readonly onChange: (change: Partial<Sharing>) => void;
}

/** How much is shared, in which language, in which colours. */
export function Options({ order, range, onChange }: Props) {
  const words = useShareWords();
  const messages = useMessages();
  const id = useId();
  const { sharing, trace, at } = order;
  const here = trace.events[at];
  const moment = words.moment(numberOf(trace, at), here === undefined ? '' : tell(here, trace, messages).title);
  const name = {
    moment,
    stretch: range === null ? '' : words.stretch(numberOf(trace, range.from), numberOf(trace, range.to)),
  } satisfies Record<Sharing['what'], string>;
  return (
    <div className="share-options" role="group" aria-label={words.options}>
      {range === null ? (
        <p className="share-moment">{moment}</p>
      ) : (
        <fieldset>
          <legend>{words.what}</legend>
          {WHATS.map((what) => (
            <label key={what} className="share-what">
              <input
                type="radio"
                name={`${id}-what`}
                checked={sharing.what === what}
                onChange={() => onChange({ what })}
              />
              {name[what]}
            </label>
          ))}
        </fieldset>
      )}
      <div className="share-option">
        <label htmlFor={`${id}-lang`}>{words.lang}</label>
        <select
          id={`${id}-lang`}
          value={sharing.lang ?? 'reader'}
          onChange={(event) => onChange({ lang: LANGS.find((lang) => lang === event.target.value) ?? null })}
        >
          {[...LANGS, 'reader' as const].map((lang) => (
            <option key={lang} value={lang}>
              {words.langs[lang]}
            </option>
          ))}
        </select>
      </div>
      <div className="share-option">
        <label htmlFor={`${id}-theme`}>{words.theme}</label>
        <select
          id={`${id}-theme`}
          value={sharing.theme}
          onChange={(event) => onChange({ theme: THEMES.find((theme) => theme === event.target.value) ?? 'auto' })}
        >
          {THEMES.map((theme) => (
            <option key={theme} value={theme}>
              {words.themes[theme]}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
