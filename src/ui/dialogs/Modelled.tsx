import { useWords } from '../store.ts';
import { Dialog } from './Dialog.tsx';

/** What the model holds and what it leaves out: said before anybody has to find out. */
export function Modelled() {
  const words = useWords().modelled;
  return (
    <Dialog title={words.title}>
      <p>{words.intro}</p>
      <h3>{words.isTitle}</h3>
      <ul>
        {words.is.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <h3>{words.isNotTitle}</h3>
      <ul>
        {words.isNot.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p>{words.sure}</p>
    </Dialog>
  );
}
