import type { Package } from '../package.ts';
import { sed } from '../commands/sed/sed.ts';

export const sedPackage: Package = { commands: [sed] };
