import { isFrame } from '../../state/address.ts';
import { pause } from '../../state/playhead.ts';
import { Icon } from '../Icon.tsx';
import { useIntents, useStart, useWords } from '../store.ts';
import './share-button.css';

/** Opens the share dialog. A frame belongs to somebody's post already. */
export function ShareButton() {
  const words = useWords().header;
  const frame = useStart((start) => isFrame(start.place));
  const { head, view } = useIntents();
  if (frame) return null;
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
