import type { Offer } from '../../state/offers.ts';
import { Icon } from '../Icon.tsx';
import { useHasTerminal, useIntents, useWords } from '../store.ts';

/** Types a line into the terminal of its host, where it waits for Enter. */
export function OfferButton({ offer, face }: { offer: Offer; face: 'line' | 'icon' }) {
  const words = useWords().terminal.list;
  const { terminal } = useIntents();
  if (useHasTerminal() === 'none') return null;
  const name = words.typeInOn(offer.line, offer.place);
  return (
    <button
      type="button"
      className={`offer ${face}`}
      aria-label={face === 'icon' ? name : undefined}
      title={name}
      onClick={() => terminal.open(offer)}
    >
      <Icon name="terminal" />
      {face === 'icon' ? null : (
        <>
          <code translate="no">{offer.line}</code>
          <span>{words.typeIn}</span>
        </>
      )}
    </button>
  );
}
