import { bash, sh } from '../commands/sh/sh.ts';
import { BUILTINS } from '../language/builtins.ts';
import { interpret, runText } from '../language/interpret.ts';
import { wantsMore } from '../language/wants-more.ts';
import type { Package } from '../package.ts';

/** The shells, and the language that a terminal reads its lines in. */
export const bashPackage: Package = {
  commands: [bash, sh],
  language: { interpret, runText, wantsMore, builtins: Object.keys(BUILTINS) },
};
