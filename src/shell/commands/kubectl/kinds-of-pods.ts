import type { PodRecord } from '../../cluster/records.ts';
import { ageOf } from './age.ts';
import { column, wideColumn, type Kind } from './kind.ts';
import { podObject } from './pod-object.ts';

/** What the STATUS column says (pkg/printers/internalversion printPod). */
export function statusText({ deleting, status }: PodRecord): string {
  return deleting === null ? status : 'Terminating';
}

export const PODS: Kind = {
  plural: 'pods',
  singular: 'pod',
  short: ['po'],
  group: '',
  version: 'v1',
  kind: 'Pod',
  namespaced: true,
  columns: [
    ...['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'].map(column),
    ...['IP', 'NODE', 'NOMINATED NODE', 'READINESS GATES'].map(wideColumn),
  ],
  list: (machine) =>
    machine.cluster.work.pods.map((pod) => ({
      name: pod.name,
      namespace: pod.namespace,
      created: pod.created,
      object: () => podObject(machine, pod),
      cells: () => {
        const count = pod.template.containers.length;
        const again = pod.restarts === 0 || pod.started === null ? '' : ` (${ageOf(machine, pod.started)} ago)`;
        return [
          pod.name,
          `${pod.ready === null && pod.deleting === null ? 0 : count}/${count}`,
          statusText(pod),
          `${pod.restarts}${again}`,
          ageOf(machine, pod.created),
          (pod.started === null && !pod.template.hostNetwork) || pod.status === 'ContainerCreating'
            ? '<none>'
            : (pod.ip ?? '<none>'),
          pod.node ?? '<none>',
          '<none>',
          '<none>',
        ];
      },
    })),
};
