import type { FlagProblem } from '../flags.ts';

/** getopt(3)'s words for an option that does not exist or lacks its value, and the advice of coreutils. */
export function getoptComplaint(program: string, { kind, flag }: FlagProblem): string {
  const long = flag.startsWith('--');
  const advice = `Try '${program} --help' for more information.\n`;
  switch (kind) {
    case 'unknown':
      return `${program}: ${long ? `unrecognized option '${flag}'` : `invalid option -- '${flag.slice(1)}'`}\n${advice}`;
    case 'needs-value':
      return `${program}: option ${long ? `'${flag}' requires an argument` : `requires an argument -- '${flag.slice(1)}'`}\n${advice}`;
    case 'takes-none':
      return `${program}: option '${flag}' doesn't allow an argument\n${advice}`;
  }
}
