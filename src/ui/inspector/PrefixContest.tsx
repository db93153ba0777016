import type { TableWords } from '../../i18n/table-words.ts';
import { useState } from 'react';
import type { TableName, TableRow } from '../../lab/tables.ts';
import { contestRanked, targetText } from '../../scene/contest-order.ts';
import type { Candidate, Contest, Fate } from '../../trace/contest.ts';
import type { MissingRoute } from '../../trace/missing-route.ts';
import { cidrNumbers, ipv4Number } from '../../wire/address.ts';
import { AddressBits, PrefixBits } from './PrefixBits.tsx';
import { useTableWords } from './table-words.ts';

type Row = TableRow[TableName];
type ByPrefix = Extract<Contest<Row>, { kind: 'prefix' }>;

const FIRST = 5;
const MORE = 50;

/** A longest-prefix lookup: the address above, every prefix under its bits, the winner first and then whoever came closest. */
export function PrefixContest({
  contest,
  table,
  missing,
}: {
  contest: ByPrefix;
  table: TableName;
  missing: MissingRoute | null;
}) {
  const words = useTableWords();
  const [max, setMax] = useState(FIRST);
  const ranked = contestRanked(contest);
  const bits = ipv4Number(contest.query);
  const winner = contest.winner?.length ?? 0;
  const rest = ranked.length - max;
  return (
    <div className="prefix-contest">
      <p className="rule">{words.rule[table === 'routes' ? 'routes' : 'ipcache']}</p>
      <p className="hidden-text">{words.address(contest.query)}</p>
      <AddressBits address={contest.query} bits={bits} />
      <ol className="candidates" aria-label={words.contest}>
        {missing === null ? null : <Gap missing={missing} />}
        {ranked.slice(0, max).map((candidate) => (
          <li key={candidate.key} className={candidate.fate.kind === 'won' ? 'won' : 'lost'}>
            <span className="who" translate="no">
              <code className="prefix">{candidate.length === 0 ? 'default' : candidate.prefix}</code>
              {candidate.fate.kind === 'mismatch' ? null : (
                <code className="quiet">{targetText(table, candidate.row)}</code>
              )}
            </span>
            <PrefixBits
              bits={cidrNumbers(candidate.prefix)[0]}
              length={candidate.length}
              common={candidate.common}
              winner={winner}
              look={candidate.fate.kind === 'won' ? 'won' : 'lost'}
            />
            <span className="fate">{fateText(candidate, bits, words)}</span>
          </li>
        ))}
      </ol>
      {rest > 0 ? (
        <button type="button" className="button more" onClick={() => setMax(max + MORE)}>
          {words.more(rest)}
        </button>
      ) : null}
    </div>
  );
}

/** The row that nobody has entered, where it would have stood. */
function Gap({ missing }: { missing: MissingRoute }) {
  const words = useTableWords().missing;
  const [base, length] = cidrNumbers(missing.dst);
  return (
    <li className="gap">
      <span className="who" translate="no">
        <code className="prefix">{missing.dst}</code>
      </span>
      <PrefixBits bits={base} length={length} common={length} winner={length} look="missing" />
      <span className="fate">{words.label}</span>
      <span className="why">
        {words.text(missing.dst, missing.node)}
        {missing.via === null ? null : (
          <code translate="no">
            <span className="hidden-text">{words.command('')}</span>ip route add {missing.dst} via {missing.via}
          </code>
        )}
      </span>
    </li>
  );
}

function fateText({ fate, prefix }: Candidate<Row>, asked: number, words: TableWords): string {
  switch (fate.kind) {
    case 'won':
      return words.won;
    case 'mismatch':
      return words.fate.mismatch(fate.bit, bitOf(cidrNumbers(prefix)[0], fate), bitOf(asked, fate));
    case 'shorter':
      return words.fate.shorter(fate.by);
    case 'metric':
      return words.fate.metric(fate.metric, fate.winner);
    case 'later-table':
      return typeof fate.table === 'number'
        ? words.fate['other-rule'](`${fate.table}`)
        : words.fate['later-table'](fate.table);
  }
}

function bitOf(bits: number, { bit }: Extract<Fate, { kind: 'mismatch' }>): string {
  return (bits >>> (32 - bit)) & 1 ? '1' : '0';
}
