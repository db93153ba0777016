import type { Package } from '../package.ts';
import { echo, falsehood, printf, pwd, test, truth } from '../commands/builtins/builtins.ts';
import { cat } from '../commands/cat/cat.ts';
import { env, printenv } from '../commands/env/env.ts';
import { clear, cp, ls, mkdir, mv, rm, touch } from '../commands/files/files.ts';
import { help } from '../commands/help/help.ts';
import { hostname } from '../commands/hostname/hostname.ts';
import { sleep } from '../commands/sleep/sleep.ts';
import { su, sudo } from '../commands/sudo/sudo.ts';
import { uname } from '../commands/system/uname.ts';
import { id, whoami } from '../commands/system/users.ts';
import { timeout } from '../commands/timeout/timeout.ts';
import { which } from '../commands/which/which.ts';

/** What everybody types now and then. */
export const essentialsPackage: Package = {
  commands: [
    clear,
    cp,
    echo,
    env,
    falsehood,
    help,
    hostname,
    id,
    ls,
    mkdir,
    mv,
    printenv,
    printf,
    pwd,
    rm,
    sleep,
    cat,
    su,
    sudo,
    test,
    timeout,
    touch,
    truth,
    uname,
    which,
    whoami,
  ],
};
