import type { TranscriptWords } from '../i18n/transcript-words.ts';
import type { LabFile } from '../lab/file.ts';
import { argvText, stimulusText, targetText } from '../trace/stimulus-text.ts';
import type { Trace } from '../trace/trace.ts';
import { verdictOf } from './moment.ts';
import { podLabel } from './text-width.ts';

/** One thing that a run depends on or came to. `code`: as a program or a lab file spells it. */
export interface Fact {
  readonly name: string;
  readonly text: string;
  readonly code: boolean;
}

/** 'client → web…x1y2z · curl · Native': the pod's name where the target is a pod's address. */
export function titleOf(trace: Trace, words: TranscriptWords): string {
  const [stimulus] = trace.stimuli;
  const routing = words.routings[routingOf(trace.lab)];
  if (stimulus === undefined) return `${trace.lab.title} · ${routing}`;
  const goal = 'target' in stimulus ? targetText(stimulus.target) : 'name' in stimulus ? stimulus.name : '';
  const pod = [...trace.world.pods.values()].find((candidate) => candidate.ip === goal);
  const to = pod === undefined ? goal : podLabel(pod.name);
  return [`${podLabel(stimulus.from)} → ${to}`, stimulus.kind, routing].join(' · ');
}

function routingOf({ cilium }: LabFile): 'native' | 'vxlan' | 'geneve' {
  return cilium.routingMode === 'native' ? 'native' : cilium.tunnelProtocol;
}

/** Everything that the run follows from, and how it ended. */
export function factsOf(trace: Trace, words: TranscriptWords): readonly Fact[] {
  const { lab } = trace;
  const own = trace.jobs.filter((job) => job.exitCode !== null);
  const asked =
    own.length > 0
      ? own.map((job) => `${job.netns} $ ${argvText(job.argv)}`)
      : trace.stimuli.map((s) => `${s.from} $ ${stimulusText(s)}`);
  const printed = own.map((job) => `${job.stdout}${job.stderr}`.trim()).filter((text) => text !== '');
  const ends = own.flatMap((job) => (job.exitCode === null ? [] : [words.exit(job.exitCode)]));
  const { facts } = words;
  return [
    { name: facts.verdict, text: [words.verdict[verdictOf(trace)], ...new Set(ends)].join(', '), code: false },
    { name: facts.command, text: asked.join('\n'), code: true },
    ...(printed.length === 0 ? [] : [{ name: facts.output, text: printed.join('\n'), code: true }]),
    { name: facts.mode, text: words.routings[routingOf(lab)], code: false },
    { name: facts.router, text: routerText(lab, words), code: false },
    { name: facts.lab, text: `${lab.title}; ${words.clock(lab.clock, lab.seed)}`, code: false },
    { name: facts.versions, text: versionsText(lab), code: false },
    { name: facts.switches, text: switchesText(lab), code: true },
  ];
}

function routerText({ router }: LabFile, words: TranscriptWords): string {
  if (router === null) return words.router.none;
  const way =
    router.eth0 !== null && router.defaultRoute
      ? words.router.byDefault(router.name, 'eth0')
      : words.router.noDefault(router.name);
  return router.staticRoutes.length === 0 ? way : `${way}; ${words.router.statics(router.staticRoutes.join(', '))}`;
}

function versionsText({ versions }: LabFile): string {
  return `Kubernetes ${versions.kubernetes}, Cilium ${versions.cilium}, Linux ${versions.kernel}`;
}

/** Every key of the lab file's cilium part but the two that the mode says. */
function switchesText({ cilium, recorded }: LabFile): string {
  const { routingMode: _, tunnelProtocol: __, ...switches } = cilium;
  return [
    ...Object.entries(switches).map(([key, value]) => `${key}=${value}`),
    `neighbours=${recorded.neighbours}`,
  ].join(' ');
}
