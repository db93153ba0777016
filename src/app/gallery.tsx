// First of all: these say in which order the layers of all other style sheets count.
import '../ui/styles/tokens.css';
import '../ui/styles/base.css';
import '../ui/fonts.css';
import '../ui/scenarios/scenarios.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { simulate } from '../engine/simulate.ts';
import { wordsEn } from '../i18n/words.en.ts';
import { wordsKo } from '../i18n/words.ko.ts';
import type { Words } from '../i18n/words.ts';
import type { LabFile } from '../lab/file.ts';
import { readLink } from '../state/link.ts';
import { plainly } from '../state/start.ts';
import { countOne, openTally } from '../state/tally.ts';
import { Shell } from '../ui/Shell.tsx';
import type { App } from './create-app.ts';
import { type GalleryLink, readGalleryLink } from './gallery/gallery-link.ts';
import { PictureAlone } from './gallery/PictureAlone.tsx';
import { StageAlone } from './gallery/StageAlone.tsx';
import { StateList } from './gallery/StateList.tsx';
import { openShelf } from './shelf.ts';
import { browserLang, startPage } from './start-page.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('gallery/index.html has no #root');

const link = readGalleryLink(location.search);
if (link === null) showList(root);
else showState(root, link);

/** Without a state in the address: the list of those that have a name. */
function showList(element: HTMLElement): void {
  const link = readLink(location.search);
  const first = { lang: link.lang ?? browserLang(), theme: link.theme ?? 'auto', detail: link.detail ?? 1 } as const;
  createRoot(element).render(
    <StrictMode>
      <StateList first={first} />
    </StrictMode>,
  );
}

/** The very page, in the state that the address describes; nothing that a reader has set elsewhere plays a part. */
function showState(element: HTMLElement, asked: GalleryLink): void {
  const { lab, show, dialog, probes, changes, fault, link } = asked;
  const app = startPage({
    root: element,
    asked: plainly(lab, link),
    settings: {
      lang: null,
      theme: null,
      shortcuts: true,
      platform: null,
      terminal: { height: null, input: null, rows: 'seen' },
    },
    shelf: openShelf(
      fault === 'stage' ? { ko: withoutStage(wordsKo), en: withoutStage(wordsEn) } : { ko: wordsKo, en: wordsEn },
    ),
    base: new URL('../', location.href).pathname,
    simulate: fault === 'run' ? failing : simulate,
    view: { dialog, probes },
    children: show === 'page' ? <Shell /> : show === 'stage' ? <StageAlone /> : <PictureAlone />,
  });
  if (changes !== 'none') app.intents.resend({ routing: changes });
  if (dialog === 'tally') count(app, lab);
}

/** All at once: a picture of it is of the end. */
function count({ stores }: App, lab: LabFile): void {
  const { world, ask } = stores.session.getState();
  let tally = openTally(ask);
  while (tally.state === 'counting') tally = countOne(tally, lab, world, simulate);
  stores.session.setState({ tally });
}

function failing(): never {
  throw new Error('asked to fail by the link');
}

/** Words with which the stage cannot be drawn: how the page looks when it stumbles. */
function withoutStage({ page, story }: Words): Words {
  return {
    story,
    page: {
      ...page,
      get stage(): never {
        throw new Error('asked to fail by the link');
      },
    },
  };
}
