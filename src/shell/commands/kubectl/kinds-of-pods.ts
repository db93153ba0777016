import { podObject } from './objects.ts';
import type { Kind } from './kind.ts';

export const PODS: Kind = {
  plural: 'pods',
  names: ['pods', 'pod', 'po'],
  prefix: 'pod',
  namespaced: true,
  columns: ['READY', 'STATUS', 'RESTARTS'],
  wide: ['IP', 'NODE', 'NOMINATED NODE', 'READINESS GATES'],
  list: (machine) =>
    machine.cluster.work.pods.map((pod) => {
      const up = pod.state === 'Running' || pod.state === 'Terminating';
      const count = pod.containers.length;
      return {
        name: pod.name,
        namespace: pod.namespace,
        created: pod.created,
        object: podObject(machine, pod),
        cells: [`${up ? count : 0}/${count}`, pod.state, `${pod.restarts}`],
        wide: [up ? (pod.ip ?? '<none>') : '<none>', pod.node ?? '<none>', '<none>', '<none>'],
      };
    }),
};
