import type { MouseEvent } from 'react';
import type { Lang } from '../../i18n/lang.ts';
import { SCENARIOS } from '../../scenario/scenarios.ts';
import { pathOf } from '../../state/address.ts';

interface Props {
  readonly lang: Lang;
  /** Where the site lies, as this page sees it: './', '../../../', or an address. Ends with a slash. */
  readonly site: string;
  /** The scenario that is shown, or null. */
  readonly here: string | null;
  /** Where it can be shown without loading a page: opens it here. */
  readonly onOpen?: (id: string) => void;
}

/** Every scenario as a link to its page, in the order in which they are told. From plain props: for the page and for files. */
export function ScenarioList({ lang, site, here, onOpen }: Props) {
  const follow = (click: MouseEvent, id: string): void => {
    // Another tab, a download, a window of its own: the browser's business.
    if (onOpen === undefined || click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey)
      return;
    click.preventDefault();
    onOpen(id);
  };
  return (
    <dl className="scenarios">
      {SCENARIOS.map(({ id, title, description }) => (
        <div key={id}>
          <dt>
            <a
              href={`${site}${pathOf({ kind: 'scenario', id, lang, frame: false }) ?? ''}`}
              aria-current={id === here ? 'page' : undefined}
              onClick={onOpen === undefined ? undefined : (click) => follow(click, id)}
            >
              {title[lang]}
            </a>
          </dt>
          <dd>{description[lang]}</dd>
        </div>
      ))}
    </dl>
  );
}
