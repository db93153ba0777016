import type { Package } from '../package.ts';
import { helm } from '../commands/helm/helm.ts';

export const helmPackage: Package = { commands: [helm] };
