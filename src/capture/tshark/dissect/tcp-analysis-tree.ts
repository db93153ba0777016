import type { Packet } from '../packet.ts';
import { TCP_A } from '../tcp-labels.ts';
import type { TcpContext } from '../tcp-conversation.ts';
import { addExpert, addGenerated, addGeneratedLine, type Item, type Severity } from '../tree.ts';

interface Label {
  readonly bit: number;
  /** The field, without 'tcp.analysis.'. */
  readonly field: string;
  readonly severity: Severity;
  readonly remark: string;
  /** Stands before the line of the table, the last of them first. */
  readonly prefix: string;
}

const RETRANSMISSION = 'This frame is a (suspected) retransmission';

/** In the order in which Wireshark looks at them (packet-tcp.c tcp_print_sequence_number_analysis). */
const LABELS: readonly Label[] = [
  {
    bit: TCP_A.reusedPorts,
    field: 'reused_ports',
    severity: 'Note',
    remark: 'A new tcp session is started with the same ports as an earlier session in this trace',
    prefix: 'Port numbers reused',
  },
  {
    bit: TCP_A.retransmission,
    field: 'retransmission',
    severity: 'Note',
    remark: RETRANSMISSION,
    prefix: 'Retransmission',
  },
  {
    bit: TCP_A.fastRetransmission,
    field: 'fast_retransmission',
    severity: 'Note',
    remark: 'This frame is a (suspected) fast retransmission',
    prefix: 'Fast Retransmission',
  },
  {
    bit: TCP_A.spuriousRetransmission,
    field: 'spurious_retransmission',
    severity: 'Note',
    remark: 'This frame is a (suspected) spurious retransmission',
    prefix: 'Spurious Retransmission',
  },
  {
    bit: TCP_A.outOfOrder,
    field: 'out_of_order',
    severity: 'Warning',
    remark: 'This frame is a (suspected) out-of-order segment',
    prefix: 'Out-Of-Order',
  },
  {
    bit: TCP_A.lostPacket,
    field: 'lost_segment',
    severity: 'Warning',
    remark: 'Previous segment(s) not captured (common at capture start)',
    prefix: 'Previous segment not captured',
  },
  {
    bit: TCP_A.ackLostPacket,
    field: 'ack_lost_segment',
    severity: 'Warning',
    remark: "ACKed segment that wasn't captured (common at capture start)",
    prefix: 'ACKed unseen segment',
  },
  {
    bit: TCP_A.windowUpdate,
    field: 'window_update',
    severity: 'Chat',
    remark: 'TCP window update',
    prefix: 'Window Update',
  },
  {
    bit: TCP_A.windowFull,
    field: 'window_full',
    severity: 'Warning',
    remark: 'TCP window specified by the receiver is now completely full',
    prefix: 'Window Full',
  },
  {
    bit: TCP_A.keepAlive,
    field: 'keep_alive',
    severity: 'Note',
    remark: 'TCP keep-alive segment',
    prefix: 'Keep-Alive',
  },
  {
    bit: TCP_A.keepAliveAck,
    field: 'keep_alive_ack',
    severity: 'Note',
    remark: 'ACK to a TCP keep-alive segment',
    prefix: 'Keep-Alive ACK',
  },
];

const ZERO_LABELS: readonly Label[] = [
  {
    bit: TCP_A.zeroWindowProbe,
    field: 'zero_window_probe',
    severity: 'Note',
    remark: 'TCP Zero Window Probe',
    prefix: 'ZeroWindowProbe',
  },
  {
    bit: TCP_A.zeroWindow,
    field: 'zero_window',
    severity: 'Warning',
    remark: 'TCP Zero Window segment',
    prefix: 'ZeroWindow',
  },
  {
    bit: TCP_A.zeroWindowProbeAck,
    field: 'zero_window_probe_ack',
    severity: 'Note',
    remark: 'ACK to a TCP Zero Window Probe',
    prefix: 'ZeroWindowProbeAck',
  },
];

/** [SEQ/ACK analysis], and what stands before the line of the table. */
export function printAnalysis(p: Packet, item: Item, { conversation, analysis }: TcpContext): void {
  if (!analysis.exists) return;
  const tree = addGeneratedLine(item, 'tcp.analysis', null, 'SEQ/ACK analysis');
  if (analysis.ackedFrame > 0) {
    const frame = analysis.ackedFrame;
    addGeneratedLine(tree, 'tcp.analysis.acks_frame', frame, `This is an ACK to the segment in frame: ${frame}`);
    if (analysis.ackRtt !== 0n) addGenerated(tree, 'tcp.analysis.ack_rtt', analysis.ackRtt);
  }
  if (conversation.firstRtt !== 0n) addGenerated(tree, 'tcp.analysis.initial_rtt', conversation.firstRtt);
  if (analysis.bytesInFlight > 0) addGenerated(tree, 'tcp.analysis.bytes_in_flight', analysis.bytesInFlight);
  if (analysis.pushBytesSent > 0) addGenerated(tree, 'tcp.analysis.push_bytes_sent', analysis.pushBytesSent);
  if (analysis.flags === 0) return;
  const flags = addGeneratedLine(tree, 'tcp.analysis.flags', null, 'TCP Analysis Flags');
  for (const label of LABELS) {
    if ((analysis.flags & label.bit) === 0) continue;
    addLabel(p, flags, label);
    if (label.bit === TCP_A.retransmission) addTimeout(flags, analysis.rto, analysis.rtoFrame);
    if (label.bit === TCP_A.fastRetransmission || label.bit === TCP_A.spuriousRetransmission)
      addExpert(flags, 'tcp.analysis.retransmission', ['Note', 'Sequence'], RETRANSMISSION);
  }
  if (analysis.dupAckNum !== 0) addDuplicate(p, tree, flags, analysis.dupAckNum, analysis.dupAckFrame);
  for (const label of ZERO_LABELS) if ((analysis.flags & label.bit) !== 0) addLabel(p, flags, label);
}

function addLabel(p: Packet, item: Item, { field, severity, remark, prefix }: Label): void {
  addExpert(item, `tcp.analysis.${field}`, [severity, 'Sequence'], remark);
  p.columns.prependFenced(`[TCP ${prefix}] `);
}

function addTimeout(item: Item, rto: bigint, frame: number): void {
  if (rto === 0n) return;
  addGenerated(item, 'tcp.analysis.rto', rto);
  addGenerated(item, 'tcp.analysis.rto_frame', frame);
}

function addDuplicate(p: Packet, tree: Item, flags: Item, number: number, frame: number): void {
  addGeneratedLine(flags, 'tcp.analysis.duplicate_ack', null, 'This is a TCP duplicate ack');
  p.columns.prependFenced(`[TCP Dup ACK ${frame}#${number}] `);
  addGenerated(tree, 'tcp.analysis.duplicate_ack_num', number);
  const line = addGenerated(tree, 'tcp.analysis.duplicate_ack_frame', frame);
  addExpert(line, 'tcp.analysis.duplicate_ack', ['Note', 'Sequence'], `Duplicate ACK (#${number})`);
}
