import type { Nanos } from '../../lab/names.ts';
import type { Machine } from '../machine.ts';
import { sleepUntil, type Task } from '../process/task.ts';
import { agentRefusal } from './agent-refusal.ts';

/** How long an agent is away until its new pod is ready: image there, configuration read, endpoints restored. */
const RESTART = 12_000_000_000;

/**
 * Restarts the agents one after the other with what the ConfigMap says then, as the DaemonSet's rolling update does. Gives
 * the last words of an agent that does not come up: then the others stay as they are.
 */
export function* restartAgents(machine: Machine): Task<string | null> {
  const { agents, helm } = machine.cluster;
  for (const { node } of agents.all()) {
    yield* sleepUntil((machine.now + RESTART) as Nanos);
    const refusal = agentRefusal(helm.current.values);
    if (refusal !== null) return refusal;
    const at = machine.soon();
    machine.lab.act({ kind: 'agent', at, from: node, cilium: agents.wanted });
    agents.started(node, at);
  }
  return null;
}
