import { offersFor, type Pointed } from '../../state/offers.ts';
import type { Trace } from '../../trace/trace.ts';
import { useHasTerminal, useWords } from '../store.ts';
import { OfferButton } from './OfferButton.tsx';

/** The commands that print what the pane shows. */
export function Offers({ trace, pointed }: { trace: Trace; pointed: Pointed }) {
  const words = useWords().terminal.offers;
  const terminal = useHasTerminal();
  if (terminal === 'none') return null;
  const offers = offersFor(trace, pointed);
  if (offers.length === 0) return null;
  return (
    <section className="offers">
      <h3>{words.title}</h3>
      <ul>
        {offers.map((offer) => (
          <li key={`${offer.place} ${offer.line}`}>
            <OfferButton offer={offer} face="line" />
          </li>
        ))}
      </ul>
    </section>
  );
}
