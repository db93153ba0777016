import { hexOf } from '../../cluster/kube-names.ts';
import type { EventRecord } from '../../cluster/records.ts';
import type { Machine } from '../../machine.ts';
import { ageOf } from './age.ts';
import { column, type Item, type Kind, wideColumn } from './kind.ts';
import { metadata, stamp } from './meta.ts';

/** kube-apiserver --event-ttl. */
const LIFE = 3_600_000_000_000;

function eventName({ object, reason, message }: EventRecord): string {
  return `${object}.${hexOf(`event ${object} ${reason} ${message}`, 16)}`;
}

/** Events that are still kept, oldest first. */
export function eventsOf(machine: Machine): readonly EventRecord[] {
  return machine.cluster.work.events.filter(({ last }) => machine.now - last < LIFE);
}

export const EVENTS: Kind = {
  plural: 'events',
  singular: 'event',
  short: ['ev'],
  group: '',
  version: 'v1',
  kind: 'Event',
  namespaced: true,
  columns: [
    ...['LAST SEEN', 'TYPE', 'REASON', 'OBJECT'].map(column),
    ...['SUBOBJECT', 'SOURCE'].map(wideColumn),
    column('MESSAGE'),
    ...['FIRST SEEN', 'COUNT', 'NAME'].map(wideColumn),
  ],
  list: (machine) => eventsOf(machine).map((event) => itemOf(machine, event)),
};

function itemOf(machine: Machine, event: EventRecord): Item {
  const { namespace, kind, object, type, reason, message, source, first, last, count } = event;
  const name = eventName(event);
  const [component = '', host] = source.split(', ');
  return {
    name,
    namespace,
    created: first,
    object: () => ({
      apiVersion: 'v1',
      count,
      eventTime: null,
      firstTimestamp: stamp(machine, first),
      involvedObject: { kind, name: object, namespace },
      kind: 'Event',
      lastTimestamp: stamp(machine, last),
      message,
      metadata: metadata(machine, { kind: 'Event', name, namespace, created: first, labels: [] }),
      reason,
      reportingComponent: component,
      source: { component, ...(host === undefined ? {} : { host }) },
      type,
    }),
    cells: () => [
      ageOf(machine, last),
      type,
      reason,
      `${kind.toLowerCase()}/${object}`,
      '',
      source,
      message,
      ageOf(machine, first),
      `${count}`,
      name,
    ],
  };
}
