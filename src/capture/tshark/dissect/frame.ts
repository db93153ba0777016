import type { Packet } from '../packet.ts';
import type { CaptureInterface } from '../tshark-frame.ts';
import { add, addExpert, addGenerated, addGeneratedLine, addLine, type Item } from '../tree.ts';
import { OutOfBounds, Tvb } from '../tvb.ts';
import { plural, secondsText } from '../value-text.ts';

/** Wireshark's own numbers of link types (wtap.h), and their names. */
const ENCAPSULATION = { 1: [1, 'Ethernet'], 276: [210, 'Linux cooked-mode capture v2'] } as const;

/** packet-frame.c dissect_frame: the frame itself, then all that it holds. Whatever breaks a packet ends it here. */
export function dissectFrame(p: Packet): void {
  const item = addFrame(p);
  const tvb = new Tvb(p.frame.bytes, p.frame.length);
  try {
    p.dissect(p.frame.linktype === 1 ? 'eth' : 'sll', tvb, p.tree);
  } catch (error) {
    if (!(error instanceof OutOfBounds)) throw error;
    p.columns.writable = true;
    if (error.why === 'captured') {
      p.columns.append('[Packet size limited during capture]');
      addGeneratedLine(p.tree, '_ws.short', null, `Packet size limited during capture: ${p.current} truncated`);
    } else {
      p.columns.append('[Malformed Packet]');
      addGeneratedLine(p.tree, '_ws.malformed', null, `Malformed Packet: ${p.current}`);
    }
  }
  addGenerated(item, 'frame.protocols', p.protocols.join(':'));
}

function addFrame(p: Packet): Item {
  const { frame, session, time, number } = p;
  const { length, bytes, linktype } = frame;
  const bits = (n: number): string => `${plural(n, 'byte')} (${n * 8} bits)`;
  const wire = `${plural(length, 'byte')} on wire (${length * 8} bits)`;
  const captured = `${plural(bytes.length, 'byte')} captured (${bytes.length * 8} bits)`;
  if (frame.comment !== undefined) addComment(p.tree, frame.comment);
  const on = frame.on === undefined ? '' : ` on interface ${frame.on.name}, id ${frame.on.id}`;
  const item = addLine(p.tree, 'frame', bytes, `Frame ${number}: ${wire}, ${captured}${on}`);
  if (frame.on !== undefined) addInterface(item, frame.on);
  const [encapsulation, name] = ENCAPSULATION[linktype];
  add(item, 'frame.encap_type', encapsulation, `${name} (${encapsulation})`);
  add(item, 'frame.time', time, p.dateText(time));
  addGenerated(item, 'frame.offset_shift', 0n);
  add(item, 'frame.time_epoch', time, `${secondsText(time)} seconds`);
  addGenerated(item, 'frame.time_delta', time - (session.previousTime ?? time));
  addGenerated(item, 'frame.time_delta_displayed', time - (session.shownTime ?? time));
  addGenerated(item, 'frame.time_relative', time - (session.firstTime ?? time));
  add(item, 'frame.number', number);
  addLine(item, 'frame.len', length, `Frame Length: ${bits(length)}`);
  addLine(item, 'frame.cap_len', bytes.length, `Capture Length: ${bits(bytes.length)}`);
  addGenerated(item, 'frame.marked', false);
  addGenerated(item, 'frame.ignored', false);
  return item;
}

function addInterface(item: Item, { id, name }: CaptureInterface): void {
  add(item, 'frame.section_number', 1);
  const line = add(item, 'frame.interface_id', id, `${id} (${name})`);
  add(line, 'frame.interface_name', name);
}

function addComment(tree: Item, comment: string): void {
  const comments = addLine(tree, 'pkt_comment', null, 'Packet comments');
  const line = addLine(comments, 'frame.comment', comment, comment);
  addExpert(line, 'frame.comment.expert', ['Comment', 'Comment'], comment);
}
