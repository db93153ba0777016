import { useEffect, useState } from 'react';
import { galleryEn } from '../../i18n/ui-gallery.en.ts';
import { galleryKo } from '../../i18n/ui-gallery.ko.ts';
import { LANGS, type Lang } from '../../i18n/lang.ts';
import { DETAILS, type Detail } from '../../scene/detail.ts';
import { THEMES, type Theme } from '../../state/view.ts';
import { isSpecial, type LabName, STATE_NAMES, type StateName, STATES } from './states.ts';
import './gallery.css';

const WORDS = { ko: galleryKo, en: galleryEn };
const LABS: readonly LabName[] = ['week4', 'stranger', 'crowded'];

interface Look {
  readonly lang: Lang;
  readonly theme: Theme;
  readonly detail: Detail;
}

/** The address of a state, seen in this way. */
function addressOf(name: StateName, { lang, theme, detail }: Look, view: 'page' | 'stage'): string {
  const { lab, query } = STATES[name];
  const asked = new URLSearchParams(query);
  const more = [
    ...(lab === 'week4' ? [] : [`lab=${lab}`]),
    query,
    ...(asked.has('theme') || theme === 'auto' ? [] : [`theme=${theme}`]),
    ...(detail === 1 ? [] : [`detail=${detail}`]),
    ...(view === 'page' ? [] : ['view=stage']),
  ];
  return `?${[...more, `lang=${lang}`].join('&')}`;
}

/** Every named state as a link; language, theme and detail of the list are those of its links. */
export function StateList({ first }: { readonly first: Look }) {
  const [look, choose] = useState(first);
  const words = WORDS[look.lang];

  // The root's attributes and the title belong to the document.
  useEffect(() => {
    const html = document.documentElement;
    html.lang = look.lang;
    if (look.theme === 'auto') delete html.dataset['theme'];
    else html.dataset['theme'] = look.theme;
    document.title = words.documentTitle;
  }, [look, words]);

  return (
    <div className="gallery">
      <header>
        <h1>Hopscope · {words.title}</h1>
        <a className="button" href="../">
          {words.home}
        </a>
        <Pick
          legend={words.lang}
          of={LANGS}
          now={look.lang}
          name={(lang) => (lang === 'ko' ? '한국어' : 'English')}
          choose={(lang) => choose({ ...look, lang })}
        />
        <Pick
          legend={words.theme}
          of={THEMES}
          now={look.theme}
          name={(theme) => words.themes[theme]}
          choose={(theme) => choose({ ...look, theme })}
        />
        <Pick
          legend={words.detail}
          of={DETAILS}
          now={look.detail}
          name={String}
          choose={(detail) => choose({ ...look, detail })}
        />
      </header>
      <main>
        <p className="gallery-intro">{words.intro}</p>
        {LABS.map((lab) => (
          <Section
            key={lab}
            title={words.labs[lab]}
            names={STATE_NAMES.filter((name) => STATES[name].lab === lab && !isSpecial(name))}
            look={look}
          />
        ))}
        <Section title={words.special} names={STATE_NAMES.filter(isSpecial)} look={look} />
      </main>
    </div>
  );
}

function Section({ title, names, look }: { title: string; names: readonly StateName[]; look: Look }) {
  const words = WORDS[look.lang];
  return (
    <section>
      <h2>{title}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.columns.state}</th>
            <th scope="col" className="wide">
              {words.columns.address}
            </th>
            <th scope="col">{words.columns.page}</th>
            <th scope="col">{words.columns.stage}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row">{words.states[name]}</th>
              <td className="wide mono">{STATES[name].query}</td>
              <td>
                <Open name={name} look={look} view="page" />
              </td>
              <td>{isSpecial(name) ? null : <Open name={name} look={look} view="stage" />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Open({ name, look, view }: { name: StateName; look: Look; view: 'page' | 'stage' }) {
  const words = WORDS[look.lang];
  return (
    <a href={addressOf(name, look, view)} aria-label={`${words.states[name]}: ${words.open[view]}`}>
      {words.open[view]}
    </a>
  );
}

interface PickProps<T> {
  readonly legend: string;
  readonly of: readonly T[];
  readonly now: T;
  readonly name: (value: T) => string;
  readonly choose: (value: T) => void;
}

function Pick<T extends string | number>({ legend, of, now, name, choose }: PickProps<T>) {
  return (
    <fieldset className="pick">
      <legend>{legend}</legend>
      {of.map((value) => (
        <button key={value} type="button" aria-pressed={value === now} onClick={() => choose(value)}>
          {name(value)}
        </button>
      ))}
    </fieldset>
  );
}
