import type { Cite } from '../../trace/cite.ts';
import { useWords } from '../store.ts';

const ROOTS = {
  cilium: 'https://github.com/cilium/cilium/blob/v1.18.0/',
  linux: 'https://github.com/torvalds/linux/blob/v6.8/',
} as const;

/** Where the claims of this event come from. */
export function Cites({ cites }: { cites: readonly Cite[] }) {
  const words = useWords().inspector;
  if (cites.length === 0) return null;
  return (
    <section className="cites">
      <h3>{words.cites}</h3>
      <ul>
        {cites.map((cite) => (
          <li key={`${cite.source} ${cite.ref} ${cite.symbol ?? ''}`}>
            <CiteChip cite={cite} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One source, as a link where it is public. */
export function CiteChip({ cite }: { cite: Cite }) {
  const text = cite.symbol ?? shortRef(cite.ref);
  const href = hrefOf(cite);
  const inside = (
    <>
      <span className="cite-source" lang="en">
        {cite.source}
      </span>
      <span className="mono" translate="no">
        {text}
        {text === cite.ref ? null : <span className="hidden-text"> {cite.ref}</span>}
      </span>
    </>
  );
  if (href === null)
    return (
      <span className="chip" title={cite.ref}>
        {inside}
      </span>
    );
  return (
    <a className="chip" href={href} target="_blank" rel="noopener noreferrer" title={cite.ref}>
      {inside}
    </a>
  );
}

/** Only addresses that we build ourselves: a reference is a path or an RFC, never a link. */
function hrefOf(cite: Cite): string | null {
  if (cite.source === 'cilium' || cite.source === 'linux') {
    return /^[A-Za-z0-9_./-]+$/.test(cite.ref) ? ROOTS[cite.source] + cite.ref : null;
  }
  const rfc = /^RFC (\d{1,5})/.exec(cite.ref);
  return cite.source === 'rfc' && rfc !== null ? `https://www.rfc-editor.org/rfc/rfc${rfc[1]}` : null;
}

function shortRef(ref: string): string {
  return ref.length <= 48 ? ref : `${ref.slice(0, 47)}…`;
}
