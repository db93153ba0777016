import type { UiMessages } from './ui.en.ts';
import { changesKo } from './ui-changes.ko.ts';
import { embedKo } from './ui-embed.ko.ts';
import { helpMenuKo } from './ui-help-menu.ko.ts';
import { inspectorKo } from './ui-inspector.ko.ts';
import { linkKo } from './ui-link.ko.ts';
import { packetKo } from './ui-packet.ko.ts';
import { printKo } from './ui-print.ko.ts';
import { probeKo } from './ui-probe.ko.ts';
import { runKo } from './ui-run.ko.ts';
import { scenariosKo } from './ui-scenarios.ko.ts';
import { shellKo } from './ui-shell.ko.ts';
import { stageKo } from './ui-stage.ko.ts';
import { tallyKo } from './ui-tally.ko.ts';
import { terminalKo } from './ui-terminal.ko.ts';
import { timeKo } from './ui-time.ko.ts';

export const uiKo: UiMessages = {
  ...changesKo,
  ...embedKo,
  ...helpMenuKo,
  ...inspectorKo,
  ...linkKo,
  ...packetKo,
  ...printKo,
  ...probeKo,
  ...runKo,
  ...scenariosKo,
  ...shellKo,
  ...stageKo,
  ...tallyKo,
  ...terminalKo,
  ...timeKo,
};
