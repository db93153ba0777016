import type { Package } from '../package.ts';
import { kubectl } from '../commands/kubectl/kubectl.ts';

export const kubectlPackage: Package = { commands: [kubectl] };
