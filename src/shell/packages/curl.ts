import type { Package } from '../package.ts';
import { curl } from '../commands/curl/curl.ts';

export const curlPackage: Package = { commands: [curl] };
