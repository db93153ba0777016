import { writeFileSync } from 'node:fs';

/** The language of the shell, as it names it ('ko_KR.UTF-8'); '' for none. */
export function shellLanguage(): string {
  return process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || '';
}

/** Says what was wrong, a line each, and where the options are told. Gives the exit code. */
export function refuse(program: string, problems: readonly string[]): 2 {
  const lines = problems.map((problem) => `${program}: ${problem}\n`);
  process.stderr.write([...lines, `${program}: '${program} --help' shows all options\n`].join(''));
  return 2;
}

/** Says what went well but should be known. */
export function remark(program: string, remarks: readonly string[]): void {
  process.stderr.write(remarks.map((text) => `${program}: ${text}\n`).join(''));
}

/** Writes to a file, or to standard output for null; `option` named the file. Gives the exit code. */
export function writeOut(program: string, option: string, out: string | null, bytes: Uint8Array): 0 | 2 {
  if (out === null) {
    process.stdout.write(bytes);
    return 0;
  }
  try {
    writeFileSync(out, bytes);
    return 0;
  } catch (error) {
    return refuse(program, [
      `${option}: cannot write ${out}: ${error instanceof Error ? error.message : String(error)}`,
    ]);
  }
}

/** `walk … | head`: whoever reads has had enough, and nothing is wrong. */
export function mayBeCutShort(): void {
  process.stdout.on('error', (error) => {
    if ('code' in error && error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}
