import { useEffect, useState } from 'react';
import { useIntents, useTerminal } from '../store.ts';
import { sheet } from './load-sheet.ts';

/** The terminal, for as long as it is open: shown the moment it has come. */
export function TerminalDoor() {
  const closed = useTerminal((terminal) => terminal.sheet === 'closed');
  return closed ? null : <Opened />;
}

function Opened() {
  const [Sheet, setSheet] = useState(sheet.atHand);
  const { terminal } = useIntents();

  // The network: what cannot be had now is closed again, and opening it again tries again.
  useEffect(() => {
    if (Sheet !== null) return;
    let gone = false;
    sheet.load().then(
      (come) => {
        if (!gone) setSheet(() => come);
      },
      () => terminal.close(),
    );
    return () => {
      gone = true;
    };
  }, [Sheet, terminal]);
  return Sheet === null ? <span hidden data-pending="" /> : <Sheet />;
}
