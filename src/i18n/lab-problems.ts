import type { LabProblem, LabProblemArgs, LabProblemCode } from '../lab/problems.ts';
import { labProblemsEn, type LabProblemWords } from './lab-problems.en.ts';
import { labProblemsKo } from './lab-problems.ko.ts';
import type { Lang } from './lang.ts';

const WORDS: Readonly<Record<Lang, LabProblemWords>> = { en: labProblemsEn, ko: labProblemsKo };

/** A finding about a lab file in one sentence: where, what, and how to mend it. */
export function labProblemText(problem: LabProblem, lang: Lang): string {
  // Code and args belong together in LabProblem; the compiler loses the bond when it looks the sentence up.
  const sentence = WORDS[lang][problem.code] as (args: LabProblemArgs[LabProblemCode]) => string;
  const text = sentence(problem.args);
  return problem.path === '' ? text : `${problem.path}: ${text}`;
}
