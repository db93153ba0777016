import './verdict.css';

const SIGN = {
  pending: 'M3 8h8M8 4l4 4-4 4',
  delivered: 'M3 8.5l3.5 3.5L13 4',
  answered: 'M3 8.5l3.5 3.5L13 4',
  refused: 'M3 8h10M5 4l-3 4 3 4',
  leaked: 'M4 12l8-8M6 4h6v6',
  dropped: 'M4 4l8 8M12 4l-8 8',
  'never-sent': 'M3 8h10M3 3v10',
  unanswered: 'M6 5.5a2.2 2.2 0 114 1.3c-.7 1-2 1.2-2 2.6M8 12.5v.01',
} as const;

/** A fate: shape and word as well as colour. */
export function Verdict({ verdict, word }: { verdict: keyof typeof SIGN; word: string }) {
  return (
    <span className={`verdict ${verdict}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d={SIGN[verdict]} />
      </svg>
      {word}
    </span>
  );
}
