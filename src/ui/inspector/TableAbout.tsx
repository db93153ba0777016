import type { NetnsName } from '../../lab/names.ts';
import type { TableName } from '../../lab/tables.ts';
import { COMMANDS } from '../../scene/table-columns.ts';
import { useTableWords } from './table-words.ts';

/** What a table is for, and the command that prints it on a real system. */
export function TableAbout({ table, netns }: { table: TableName; netns: NetnsName }) {
  const words = useTableWords();
  return (
    <p className="about">
      {words.about[table]}{' '}
      <code translate="no">
        <span className="hidden-text">{words.prints}: </span>
        <span className="prompt">{netns} $</span> {COMMANDS[table]}
      </code>
    </p>
  );
}
