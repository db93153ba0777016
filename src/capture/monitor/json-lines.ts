import type { RecordOf } from './ring.ts';
import { layerTexts } from './dissect.ts';
import { layerIndex, type Packet } from '../../wire/layers.ts';
import { cpuText, dropText, hex, ifName, placeText, stateText } from './trace-text.ts';
import { icmpType } from './icmp-name.ts';
import { tcpInfo, unwrapped } from './summary.ts';

/** `monitor -j`: one object per record (pkg/monitor TraceNotifyVerbose, DropNotifyVerbose). */
export function jsonLine(record: RecordOf<'trace'> | RecordOf<'drop'>): string {
  const { observation, source, dstId, sample, hash } = record;
  const ends = { srcLabel: observation.srcIdentity, dstLabel: observation.dstIdentity, dstID: dstId };
  const summary = dissectSummary(sample.packet, layerTexts(sample));
  const head = { cpu: cpuText(record.cpu) };
  if (record.kind === 'drop') {
    const { reason, file, device } = record;
    return goJson({
      ...head,
      type: 'drop',
      mark: hex(hash),
      reason: dropText(reason),
      source,
      bytes: sample.length,
      ...ends,
      Line: file.line,
      File: file.id,
      ExtError: reason.ext ?? 0,
      Ifindex: device?.ifindex ?? 0,
      summary,
    });
  }
  return goJson({
    ...head,
    type: 'trace',
    mark: hex(hash),
    ifindex: ifName(record),
    state: stateText(observation.ct),
    observationPoint: record.point,
    traceSummary: placeText(record),
    source,
    bytes: sample.length,
    ...ends,
    summary,
  });
}

/** GetDissectSummary (pkg/monitor/dissect.go): layers in gopacket's words, ends, and flags or type in the monitor's. */
function dissectSummary(packet: Packet, texts: ReturnType<typeof layerTexts>): object {
  const { inner } = unwrapped(packet);
  const text = (kind: string): string | undefined => texts.find((each) => each.kind === kind)?.text;
  const ethernet = inner[0];
  const at = layerIndex(inner, 'ipv4');
  const ip = inner[at];
  const next = inner[at + 1];
  const icmp = icmpType(next);
  return {
    ethernet: text('Ethernet'),
    ipv4: text('IPv4'),
    tcp: next?.kind === 'tcp' ? tcpInfo(next) : undefined,
    udp: text('UDP'),
    icmpv4: icmp?.text,
    l2: ethernet?.kind === 'ethernet' ? { src: ethernet.src, dst: ethernet.dst } : undefined,
    l3: ip?.kind === 'ipv4' ? { src: ip.src, dst: ip.dst } : undefined,
    l4: next?.kind === 'tcp' || next?.kind === 'udp' ? { src: `${next.srcPort}`, dst: `${next.dstPort}` } : undefined,
  };
}

/** encoding/json of Go escapes these three everywhere. */
export function goJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`);
}
