import type { LinkPage } from './link-page.ts';

/** What becomes of a link's command: it is typed in; and run when the link says so and it is one plain command, or a pipe of such. */
export type CommandFate = 'waits' | 'runs' | 'held';

/**
 * Words, quotes and pipes: no list of commands, no loop, no redirection, nothing that is substituted. What a link runs by itself can be
 * read before it has printed anything.
 */
const PLAIN = /^[\w./:=@,%+ '"|-]+$/;

/** Null where the link brings no command. */
export function commandFate({ cmd, run }: Pick<LinkPage, 'cmd' | 'run'>): CommandFate | null {
  if (cmd === null) return null;
  if (run !== true) return 'waits';
  return PLAIN.test(cmd) && !cmd.includes('||') ? 'runs' : 'held';
}
