import { type FormEvent, useId, useState } from 'react';
import { labProblemText } from '../../i18n/lab-problems.ts';
import type { NetnsName } from '../../lab/names.ts';
import {
  destinationOf,
  type HandTable,
  handTable,
  MOST_ROUTES,
  podRoutes,
  routeProblems,
  routeSpec,
  withoutRoute,
  withRoute,
  withTable,
} from '../../scenario/router-table.ts';
import { Icon } from '../Icon.tsx';
import { useIntents, useSession, useView, useWords } from '../store.ts';

/** What a person has done to the router: routes put in one by one, and its way out. */
export function RouterRoutes({ router }: { router: NetnsName }) {
  const words = useWords().routes;
  const world = useSession((session) => session.world);
  const ask = useSession((session) => session.run.ask);
  const { resend } = useIntents();
  const table = handTable(world, ask);
  const there = new Set([...(world.file.router?.staticRoutes ?? []), ...table.routes].map(destinationOf));
  const put = (next: HandTable): void => resend(withTable(world, next));
  return (
    <section className="router-routes" data-switch="routes" aria-label={words.title(router)}>
      <h3>{words.title(router)}</h3>
      <label className="switch">
        <input
          type="checkbox"
          checked={table.defaultRoute}
          onChange={(event) => put({ ...table, defaultRoute: event.target.checked })}
        />
        {words.default}
      </label>
      <h4>{words.added}</h4>
      {table.routes.length === 0 ? <p className="quiet">{words.none}</p> : null}
      <ul>
        {table.routes.map((spec) => (
          <li key={spec}>
            <code translate="no">{spec}</code>
            <button
              type="button"
              className="icon-button"
              aria-label={words.remove(spec)}
              title={words.remove(spec)}
              onClick={() => put(withoutRoute(table, spec))}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      <AddRoute table={table} onAdd={(spec) => put(withRoute(table, spec))} />
      <h4>{words.suggestions}</h4>
      <div className="suggestions">
        {podRoutes(world).map(({ node, prefix, spec }) => (
          <button
            key={spec}
            type="button"
            className="button"
            disabled={there.has(prefix) || routeProblems(world.file, [...table.routes, spec]).length > 0}
            aria-label={words.suggest(prefix, node)}
            onClick={() => put(withRoute(table, spec))}
          >
            <Icon name={there.has(prefix) ? 'check' : 'plus'} />
            <span className="mono">{prefix}</span> <span className="quiet">{node}</span>
          </button>
        ))}
      </div>
    </section>
  );
}

function AddRoute({ table, onAdd }: { table: HandTable; onAdd: (spec: string) => void }) {
  const words = useWords().routes;
  const lang = useView((view) => view.lang);
  const world = useSession((session) => session.world);
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const id = useId();
  const spec = routeSpec(text);
  const problem = spec === '' ? null : problemOf();
  const sample = podRoutes(world)[0]?.spec ?? '';

  function problemOf(): string | null {
    if (table.routes.includes(spec)) return words.twice;
    if (table.routes.length >= MOST_ROUTES) return words.full(MOST_ROUTES);
    const found = routeProblems(world.file, [...table.routes, spec])[0];
    return found === undefined ? null : labProblemText({ ...found, path: '' }, lang);
  }

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (spec === '' || problem !== null) {
      setTried(true);
      return;
    }
    onAdd(spec);
    setText('');
    setTried(false);
  };

  const shown = tried ? problem : null;
  return (
    <form className="add-route" onSubmit={submit}>
      <label htmlFor={id}>{words.input}</label>
      <div>
        <input
          id={id}
          className="mono"
          value={text}
          placeholder={sample}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={60}
          aria-invalid={shown !== null}
          aria-describedby={`${id}-error`}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="button">
          {words.add}
        </button>
      </div>
      <p id={`${id}-error`} role="status" className="route-error">
        {shown ?? ''}
      </p>
    </form>
  );
}
