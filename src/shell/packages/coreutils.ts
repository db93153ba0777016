import type { Package } from '../package.ts';
import { base64 } from '../commands/base64/base64.ts';
import { basename, dirname } from '../commands/basename/basename.ts';
import { comm } from '../commands/comm/comm.ts';
import { cut } from '../commands/cut/cut.ts';
import { date } from '../commands/date/date.ts';
import { expr } from '../commands/expr/expr.ts';
import { fold } from '../commands/fold/fold.ts';
import { head } from '../commands/head/head.ts';
import { nl } from '../commands/nl/nl.ts';
import { nohup } from '../commands/nohup/nohup.ts';
import { od } from '../commands/od/od.ts';
import { paste } from '../commands/paste/paste.ts';
import { seq } from '../commands/seq/seq.ts';
import { sort } from '../commands/sort/sort.ts';
import { stat } from '../commands/stat/stat.ts';
import { tac } from '../commands/tac/tac.ts';
import { tail } from '../commands/tail/tail.ts';
import { tee } from '../commands/tee/tee.ts';
import { tr } from '../commands/tr/tr.ts';
import { uniq } from '../commands/uniq/uniq.ts';
import { wc } from '../commands/wc/wc.ts';
import { yes } from '../commands/yes/yes.ts';

/** Coreutils beyond the essentials. */
export const coreutilsPackage: Package = {
  commands: [
    base64,
    basename,
    comm,
    cut,
    date,
    dirname,
    expr,
    fold,
    head,
    nl,
    nohup,
    od,
    paste,
    seq,
    sort,
    stat,
    tac,
    tail,
    tee,
    tr,
    uniq,
    wc,
    yes,
  ],
};
