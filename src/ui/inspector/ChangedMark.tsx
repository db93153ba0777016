import { useWords } from '../store.ts';

/** Says that something is not as it was on the other side of the hop: a sign, and a word for who does not see it. */
export function ChangedMark() {
  const words = useWords().packetPane;
  return (
    <span className="changed-mark">
      <span aria-hidden="true">≠</span>
      <span className="hidden-text"> {words.changed}</span>
    </span>
  );
}
