import type { Package } from '../package.ts';
import { bpftool } from '../commands/bpftool/bpftool.ts';

export const bpftoolPackage: Package = { commands: [bpftool] };
