import type { Package } from '../package.ts';
import { vtysh } from '../commands/system/vtysh.ts';

export const frrPackage: Package = { commands: [vtysh] };
