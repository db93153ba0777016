import { citeText } from './glossary-text.ts';
import { GRADES } from './limit.ts';
import { LIMITS } from './limits.ts';
import { helpEn } from './ui-help.en.ts';

/** The middle of docs/modelled.md: a test keeps the file equal to this. */
export function limitsMarkdown(): string {
  return GRADES.map((grade) => {
    const { title, about } = helpEn.modelled.grades[grade];
    const rows = LIMITS[grade].map(
      ({ what, text, sources }) => `| ${[what.en, text.en, sources.map(citeText).join('; ')].join(' | ')} |`,
    );
    return [`## ${title}`, '', about, '', '| what | how far | source |', '|---|---|---|', ...rows, '', ''].join('\n');
  }).join('');
}
