import { int, maybe, oneOf, text, word } from './shape.ts';

/** Frozen with hopscope-trace/1: verdicts and ends. Do not edit; write a v2 instead. */
export const errno = word('EMSGSIZE', 'ENETUNREACH', 'EHOSTUNREACH', 'ECONNREFUSED', 'EACCES', 'ETIMEDOUT');

export const reason = oneOf('by', {
  cilium: {
    code: int,
    text: word(
      'Invalid source ip',
      'Policy denied',
      'Policy denied by denylist',
      'Invalid packet',
      'CT: Truncated or invalid header',
      'Unsupported L3 protocol',
      'Service backend not found',
      'No tunnel/encapsulation endpoint (datapath BUG!)',
      'Local host is unreachable',
      'No mapping for NAT masquerade',
      'FIB lookup failed',
      'Encapsulation traffic is prohibited',
      'Invalid identity',
      'TTL exceeded',
      'Stale or unroutable IP',
      'Endpoint policy program not available',
    ),
    ext: maybe(int),
  },
  kernel: {
    text: word(
      'no route',
      'route unreachable',
      'route prohibit',
      'route blackhole',
      'reverse path filter',
      'martian source',
      'other host',
      'ttl exceeded',
      'fragmentation needed',
      'neighbour unresolved',
      'forwarding disabled',
      'no socket',
      'not this host',
      'no such device',
      'reassembly timeout',
      'no tunnel key',
      'dummy device',
    ),
  },
});

export const outcome = oneOf('kind', {
  delivered: { to: text },
  consumed: { by: text, process: text },
  dropped: { reason, netns: text, device: maybe(text) },
  'left-the-lab': { via: text },
  'never-sent': { errno, netns: text },
  reassembled: {},
  'under-way': {},
});

export const verdict = oneOf('kind', {
  pass: {},
  redirect: { to: text, helper: word('redirect', 'redirect_peer', 'redirect_neigh') },
  policy: { endpoint: int, pod: text },
  drop: { reason },
  errno: { errno },
});
