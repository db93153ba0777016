import { commandFate } from '../state/link-command.ts';
import type { App } from './create-app.ts';

/**
 * Types the command of a link into the terminal of the lab's first node, and presses Enter where the link may (state/link-command.ts). The
 * reader is told. In the place of the terminal that a frame does not have nothing happens.
 */
export function typeFromLink({ stores, intents }: App): void {
  const { page } = stores.start.getState();
  const fate = commandFate(page);
  const place = stores.session.getState().world.nodes[0]?.name;
  if (fate === null || page.cmd === null || place === undefined) return;
  stores.view.setState(({ notes }) => ({ notes: [...notes, { kind: 'command', fate }] }));
  intents.terminal.open({ place, line: page.cmd, press: fate === 'runs' ? 'enter' : 'nothing' });
}
