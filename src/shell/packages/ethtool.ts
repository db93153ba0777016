import { ethtool } from '../commands/ethtool/ethtool.ts';
import type { Package } from '../package.ts';

export const ethtoolPackage: Package = { commands: [ethtool] };
