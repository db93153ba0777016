import { changesEn } from './ui-changes.en.ts';
import { embedEn } from './ui-embed.en.ts';
import { helpMenuEn } from './ui-help-menu.en.ts';
import { inspectorEn } from './ui-inspector.en.ts';
import { linkEn } from './ui-link.en.ts';
import { packetEn } from './ui-packet.en.ts';
import { printEn } from './ui-print.en.ts';
import { probeEn } from './ui-probe.en.ts';
import { runEn } from './ui-run.en.ts';
import { scenariosEn } from './ui-scenarios.en.ts';
import { shellEn } from './ui-shell.en.ts';
import { stageEn } from './ui-stage.en.ts';
import { tallyEn } from './ui-tally.en.ts';
import { terminalEn } from './ui-terminal.en.ts';
import { timeEn } from './ui-time.en.ts';
import type { Widen } from './widen.ts';

/** The words of the page itself, one file a topic. What happens to packets is told by narrate. */
export const uiEn = {
  ...changesEn,
  ...embedEn,
  ...helpMenuEn,
  ...inspectorEn,
  ...linkEn,
  ...packetEn,
  ...printEn,
  ...probeEn,
  ...runEn,
  ...scenariosEn,
  ...shellEn,
  ...stageEn,
  ...tallyEn,
  ...terminalEn,
  ...timeEn,
};

export type UiMessages = Widen<typeof uiEn>;
