import type { Package } from '../package.ts';
import { column } from '../commands/column/column.ts';
import { diff } from '../commands/diff/diff.ts';
import { file } from '../commands/file/file.ts';
import { hd, hexdump } from '../commands/hexdump/hexdump.ts';
import { less, more } from '../commands/less/less.ts';
import { rev } from '../commands/rev/rev.ts';
import { xxd } from '../commands/xxd/xxd.ts';

/** Bsdextrautils, diffutils, file, less and vim's xxd. */
export const bsdutilsPackage: Package = { commands: [column, diff, file, hd, hexdump, less, more, rev, xxd] };
