import type { World } from '../../lab/world.ts';
import { addressOfReverse } from '../../trace/stimulus-text.ts';
import type { DnsQuestion, Layer } from '../../wire/layers.ts';
import type { Kernel } from '../kernel.ts';
import type { Sockets } from '../transport/sockets.ts';
import { clusterAddresses, clusterNames } from './cluster-names.ts';
import { THINK } from './think-time.ts';

/** Seconds that the kubernetes plugin lets answers live (ttl 30). */
const TTL = 30;
const NOERROR = 0;
const NXDOMAIN = 3;
export const DNS_PORT = 53;

/**
 * CoreDNS as kubeadm sets it up, for the cluster's own names: A records of services, endpoints and pods, PTR records of
 * services and endpoints, no AAAA in an IPv4 cluster, NXDOMAIN for all other names. It has no upstream in the lab, and sends no SOA with a negative answer.
 */
export function serveDns(kernel: Kernel, sockets: Sockets): void {
  sockets.listenUdp(DNS_PORT, 'coredns', (datagram, answer) => {
    const [query] = datagram.payload;
    const question = query?.kind === 'dns' && !query.response ? query.questions[0] : undefined;
    if (query?.kind !== 'dns' || !question) return;
    kernel.after(THINK.lookup, () => {
      const response = responseTo(kernel.world, query, question);
      answer([response], answerText(response, question));
    });
  });
}

function responseTo(world: World, query: Layer<'dns'>, question: DnsQuestion): Layer<'dns'> {
  const reversed = addressOfReverse(question.name);
  if (reversed !== null) {
    const names = clusterNames(world, reversed);
    const asked = question.type === 'PTR' ? names : [];
    return {
      ...query,
      response: true,
      authoritative: true,
      rcode: names.length === 0 ? NXDOMAIN : NOERROR,
      answers: asked.map((data) => ({ name: question.name, type: 'PTR', ttl: TTL, data })),
    };
  }
  const addresses = clusterAddresses(world, question.name);
  const found = question.type === 'A' ? (addresses ?? []) : [];
  return {
    ...query,
    response: true,
    authoritative: true,
    rcode: addresses === null ? NXDOMAIN : NOERROR,
    answers: found.map((data) => ({ name: question.name, type: 'A', ttl: TTL, data })),
  };
}

/** 'A' and the address, 'NXDOMAIN', or 'AAAA NODATA'. */
function answerText(response: Layer<'dns'>, question: DnsQuestion): string {
  if (response.rcode === NXDOMAIN) return 'NXDOMAIN';
  const data = response.answers.map((answer) => answer.data).join(' ');
  return `${question.type} ${data === '' ? 'NODATA' : data}`;
}
