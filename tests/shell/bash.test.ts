import { describe, expect, it } from 'vitest';
import { ARITHMETIC_LINES } from './arithmetic-lines.ts';
import { AWK_LINES } from './awk-lines.ts';
import { FILTER_LINES } from './filter-lines.ts';
import { CASES } from './language-cases.ts';
import { LANGUAGE_LINES } from './language-lines.ts';
import { bashText, hasBash, hasMawk } from './real-bash.ts';
import { SED_LINES } from './sed-lines.ts';
import { SMALL_LINES } from './small-lines.ts';
import { typed } from './still-lab.ts';

const title = hasBash ? 'a real bash answers the same' : 'a real bash answers the same (no bash on this machine)';

describe.skipIf(!hasBash)(title, () => {
  it.each(CASES.filter(({ judge }) => judge === 'bash'))('$line', ({ line }) => {
    expect(typed([line]).text.replaceAll('/root', '/tmp')).toBe(bashText(line));
  });

  it.each([...LANGUAGE_LINES, ...ARITHMETIC_LINES])('%s', (line) => {
    expect(typed([line]).text.replaceAll('/root', '/tmp')).toBe(bashText(line));
  });

  it.each([...FILTER_LINES, ...SED_LINES, ...SMALL_LINES])('%s', (line) => {
    const real = bashText(line);
    expect(real).not.toContain('command not found');
    expect(typed([line]).text.replaceAll('/root', '/tmp')).toBe(real);
  });

  it.skipIf(!hasMawk).each(AWK_LINES)('mawk, if awk is mawk on this machine: %s', (line) => {
    expect(typed([line]).text.replaceAll('/root', '/tmp')).toBe(bashText(line));
  });
});
