import { readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { labProblemText } from '../i18n/lab-problems.ts';
import type { Lang } from '../i18n/lang.ts';
import type { LabFile } from '../lab/file.ts';
import { parseLab, parseLabText, type ParsedLab } from '../lab/parse.ts';
import { week4 } from '../lab/presets/week4.ts';

/** More than any lab file may have (its own limit is 1 MiB): not worth reading. */
const MAX_BYTES = 64 * 1024 * 1024;

/** A lab with remarks about its file, or what was wrong with it, one sentence each. */
export type LabSource =
  | { readonly ok: true; readonly lab: LabFile; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly problems: readonly string[] };

/** The lab of a file, JSON or YAML by its name; null: the lab that comes with the program. */
export function readLab(path: string | null, lang: Lang): LabSource {
  if (path === null) return { ok: true, lab: week4, warnings: [] };
  let text: string;
  try {
    const { size } = statSync(path);
    if (size > MAX_BYTES)
      return { ok: false, problems: [`--lab: ${path} has ${size} bytes; a lab file has at most 1 MiB`] };
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return { ok: false, problems: [`--lab: cannot read ${path}: ${reasonOf(error)}`] };
  }
  const parsed = /^\.ya?ml$/i.test(extname(path)) ? parseYamlText(text) : parseLabText(text);
  if (typeof parsed === 'string') return { ok: false, problems: [`--lab: ${path}: ${parsed}`] };
  const say = (problem: ParsedLab['warnings'][number]): string => `${path}: ${labProblemText(problem, lang)}`;
  return parsed.ok
    ? { ok: true, lab: parsed.lab, warnings: parsed.warnings.map(say) }
    : { ok: false, problems: parsed.problems.map(say) };
}

/** YAML's own limits hold before the lab's: aliases are not followed without end. */
function parseYamlText(text: string): ParsedLab | string {
  if (text.length > 1024 * 1024) return `${text.length} characters; a lab file has at most 1 MiB`;
  try {
    const value: unknown = parseYaml(text, { maxAliasCount: 100 });
    return parseLab(value);
  } catch (error) {
    return `not YAML: ${reasonOf(error)}`;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code: unknown = 'code' in error ? error.code : null;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES') return 'permission denied';
  if (code === 'EISDIR') return 'it is a folder';
  // Of a parser's message only the sentence: what follows quotes the file, which may hold anything.
  return error.message.split('\n')[0]?.replace(/[^\x20-\x7e]/g, '?') ?? '';
}
