import type { Package } from '../package.ts';
import { grep, egrep, fgrep } from '../commands/grep/grep.ts';

export const grepPackage: Package = { commands: [grep, egrep, fgrep] };
