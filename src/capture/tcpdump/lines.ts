import { printArp } from './arp.ts';
import { printDns } from './dns.ts';
import { dumpOf } from './dump.ts';
import type { TcpdumpFrame } from './frame.ts';
import { printGeneve } from './geneve.ts';
import { printHttp } from './http.ts';
import { printIcmp } from './icmp.ts';
import { printIpv4 } from './ip.ts';
import { LINK_HEADER, printEthernet, printLink } from './link.ts';
import { namesFor } from './names.ts';
import type { TcpdumpOptions } from './options.ts';
import { CutShort, Printer } from './printer.ts';
import type { PrintStep, Step, StepKind } from './step.ts';
import { printTcp } from './tcp.ts';
import { TcpFlows } from './tcp-flows.ts';
import { Stopwatch } from './time.ts';
import { printUdp } from './udp.ts';
import { printOtv, printVxlan } from './vxlan.ts';

/** Total: a kind of step without a printer does not compile here. */
const PRINTERS: { readonly [K in StepKind]: PrintStep<K> } = {
  ethernet: printEthernet,
  arp: printArp,
  ipv4: printIpv4,
  icmp: printIcmp,
  udp: printUdp,
  tcp: printTcp,
  otv: printOtv,
  vxlan: printVxlan,
  geneve: printGeneve,
  dns: printDns,
  http: printHttp,
};

function printStep<K extends StepKind>(p: Printer, step: Step<K>): Step | null {
  return PRINTERS[step.kind](p, step);
}

/** A running tcpdump: it remembers conversations and times, so the frames of a capture go through one. */
export interface Tcpdump {
  /** The lines of one packet. */
  linesOf(frame: TcpdumpFrame): readonly string[];
}

export function startTcpdump(options: TcpdumpOptions): Tcpdump {
  const names = namesFor(options);
  const flows = new TcpFlows();
  const watch = new Stopwatch(options);
  return {
    linesOf(frame) {
      const p = new Printer(frame.bytes, options, names, flows);
      p.print(watch.stamp(frame));
      const header = printFrame(p, frame);
      return (p.text + dumpOf(options.dump, frame.bytes, header)).split('\n');
    },
  };
}

/** Prints all layers; says how long the link-layer header is that -x leaves out: nothing when the packet was cut. */
function printFrame(p: Printer, frame: TcpdumpFrame): number {
  try {
    for (let step = printLink(p, frame); step !== null;) step = printStep(p, step);
    p.printAfterwards();
    return Math.min(LINK_HEADER[frame.linktype], frame.bytes.length);
  } catch (error) {
    if (!(error instanceof CutShort)) throw error;
    p.cut();
    return 0;
  }
}

/** What tcpdump prints for these frames, line by line; some packets take more than one. */
export function tcpdumpLines(frames: readonly TcpdumpFrame[], options: TcpdumpOptions): readonly string[] {
  const tcpdump = startTcpdump(options);
  return frames.slice(0, options.count ?? frames.length).flatMap((frame) => tcpdump.linesOf(frame));
}
