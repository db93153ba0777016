import { useMemo, useState } from 'react';
import type { Sharing } from '../../state/share-link.ts';
import { Dialog } from '../dialogs/Dialog.tsx';
import { usePlayhead, useSession, useSite, useStart, useView } from '../store.ts';
import { CopyField } from './CopyField.tsx';
import { Files } from './Files.tsx';
import { Options } from './Options.tsx';
import { linksOf, orderOf } from './order.ts';
import { PostPart } from './PostPart.tsx';
import { Preview } from './Preview.tsx';
import { useShareWords } from './share-words.ts';
import './share.css';

/** One exact moment for somebody's post: a link, the one snippet that the place of the post takes, and files. */
export function ShareDialog() {
  const words = useShareWords();
  const start = useStart((state) => state);
  const session = useSession((state) => state);
  const head = usePlayhead((state) => state);
  const view = useView((state) => state);
  const path = useSite();
  const [site] = useState(() => new URL(path, document.baseURI).href);
  const [sharing, setSharing] = useState<Sharing>(() => ({
    what: head.range === null ? 'moment' : 'stretch',
    lang: view.lang,
    theme: view.theme === 'light' || view.theme === 'dark' ? view.theme : 'auto',
  }));
  const seen = useMemo(() => ({ start, session, head, view }), [start, session, head, view]);
  const order = useMemo(() => orderOf(seen, sharing, site), [seen, sharing, site]);
  if (order === null) return null;
  const links = linksOf(seen, sharing, site);
  const typed = session.run.kind === 'ready' && order.at >= session.run.trace.events.length;
  return (
    <Dialog title={words.title} wide>
      <div className="share-view">
        <div className="share-top">
          <div>
            <Options order={order} range={head.range} onChange={(change) => setSharing({ ...sharing, ...change })} />
            <h3>{words.link}</h3>
            <CopyField what={words.link} text={links.page} lines="one" />
            <p className="quiet">{typed ? words.linkTyped : words.linkHint}</p>
          </div>
          <Preview order={order} />
        </div>
        <PostPart order={order} links={links} />
        <Files order={order} />
      </div>
    </Dialog>
  );
}
