import type { LabProblemArgs, LabProblemCode, NamedThing, Wanted } from '../lab/problems.ts';

export type LabProblemWords = { readonly [C in LabProblemCode]: (args: LabProblemArgs[C]) => string };

const WANTED: Readonly<Record<Wanted, string>> = {
  address: 'an IPv4 address',
  prefix: 'an IPv4 prefix, ADDRESS/LENGTH',
  'address/length': 'its address with the prefix length, ADDRESS/LENGTH',
  'node name': 'the name of a node',
  port: 'a port, 1 to 65535',
};

const COUNTED: Readonly<Record<LabProblemArgs['too-many']['what'], string>> = {
  nodes: 'nodes',
  pods: 'pods',
  'pods on a node': 'pods on this node',
  services: 'services',
  'static routes': 'static routes',
  labels: 'labels',
  ports: 'ports',
  rows: 'rows',
};

function nameRule(of: NamedThing): string {
  const rule = "lower case letters, digits and '-', at most 63 between dots, as Kubernetes takes it";
  return of === 'pod' || of === 'service' ? `${rule}, after NAMESPACE/ if it is not in default` : rule;
}

/** What is wrong and how to mend it, after the place. Names of keys are those of the file. */
export const labProblemsEn: LabProblemWords = {
  'too-big': ({ limit }) =>
    `the file is larger than ${limit / 1_048_576} MiB: keep the machines and pods that the question needs`,
  'too-deep': ({ limit }) =>
    `the file nests deeper than ${limit} levels: a lab needs five, so something else was probably opened`,
  'too-many-values': ({ limit }) =>
    `the file holds more than ${limit} values: keep the machines and pods that the question needs`,
  'not-json': ({ line, column }) =>
    `line ${line}, column ${column} is not JSON: look there for a missing or superfluous comma, quote or bracket`,
  'duplicate-key': ({ key, line, column }) =>
    `'${key}' is there twice in one object (line ${line}, column ${column}): rename or remove one`,
  'unknown-format': ({ got, want }) =>
    got === ''
      ? `is missing: a lab file begins with "format": "${want}"`
      : `'${got}' is not a format of this program: write '${want}'`,
  'not-object': ({ got }) => `'${got}' is not an object: write keys and values between braces`,
  'not-list': ({ got }) => `'${got}' is not a list: write it between square brackets`,
  'not-text': ({ got }) => `'${got}' is not text: put it between quotes`,
  'too-long': ({ length, limit }) => `has ${length} characters: at most ${limit} are taken`,
  'not-boolean': ({ got }) => `'${got}' is neither true nor false`,
  'not-number': ({ got, low, high }) => `'${got}' is not a whole number from ${low} to ${high}`,
  'not-one-of': ({ got, options }) => `'${got}' is not one of ${options.join(', ')}`,
  'not-a-clock': ({ got }) => `'${got}' is not a time with its offset: write it as YYYY-MM-DDThh:mm:ss+hh:mm`,
  missing: ({ want }) => `is missing: give ${WANTED[want]}`,
  'not-ipv4': ({ got }) => `'${got}' is not an IPv4 address (four numbers 0 to 255 without leading zeros)`,
  'not-prefix': ({ got }) => `'${got}' is not an IPv4 prefix (0 to 32)`,
  'not-interface-address': ({ got }) => `'${got}' is not an address with its prefix length: write ADDRESS/LENGTH`,
  'host-bits': ({ got, mend }) => `'${got}' has bits beyond its length: the prefix is ${mend}`,
  'prefix-length': ({ got, low, high }) => `'${got}' has a length that is not from ${low} to ${high}`,
  'not-a-host': ({ ip, cidr }) => `${ip} is the first or the last address of ${cidr}, which no machine may have`,
  'not-static-route': ({ got }) =>
    `'${got}' is not a route: write 'PREFIX via GATEWAY', or 'unreachable', 'blackhole' or 'prohibit' and a PREFIX`,
  'not-on-link': ({ gateway, subnets }) =>
    `the gateway ${gateway} lies in no subnet of this machine (${subnets.join(', ')})`,
  'gateway-is-self': ({ gateway }) => `${gateway} is this machine's own address: give another machine's`,
  'same-route': ({ dst }) => `${dst} has a route already: keep one of them`,
  'outside-pod-cidr': ({ ip, node, cidr }) => `${ip} lies outside ${node}'s podCIDR ${cidr}`,
  'outside-subnet': ({ ip, cidr }) => `${ip} lies outside the uplink's subnet ${cidr}`,
  'unknown-node': ({ got, nodes }) => `'${got}' is not a node of this lab (${nodes.join(', ')})`,
  'same-address': ({ a, b, ip }) => `${a} and ${b} both have ${ip}`,
  'same-endpoint': ({ a, b, node, endpoint }) =>
    `${a} and ${b} both have endpoint ${endpoint} on ${node}: change one or leave it out`,
  'same-lxc': ({ a, b, node, lxc }) => `${a} and ${b} both have ${lxc} on ${node}: change one or leave it out`,
  'same-frontend': ({ a, b, frontend }) => `${a} and ${b} both have ${frontend}`,
  'cidr-overlap': ({ a, aCidr, b, bCidr }) =>
    `${a} (${aCidr}) and ${b} (${bCidr}) overlap: give each a range of its own`,
  'cluster-ip-in-use': ({ ip, owner, cidr }) => `${ip} lies in ${cidr} of ${owner}: take one from the service range`,
  'no-nodes': () => 'a lab needs at least one node: give a name with ip and podCIDR',
  'too-many': ({ what, count, limit }) => `${count} ${COUNTED[what]}: at most ${limit} are taken`,
  'pod-cidr-full': ({ node, cidr }) => `${cidr} is full: no address is left for cilium_host of ${node}`,
  'not-a-name': ({ got, of }) => `'${got}' is not a name for a ${of} (${nameRule(of)})`,
  'name-taken': ({ name, by }) => `${name} is the name of a ${by} already: rename one`,
  'not-a-device': ({ got }) =>
    `'${got}' is not a device name of Linux (1 to 15 letters, digits, '.', '_' or '-'; a pod's begins with lxc)`,
  'device-taken': ({ name }) => `${name} is the name of another device of the node: take another`,
  'not-an-identity': ({ got }) => `'${got}' is not a security identity (256 to 65535, or 1 to 10 for a reserved one)`,
  'not-a-mac': ({ got }) =>
    `'${got}' is not the MAC of one device: write six bytes like aa:bb:cc:dd:ee:ff, the first one even`,
  'auto-direct-in-tunnel': () =>
    'true stops the agent in tunnel mode (auto-direct-node-routes cannot be used with tunneling): write false or leave it out',
  'more-problems': ({ count }) => `${count} more: mend these first`,
  'unknown-key': ({ key, nearest }) =>
    nearest === null
      ? `'${key}' is not a key of this format and counts for nothing`
      : `'${key}' is not a key of this format and counts for nothing: did you mean '${nearest}'?`,
  'no-pods-selected': ({ service }) => `${service} selects no pod: compare its selector with the labels of the pods`,
  'no-control-plane': ({ service }) => `${service} has no backend: set "controlPlane": true on a node`,
  'other-cilium': ({ got, modelled }) => `${got} is kept as a name, but programs and maps are those of ${modelled}`,
  'policies-not-enforced': ({ count }) => `${count} in the file: this version keeps policies but does not enforce them`,
  'bgp-reserved': () => 'is reserved for later and counts for nothing: write what BGP would add as static_routes',
  'unknown-pod': ({ got }) => `'${got}' names no pod of this lab: write the name of a pod that is a service's backend`,
  'unknown-device': ({ got }) => `'${got}' names no machine or pod of this lab: write NAME:DEVICE`,
  'unknown-flow': ({ got }) =>
    `'${got}' is no flow between machines or pods of this lab: write 'FROM->TO icmp', or tcp or udp`,
};
