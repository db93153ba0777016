import type { LinkNote } from '../../state/link-fields.ts';
import { Icon } from '../Icon.tsx';
import { useIntents, useView, useWords } from '../store.ts';

/** What a link said that could not be done: the fields by name, then what there is to say about some. Once, until closed. */
export function LinkNotice() {
  const words = useWords();
  const unread = useView((view) => view.unread);
  const notes = useView((view) => view.notes);
  const { view } = useIntents();
  if (unread.length === 0 && notes.length === 0) return null;
  // Of a query that is too long there are no fields to name.
  const fields = unread.filter((field) => field !== '?');
  return (
    <div className="notice">
      <span>
        {fields.length === 0 ? null : <span className="note">{words.notice.link(fields.join(', '))}</span>}
        {notes.map((note) => (
          <Note key={JSON.stringify(note)} note={note} />
        ))}
      </span>
      <button
        type="button"
        className="icon-button"
        aria-label={words.notice.close}
        onClick={() => view({ unread: [], notes: [] })}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

function Note({ note }: { note: LinkNote }) {
  const words = useWords().link;
  const lang = useView((view) => view.lang);
  const { scenario } = useIntents();
  switch (note.kind) {
    case 'meant':
      return <span className="note">{words.meant(note.key, note.known)}</span>;
    case 'no-seconds':
      return <span className="note">{words.noSeconds(note.key)}</span>;
    case 'too-long':
      return <span className="note">{words.tooLong}</span>;
    case 'no-place':
      return <span className="note">{words.noPlace(note.name)}</span>;
    case 'command':
      return <span className="note">{words.command[note.fate]}</span>;
    case 'lacks':
      return <span className="note">{words.lacks(note.scenario.title[lang], words.lack[note.lack])}</span>;
    case 'no-scenario': {
      const { id, like } = note;
      return (
        <span className="note">
          {words.noScenario(id)}{' '}
          {like === null ? null : (
            <button type="button" className="button" onClick={() => scenario(like.id)}>
              {words.like(like.title[lang])}
            </button>
          )}
        </span>
      );
    }
  }
}
