import { COUNTS } from '../../scenario/count.ts';
import { useIntents, useSession, useWords } from '../store.ts';
import { Choice } from './Choice.tsx';

/** How many echoes, or how many runs in a row. Nothing for commands that do their thing once. */
export function Count() {
  const words = useWords().controls;
  const app = useSession((session) => session.ask.app);
  const count = useSession((session) => session.ask.count);
  const { choose } = useIntents();
  const limits = COUNTS[app];
  if (limits === null) return null;
  const options = Array.from({ length: limits.most - limits.least + 1 }, (_, i) => limits.least + i);
  return (
    <Choice
      label={words.count[app]}
      value={`${count}`}
      onChange={(value) => choose({ count: Number(value) })}
      size="small"
    >
      {options.map((option) => (
        <option key={option} value={option}>
          {option}
        </option>
      ))}
    </Choice>
  );
}
