import type { LabFile } from '../../src/lab/file.ts';
import { hopText, pathLineOf } from '../../src/trace/hop-text.ts';
import { journeyOf } from '../../src/trace/journey.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { CLIENTS, NODES, WEBPODS, type NodeName } from '../labs/week4-clients.ts';
import { labOfMode } from './modes.ts';
import type { TableLine } from './path-table.ts';
import { curl, firstPacket, lineOf, lookup, packetThat, ping, replyTo } from './runs.ts';

/** A special path, once per host that its '*' stands for: the host's name in the table, and what the engine says. */
export type Special = () => readonly { readonly host: string; readonly line: TableLine }[];

const SHORT: Readonly<Record<string, NodeName>> = { ctr: 'k8s-ctr', w1: 'k8s-w1', w0: 'k8s-w0' };
const node = (short: string): NodeName => SHORT[short] ?? 'k8s-ctr';
const short = (name: NodeName): string => name.replace('k8s-', '');
const addressOf = (lab: LabFile, name: NodeName): string => lab.nodes.find((each) => each.name === name)?.ip ?? '';
const serviceOf = (lab: LabFile, name: string): string =>
  lab.services.find((each) => each.name === name)?.clusterIP ?? '';
const cold = (lab: LabFile): LabFile => ({ ...lab, recorded: { ...lab.recorded, neighbours: 'cold' } });
const once = (line: TableLine, host = ''): ReturnType<Special> => [{ host, line }];
const everywhere = (path: string, mode: string, walk: (lab: LabFile, at: NodeName) => TableLine): ReturnType<Special> =>
  NODES.map((at) => ({ host: short(at), line: { ...walk(labOfMode(mode), at), path } }));

/** A curl to the service whose chosen backend runs on a node: the first seed that chooses it. */
function curlToServiceOn(mode: string, from: NodeName, backend: NodeName): Trace {
  for (let seed = 1; seed < 200; seed++) {
    const lab = { ...labOfMode(mode), seed };
    const trace = curl(lab, CLIENTS[from], serviceOf(lab, 'webpod'));
    const first = pathLineOf(trace, firstPacket(trace).id);
    if (first.path.endsWith(`>${short(backend)}`)) return trace;
  }
  throw new Error(`no seed sends ${from} to ${backend}`);
}

function requestOf(trace: Trace, path: string): TableLine {
  return lineOf(trace, firstPacket(trace).id, path);
}

/** A request that arrives while its answer gets lost. */
function oneWay(trace: Trace, path: string): TableLine {
  const request = firstPacket(trace);
  const line = lineOf(trace, request.id, path);
  const back = lineOf(trace, replyTo(trace, request.id).id, path);
  return line.end === 'DELIVERED' && back.end === 'LOST' ? { ...line, end: 'ONE-WAY' } : line;
}

function svc(path: string, mode: string, backend: NodeName): Special {
  return () => once(requestOf(curlToServiceOn(mode, 'k8s-ctr', backend), path));
}

/** Both halves of a neighbour's question as one path: who asks hears the answer. */
function neighbour(path: string): ReturnType<Special> {
  const lab = cold(labOfMode('native'));
  const trace = ping(lab, CLIENTS['k8s-ctr'], WEBPODS['k8s-w1']);
  const ask = packetThat(
    trace,
    (record) => record.label.startsWith('who-has') && record.from === 'k8s-ctr',
    'by which k8s-ctr asks for a neighbour',
  );
  const answer = replyTo(trace, ask.id);
  const hops = [ask, answer].flatMap(({ id }) =>
    journeyOf(trace, id)
      .hops.filter((hop) => hop.hop !== null)
      .map((hop) => hopText(trace, hop)),
  );
  return once({ path, end: answer.outcome.kind === 'consumed' ? 'OK' : 'LOST', ttl: null, hops, ev: [] }, 'ctr');
}

function arp(path: string): ReturnType<Special> {
  return everywhere(path, 'native', (lab, at) => {
    const trace = ping(cold(lab), CLIENTS[at], WEBPODS[at]);
    const ask = packetThat(
      trace,
      (record) => record.label.startsWith('who-has') && record.from === CLIENTS[at],
      'by which the pod asks',
    );
    const line = lineOf(trace, ask.id, path);
    // The program writes the answer over the question and sends the frame back: the packet ends where it was born.
    return ask.outcome.kind === 'consumed' && ask.outcome.by === ask.from ? { ...line, end: 'ARP reply' } : line;
  });
}

/** A hook that ran on its own: its hop, no packet. */
function lonelyHook(path: string, hop: string): ReturnType<Special> {
  return everywhere(path, 'vxlan', (lab, at) => {
    const trace = curl(lab, CLIENTS[at], serviceOf(lab, 'webpod'));
    const count = trace.events.filter((event) => event.hop === hop).length;
    return {
      path,
      end: count > 0 ? 'OK' : 'ABSENT',
      ttl: null,
      hops: count > 0 ? [`${short(at)}:${hop}`] : [],
      ev: [],
    };
  });
}

const MASQ_TARGET = '10.10.1.200';
function masq(from: string): readonly (readonly [string, Special])[] {
  const walk =
    (path: string, back: boolean): Special =>
    () =>
      ['native', 'vxlan'].map((mode) => {
        const trace = ping(labOfMode(mode), CLIENTS[node(from)], MASQ_TARGET);
        const request = firstPacket(trace);
        return { host: from, line: lineOf(trace, back ? replyTo(trace, request.id).id : request.id, path) };
      });
  const there = `masq/*:${from}>${MASQ_TARGET}`;
  const back = `masq-reply/*:${MASQ_TARGET}>${from}`;
  return [
    [there, walk(there, false)],
    [back, walk(back, true)],
  ];
}

function fragments(path: string): ReturnType<Special> {
  return everywhere(path, 'vxlan', (lab, at) => {
    const to = at === 'k8s-w0' ? 'k8s-ctr' : 'k8s-w0';
    const trace = ping(lab, CLIENTS[at], WEBPODS[to], { size: 1472, pmtudisc: 'dont' });
    return lineOf(
      trace,
      packetThat(trace, (record) => record.cause.kind === 'fragment', 'that is a fragment').id,
      path,
    );
  });
}

const SPECIALS: Readonly<Record<string, Special>> = {
  'arp:pod>gw': () => arp('arp:pod>gw'),
  'svc-tcp/native:ctr>webpod@ctr': svc('svc-tcp/native:ctr>webpod@ctr', 'native', 'k8s-ctr'),
  'svc-tcp/native:ctr>webpod@w1': svc('svc-tcp/native:ctr>webpod@w1', 'native', 'k8s-w1'),
  'svc-tcp/native:ctr>webpod@w0': svc('svc-tcp/native:ctr>webpod@w0', 'native', 'k8s-w0'),
  'svc-tcp/vxlan:ctr>webpod@w0': svc('svc-tcp/vxlan:ctr>webpod@w0', 'vxlan', 'k8s-w0'),
  'dns-udp/vxlan:ctr>coredns@ctr': () =>
    once(requestOf(lookup(labOfMode('vxlan'), CLIENTS['k8s-ctr'], 'webpod'), 'dns-udp/vxlan:ctr>coredns@ctr')),
  'dns-udp/native:w0>coredns@ctr': () =>
    once(requestOf(lookup(labOfMode('native'), CLIENTS['k8s-w0'], 'webpod'), 'dns-udp/native:w0>coredns@ctr')),
  'dns-udp/vxlan:w0>coredns@ctr': () =>
    once(requestOf(lookup(labOfMode('vxlan'), CLIENTS['k8s-w0'], 'webpod'), 'dns-udp/vxlan:w0>coredns@ctr')),
  'dns-reply/vxlan:coredns@ctr>w0': () => {
    const trace = lookup(labOfMode('vxlan'), CLIENTS['k8s-w0'], 'webpod');
    return once(lineOf(trace, replyTo(trace, firstPacket(trace).id).id, 'dns-reply/vxlan:coredns@ctr>w0'));
  },
  ...Object.fromEntries(['ctr', 'w1', 'w0'].flatMap(masq)),
  'pod>own-node/*': () =>
    ['native', 'vxlan'].flatMap((mode) =>
      everywhere('pod>own-node/*', mode, (lab, at) => requestOf(ping(lab, CLIENTS[at], addressOf(lab, at)), '')),
    ),
  'own-node>pod/*': () =>
    ['native', 'vxlan'].flatMap((mode) =>
      everywhere('own-node>pod/*', mode, (lab, at) => requestOf(ping(lab, at, CLIENTS[at]), '')),
    ),
  'node>remote-pod/native:ctr>w1': () =>
    once(requestOf(ping(labOfMode('native'), 'k8s-ctr', WEBPODS['k8s-w1']), 'node>remote-pod/native:ctr>w1')),
  'node>remote-pod/vxlan:ctr>w0': () =>
    once(requestOf(ping(labOfMode('vxlan'), 'k8s-ctr', WEBPODS['k8s-w0']), 'node>remote-pod/vxlan:ctr>w0')),
  'pod>remote-node/native:ctr>w0-ip': () => {
    const lab = labOfMode('native');
    return once(oneWay(ping(lab, CLIENTS['k8s-ctr'], addressOf(lab, 'k8s-w0')), 'pod>remote-node/native:ctr>w0-ip'));
  },
  'pod>remote-node/vxlan:ctr>w0-ip': () => {
    const lab = labOfMode('vxlan');
    return once(oneWay(ping(lab, CLIENTS['k8s-ctr'], addressOf(lab, 'k8s-w0')), 'pod>remote-node/vxlan:ctr>w0-ip'));
  },
  'mtu-M-do-1472/native:ctr>w1': () =>
    once(
      requestOf(
        ping(labOfMode('native'), CLIENTS['k8s-ctr'], WEBPODS['k8s-w1'], { size: 1472, pmtudisc: 'do' }),
        'mtu-M-do-1472/native:ctr>w1',
      ),
    ),
  'mtu-M-do-1472/vxlan': () =>
    once(
      requestOf(
        ping(labOfMode('vxlan'), CLIENTS['k8s-ctr'], WEBPODS['k8s-w0'], { size: 1472, pmtudisc: 'do' }),
        'mtu-M-do-1472/vxlan',
      ),
    ),
  'mtu-1472-nofrag-flag/vxlan': () => fragments('mtu-1472-nofrag-flag/vxlan'),
  'getpeername/*': () => lonelyHook('getpeername/*', 'SK.G4'),
  'sock-close/*': () => lonelyHook('sock-close/*', 'SK.REL'),
  'neigh/*:node>next-hop': () => neighbour('neigh/*:node>next-hop'),
  'node>router-ip/vxlan:w0>ctr-router-ip': () => {
    const lab = labOfMode('vxlan');
    const router = lab.nodes.find((each) => each.name === 'k8s-ctr')?.ciliumHost ?? '';
    return once(requestOf(ping(lab, 'k8s-w0', router), 'node>router-ip/vxlan:w0>ctr-router-ip'));
  },
};

export function specialOf(path: string): Special | null {
  return SPECIALS[path] ?? null;
}
