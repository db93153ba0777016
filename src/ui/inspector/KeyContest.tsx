import type { TableWords } from '../../i18n/table-words.ts';
import { useState } from 'react';
import type { TableName, TableRow } from '../../lab/tables.ts';
import type { KeyCandidate, KeyContest as KeyedContest } from '../../trace/key-contest.ts';
import type { FieldName, KeyField } from '../../trace/key-fields.ts';
import { fieldGroups, fieldText } from '../../scene/contest-order.ts';
import { useTableWords } from './table-words.ts';

type Row = TableRow[TableName];

const FIRST = 3;
const MORE = 50;

/** A lookup by key: what was asked for, the row that was found, and the rows that came closest, field under field. */
export function KeyContest({ contest, table }: { contest: KeyedContest<Row>; table: TableName }) {
  const words = useTableWords();
  const [max, setMax] = useState(FIRST + (contest.winner === null ? 0 : 1));
  const groups = fieldGroups(table, contest.asked);
  const rest = contest.candidates.length - max;
  return (
    <div className="key-contest">
      <p className="rule">{words.rule[contest.kind]}</p>
      <table className="keys" data-columns={groups.length}>
        <caption className="hidden-text">{words.contest}</caption>
        <thead>
          <tr>
            {groups.map((group) => (
              <th key={group[0]} scope="col">
                {group[0] === undefined ? '' : words.fields[group[0]]}
              </th>
            ))}
            <th scope="col" className="fate">
              {words.outcome}
            </th>
          </tr>
        </thead>
        <tbody>
          <tr className="asked">
            <Fields table={table} groups={groups} fields={contest.asked} differs={NOTHING} />
            <td className="fate">{words.query}</td>
          </tr>
          {contest.candidates.slice(0, max).map((candidate) => (
            <tr key={candidate.key} className={candidate.fate.kind}>
              <Fields
                table={table}
                groups={groups}
                fields={candidate.fields}
                differs={candidate.fate.kind === 'differs' ? candidate.fate.fields : NOTHING}
              />
              <td className="fate">
                {candidate.fate.kind === 'won' && contest.kind === 'exact' ? words.hit : fateText(candidate, words)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {contest.candidates.length === 0 ? <p className="meaning">{words.noCandidates}</p> : null}
      {rest > 0 ? (
        <button type="button" className="button more" onClick={() => setMax(max + MORE)}>
          {words.more(rest)}
        </button>
      ) : null}
    </div>
  );
}

const NOTHING: readonly FieldName[] = [];

function Fields({
  table,
  groups,
  fields,
  differs,
}: {
  table: TableName;
  groups: readonly (readonly FieldName[])[];
  fields: readonly KeyField[];
  differs: readonly FieldName[];
}) {
  return groups.map((group) => (
    <td key={group[0]} className="mono" translate="no">
      {group.map((name) => {
        const field = fields.find((candidate) => candidate.name === name);
        if (field === undefined) return null;
        const text = fieldText(table, field);
        return differs.includes(name) ? <mark key={name}>{text}</mark> : <span key={name}>{text}</span>;
      })}
    </td>
  ));
}

function fateText({ fate }: KeyCandidate<Row>, words: TableWords): string {
  switch (fate.kind) {
    case 'won':
      return words.won;
    case 'differs':
      return words.fate.differs(fate.fields.map((name) => words.fields[name]).join(', '));
    case 'shorter':
      return words.fate.wider(fate.by);
  }
}
