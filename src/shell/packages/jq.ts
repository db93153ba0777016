import type { Package } from '../package.ts';
import { jq } from '../commands/jq/jq.ts';

export const jqPackage: Package = { commands: [jq] };
