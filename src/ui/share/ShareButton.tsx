import { pause } from '../../state/playhead.ts';
import { Icon } from '../Icon.tsx';
import { useIntents, useWords } from '../store.ts';
import './share-button.css';

/** Opens the share dialog: in pages only. A frame belongs to somebody's post already. */
export function ShareButton() {
  const words = useWords().header;
  const { head, view } = useIntents();
  return (
    <button
      type="button"
      className="icon-button share"
      aria-label={words.share}
      title={words.share}
      onClick={() => {
        head(pause);
        view({ dialog: 'share' });
      }}
    >
      <Icon name="share" />
      <span className="word">{words.share}</span>
    </button>
  );
}
