import type { Package } from '../package.ts';
import { find } from '../commands/find/find.ts';
import { xargs } from '../commands/xargs/xargs.ts';

export const findutilsPackage: Package = { commands: [find, xargs] };
