import type { NetnsName } from '../lab/names.ts';
import { stimulusText } from '../trace/stimulus-text.ts';
import type { Stimulus } from '../trace/stimulus.ts';
import type { Trace } from '../trace/trace.ts';
import type { Session } from './session.ts';

/** What commands have changed in the lab since its run began. */
export type LabChange =
  /** A routing table or another table, by the command that changes it so. */
  | { readonly kind: 'table'; readonly at: NetnsName; readonly line: string }
  /** Agents have started with another configuration. */
  | { readonly kind: 'agents'; readonly nodes: readonly NetnsName[] }
  /** Pods and services have come and gone, or are others under their old names. */
  | { readonly kind: 'cluster'; readonly come: readonly string[]; readonly gone: readonly string[] };

/** The changes of the lab on the stage, in their order: none in a run that is as the controls have made it. */
export function labChanges({ run, trace }: Pick<Session, 'run' | 'trace'>): readonly LabChange[] {
  if (run.kind !== 'ready' || trace === null) return [];
  const later = trace.stimuli.slice(run.trace.stimuli.length);
  const tables = later.flatMap((stimulus): readonly LabChange[] => {
    const isTable = stimulus.kind === 'ip-route' || stimulus.kind === 'flush';
    if (!isTable || !hasWorked(trace, stimulus, run.trace.events.length)) return [];
    return [{ kind: 'table', at: stimulus.from, line: stimulusText(stimulus) }];
  });
  const nodes = [...new Set(later.flatMap(({ kind, from }) => (kind === 'agent' ? [from] : [])))];
  const cluster = later.findLast((stimulus) => stimulus.kind === 'cluster');
  return [
    ...(nodes.length === 0 ? [] : [{ kind: 'agents', nodes } as const]),
    ...(cluster === undefined ? [] : [clusterChange(run.trace, cluster)]),
    ...tables,
  ];
}

function hasWorked(trace: Trace, stimulus: Stimulus, from: number): boolean {
  const line = stimulusText(stimulus);
  return trace.events.some(
    (event) =>
      event.id >= from &&
      event.kind === 'configured' &&
      event.netns === stimulus.from &&
      event.at >= stimulus.at &&
      event.command === line &&
      event.error === null,
  );
}

function clusterChange({ lab }: Trace, now: Extract<Stimulus, { kind: 'cluster' }>): LabChange {
  const names = (things: readonly { readonly name: string }[]): readonly string[] => things.map(({ name }) => name);
  const before = new Set([...names(lab.pods), ...names(lab.services)]);
  const after = new Set([...names(now.pods), ...names(now.services)]);
  return {
    kind: 'cluster',
    come: [...after].filter((name) => !before.has(name)),
    gone: [...before].filter((name) => !after.has(name)),
  };
}
