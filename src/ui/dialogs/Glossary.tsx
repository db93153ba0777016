import { useId, useState } from 'react';
import { holds } from '../../i18n/find-text.ts';
import { citeText } from '../../i18n/glossary-text.ts';
import { GLOSSARY, TOPIC_TITLE, TOPICS } from '../../i18n/glossary.ts';
import type { Term } from '../../i18n/glossary-term.ts';
import { CiteChip } from '../inspector/Cites.tsx';
import { Said } from '../Said.tsx';
import { useView, useWords } from '../store.ts';
import { Dialog } from './Dialog.tsx';
import './glossary.css';

const ALL = TOPICS.reduce((sum, topic) => sum + GLOSSARY[topic].length, 0);

/** The words of the field: each with what Korean calls it, what it means, and who says so. */
export function Glossary() {
  const words = useWords().glossary;
  const lang = useView((view) => view.lang);
  const [query, setQuery] = useState('');
  const field = useId();
  const shown = TOPICS.map((topic) => ({
    topic,
    terms: GLOSSARY[topic].filter((term) => holds(textOf(term), query)),
  })).filter(({ terms }) => terms.length > 0);
  const count = shown.reduce((sum, { terms }) => sum + terms.length, 0);
  return (
    <Dialog title={words.title} wide>
      <search className="finder">
        <label htmlFor={field}>{words.find}</label>
        <input
          id={field}
          type="search"
          value={query}
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          onChange={(event) => setQuery(event.target.value)}
        />
        <p role="status">{count === 0 ? words.nothing(query.trim()) : words.found(count, ALL)}</p>
        {count > 0 ? null : (
          <button type="button" className="button" onClick={() => setQuery('')}>
            {words.clear}
          </button>
        )}
      </search>
      {shown.map(({ topic, terms }) => (
        <section key={topic} className="topic" aria-labelledby={`${field}-${topic}`}>
          <h3 id={`${field}-${topic}`}>
            <Said>{TOPIC_TITLE[topic][lang]}</Said>
          </h3>
          <dl>
            {terms.map((term) => (
              <Entry key={term.term} term={term} source={words.source} />
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
}

function Entry({ term, source }: { term: Term; source: string }) {
  const lang = useView((view) => view.lang);
  return (
    <div>
      <dt>
        <dfn lang="en" translate="no">
          {term.term}
        </dfn>
        {term.ko === term.term ? null : <span lang="ko">{term.ko}</span>}
      </dt>
      <dd>
        <p>{term.meaning[lang]}</p>
        <p className="chips">
          <span className="hidden-text">{source}: </span>
          <CiteChip cite={term.source} />
        </p>
      </dd>
    </div>
  );
}

/** What a reader may know of a word: both names, both meanings, and where it is from. */
function textOf(term: Term): string {
  return [term.term, term.ko, term.meaning.ko, term.meaning.en, citeText(term.source)].join('\n');
}
