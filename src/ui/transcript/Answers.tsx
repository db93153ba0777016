import type { TranscriptWords } from '../../i18n/transcript-words.ts';
import type { Answers as AnswersOfRun } from '../../scene/answers.ts';

/** Where a run went wrong, which row sent it there, and what would fix it. */
export function Answers({ answers, words }: { answers: AnswersOfRun; words: TranscriptWords['answers'] }) {
  return (
    <dl className="answers">
      {(['where', 'row', 'fix'] as const).map((question) => (
        <div key={question}>
          <dt>{words[question]}</dt>
          <dd>{answers[question]}</dd>
        </div>
      ))}
    </dl>
  );
}
