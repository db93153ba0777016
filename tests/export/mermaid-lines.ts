/**
 * The part of mermaid's sequence grammar that we write, a line at a time and stricter than mermaid reads it: labels end a line and
 * hold neither what ends a statement, begins a comment or a directive, nor what HTML or KaTeX would take for its own.
 */
const LABEL = String.raw`(?:[^#;<>&\x22\x60%\\\n$\p{C}]|\$(?!\$)|#\d+;)+`;
const FORMS: readonly (readonly [name: string, form: RegExp])[] = [
  ['diagram', /^sequenceDiagram$/u],
  ['comment', /^ {2}%% simulated by Hopscope [\w.+-]+$/u],
  ['title', new RegExp(`^  title ${LABEL}$`, 'u')],
  ['participant', new RegExp(String.raw`^  participant n\d+ as ${LABEL}$`, 'u')],
  ['arrow', new RegExp(String.raw`^  n\d+--?>>n\d+: ${LABEL}$`, 'u')],
  ['note', new RegExp(String.raw`^  Note over n\d+(?:,n\d+)?: ${LABEL}$`, 'u')],
];

/** What each line of a diagram is; a line that is nothing stands as it is. */
export function mermaidForms(text: string): readonly string[] {
  if (!text.endsWith('\n')) return ['no end of line'];
  return text
    .slice(0, -1)
    .split('\n')
    .map((line) => FORMS.find(([, form]) => form.test(line))?.[0] ?? `? ${line}`);
}

/** A label as mermaid shows it. */
export function shownLabel(label: string): string {
  return label.replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
}
