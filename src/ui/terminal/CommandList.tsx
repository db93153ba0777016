import { useState } from 'react';
import { activeTab, type Listed, type Place } from '../../state/terminal.ts';
import { Icon } from '../Icon.tsx';
import { useIntents, useTerminal, useView, useWords } from '../store.ts';

/** What can be typed, by the question it answers: searched in both languages, typed in by a click. */
export function CommandList() {
  const words = useWords().terminal;
  const listed = useTerminal((terminal) => terminal.listed);
  const lang = useView((view) => view.lang);
  const here = useTerminal(activeTab);
  const places = useTerminal((terminal) => terminal.places);
  const { terminal } = useIntents();
  const placeFor = ({ on }: Pick<Listed['commands'][number], 'on'>): Place | undefined =>
    [...(here === null ? [] : [here.place]), ...places].find(({ kind }) => on.includes(kind));
  const [asked, ask] = useState('');
  const found = search(listed, asked);
  return (
    <aside className="term-list" aria-label={words.list.title}>
      <header>
        <label>
          <span className="hidden-text">{words.list.find}</span>
          <input
            type="search"
            value={asked}
            placeholder={words.list.find}
            onChange={(change) => ask(change.target.value)}
          />
        </label>
        <button
          type="button"
          className="icon-button"
          aria-label={words.list.open}
          aria-pressed="true"
          onClick={() => terminal.set({ list: 'closed' })}
        >
          <Icon name="close" />
        </button>
      </header>
      <div className="term-found">
        {found.length === 0 ? <p className="empty">{words.list.none}</p> : null}
        {found.map(({ topic, commands }) => (
          <section key={topic.en}>
            <h3>{topic[lang]}</h3>
            <dl>
              {commands.map((command) => (
                <div key={command.name}>
                  <dt>
                    <NameButton name={command.name} place={placeFor(command)} />
                  </dt>
                  <dd>{command.about[lang]}</dd>
                  {command.examples.map(({ line, place, about }) => (
                    <dd key={`${place.id} ${line}`} className="example">
                      <button
                        type="button"
                        title={words.list.typeInOn(line, place.host)}
                        onClick={() => terminal.open({ place: place.id, line })}
                      >
                        <code translate="no">{line}</code>
                        <span>{about[lang]}</span>
                      </button>
                    </dd>
                  ))}
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </aside>
  );
}

function NameButton({ name, place }: { name: string; place: Place | undefined }) {
  const words = useWords().terminal.list;
  const { terminal } = useIntents();
  return (
    <button
      type="button"
      translate="no"
      title={place === undefined ? undefined : words.typeInOn(name, place.host)}
      disabled={place === undefined}
      onClick={() => {
        if (place !== undefined) terminal.open({ place: place.id, line: `${name} ` });
      }}
    >
      {name}
    </button>
  );
}

/** Every word that was asked for must occur in what is said of a command. */
function search(listed: readonly Listed[], asked: string): readonly Listed[] {
  const wanted = asked.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return listed;
  return listed.flatMap(({ topic, commands }) => {
    const kept = commands.filter(({ name, about, examples }) => {
      const said = [name, about, topic, ...examples.flatMap((example) => [example.line, example.about])]
        .map((one) => (typeof one === 'string' ? one : `${one.en} ${one.ko}`))
        .join(' ')
        .toLowerCase();
      return wanted.every((word) => said.includes(word));
    });
    return kept.length === 0 ? [] : [{ topic, commands: kept }];
  });
}
