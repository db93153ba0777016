import { useEffect, useState } from 'react';
import type { Exported } from '../../export/exported.ts';
import type { ShareWords } from '../../i18n/share-words.ts';
import { activeTab } from '../../state/terminal.ts';
import { Icon } from '../Icon.tsx';
import { useAfter, useSinglePage, useTerminal } from '../store.ts';
import { type FileKind, OFFERS } from './file-kinds.ts';
import { sizeText, Unmakeable } from './making.ts';
import type { Order } from './order.ts';
import { saveFile } from './save-file.ts';
import { useShareWords } from './share-words.ts';

interface Props {
  readonly order: Order;
  readonly kinds: readonly FileKind[];
  readonly taps: Exported['taps'];
  readonly title: string;
  /** What there is to know before pressing. */
  readonly note?: string | null;
}

type Work =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'making'; readonly file: FileKind; readonly share: number; readonly control: AbortController }
  | { readonly kind: 'said'; readonly text: string; readonly failed: boolean };

/** Files of one sort, one made at a time: how far it is, how to stop it, and what became of it. */
export function FileButtons({ order, kinds, taps, title, note = null }: Props) {
  const words = useShareWords();
  const tab = useTerminal(activeTab);
  const singlePage = useSinglePage();
  const after = useAfter();
  const [work, setWork] = useState<Work>({ kind: 'nothing' });
  const making = work.kind === 'making' ? work : null;
  const control = making?.control ?? null;

  // What is being made outlives its button otherwise.
  useEffect(() => () => control?.abort(), [control]);

  const make = (file: FileKind): void => {
    // One at a time. The button keeps the focus, which a disabled one would lose.
    if (making !== null) return;
    const own = new AbortController();
    const { signal } = own;
    const { name } = words.kinds[file];
    const say = (text: string, failed: boolean): void => setWork({ kind: 'said', text, failed });
    const onProgress = (share: number): void => {
      if (!signal.aborted) setWork({ kind: 'making', file, share, control: own });
    };
    onProgress(0);
    OFFERS[file]
      .make(order, { taps, tab, singlePage, onProgress, signal })
      .then((made) => {
        if (signal.aborted) return;
        saveFile(made, after);
        say(words.saved(made.name, sizeText(made.blob.size)), false);
      })
      .catch((error: unknown) => {
        if (!signal.aborted) say(failureText(error, name, words), true);
      });
  };
  return (
    <div className="file-group" role="group" aria-label={title}>
      <h4>{title}</h4>
      {note === null ? null : <p className="quiet">{note}</p>}
      <div className="file-buttons">
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            className="button"
            aria-disabled={making !== null}
            onClick={() => make(kind)}
          >
            <Icon name="save" />
            <span>
              <span className="hidden-text">{words.save} </span>
              {words.kinds[kind].name} <small>{words.kinds[kind].about}</small>
            </span>
          </button>
        ))}
      </div>
      {making === null ? null : (
        <div className="file-progress">
          <progress
            max={1}
            value={making.share === 0 ? undefined : making.share}
            aria-label={words.kinds[making.file].name}
          />
          <span>{words.share(Math.round(making.share * 100))}</span>
          <button
            type="button"
            className="button"
            onClick={(press) => {
              // This button goes: whoever pressed it by key is among the files again.
              press.currentTarget.closest('.file-group')?.querySelector('button')?.focus();
              making.control.abort();
              setWork({ kind: 'said', text: words.cancelled, failed: false });
            }}
          >
            {words.cancel}
          </button>
        </div>
      )}
      <p role="status" className={work.kind === 'said' ? `file-said ${work.failed ? 'failed' : ''}` : 'hidden-text'}>
        {making === null ? (work.kind === 'said' ? work.text : '') : words.making(words.kinds[making.file].name)}
      </p>
    </div>
  );
}

/** What went wrong, and what to do. */
function failureText(error: unknown, name: string, words: ShareWords): string {
  if (!(error instanceof Unmakeable))
    return words.failed.other(name, error instanceof Error ? error.message : String(error));
  return error.why.kind === 'too-large'
    ? words.failed.tooLarge(sizeText(error.why.bytes), sizeText(error.why.most))
    : words.failed.unsupported(name);
}
