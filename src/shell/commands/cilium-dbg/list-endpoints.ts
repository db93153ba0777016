import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import type { CobraCall } from '../cobra/tree.ts';
import { BPF_TABLE, tabwriter } from '../cobra/tabwriter.ts';
import { endpointModel, managedEndpoints, type Managed } from './endpoints.ts';
import { fatal, printOutput, usage, wantsOutput } from './output-flag.ts';

const HEAD = [
  'ENDPOINT\tPOLICY (ingress)\tPOLICY (egress)\tIDENTITY\tLABELS (source:key[=value])\tIPv6\tIPv4\tSTATUS\t',
  '\tENFORCEMENT\tENFORCEMENT\t\t\t\t\t\t',
];

function rowsOf({ id, identity, labels, ip }: Managed): readonly string[] {
  const [first = 'no labels', ...rest] = labels;
  return [
    // Policies are looked up, not enforced: no lab file has any.
    `${id}\tDisabled\tDisabled\t${identity}\t${first}\t\t${ip}\tready\t`,
    ...rest.map((label) => `\t\t\t\t${label}\t\t\t\t`),
  ];
}

export function* listEndpoints(call: CobraCall): Task {
  const endpoints = managedEndpoints(call.context);
  if (wantsOutput(call)) return yield* printOutput(call, endpoints.map(endpointModel));
  const head = call.flags.has('noHeaders') ? [] : HEAD;
  yield* write(call.context.io.stdout, tabwriter([...head, ...endpoints.flatMap(rowsOf)], BPF_TABLE));
  return 0;
}

/** '200', 'cilium-local:200', 'k8s:default:curl-pod', 'ipv4:ADDRESS', 'container-name:…'. */
function matches(endpoint: Managed, text: string): boolean {
  const [prefix = '', ...rest] = text.split(':');
  const id = rest.join(':');
  if (rest.length === 0) return text === `${endpoint.id}`;
  switch (prefix) {
    case 'cilium-local':
      return id === `${endpoint.id}`;
    case 'ipv4':
      return id === endpoint.ip;
    case 'pod-name':
    case 'cep-name':
      return endpoint.pod !== null && id === `${endpoint.pod.namespace}/${endpoint.pod.shortName}`;
    case 'k8s':
      return endpoint.labels.includes(text);
    default:
      return false;
  }
}

export function* getEndpoint(call: CobraCall): Task {
  const { operands, flags } = call;
  const label = flags.value('labels');
  const [asked = ''] = operands;
  const endpoints = managedEndpoints(call.context);
  if (label !== null) {
    const wanted = label.split(',').map((each) => (each.includes(':') ? each : `k8s:${each}`));
    const found = endpoints.filter((each) => wanted.every((one) => each.labels.includes(one)));
    return yield* printOutput(call, found.map(endpointModel), 'json');
  }
  if (asked === '') return yield* usage(call, 'Missing endpoint id argument');
  if (!/^\d+$/.test(asked) && !asked.includes(':')) {
    return yield* fatal(
      call,
      `Cannot parse endpoint id "${asked}": invalid endpoint ID "${asked}": strconv.ParseInt: parsing "${asked}": invalid syntax`,
    );
  }
  const found = endpoints.find((each) => matches(each, asked));
  if (found === undefined) {
    return yield* fatal(call, `Cannot get endpoint ${asked}: [GET /endpoint/{id}][404] getEndpointIdNotFound \n`);
  }
  return yield* printOutput(call, [endpointModel(found)], 'json');
}
