import type { Package } from '../package.ts';
import { awk, mawk, nawk } from '../commands/awk/awk.ts';

export const awkPackage: Package = { commands: [awk, mawk, nawk] };
