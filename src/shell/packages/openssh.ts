import type { Package } from '../package.ts';
import { ssh } from '../commands/ssh/ssh.ts';
import { sshpass } from '../commands/ssh/sshpass.ts';
import { vagrant } from '../commands/ssh/vagrant.ts';

/** Openssh, sshpass and vagrant's ssh. */
export const opensshPackage: Package = { commands: [ssh, sshpass, vagrant] };
