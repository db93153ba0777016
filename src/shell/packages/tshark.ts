import type { Package } from '../package.ts';
import { termshark, tshark } from '../commands/tshark/tshark.ts';

export const tsharkPackage: Package = { commands: [termshark, tshark] };
