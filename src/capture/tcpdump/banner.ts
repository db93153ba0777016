import type { LinkType } from '../pcap-limits.ts';

/** Names and descriptions of link types (libpcap pcap.c dlts). */
const LINKS: { readonly [L in LinkType]: { readonly name: string; readonly about: string } } = {
  1: { name: 'EN10MB', about: 'Ethernet' },
  276: { name: 'LINUX_SLL2', about: 'Linux cooked v2' },
};
/** Bytes of a packet that are kept unless -s says otherwise (netdissect.h MAXIMUM_SNAPLEN). */
const SNAPLEN = 262_144;

function linkText(linktype: LinkType): string {
  const { name, about } = LINKS[linktype];
  return `link-type ${name} (${about}), snapshot length ${SNAPLEN}`;
}

export interface Listening {
  readonly device: string;
  readonly linktype: LinkType;
  /** -v: no advice to use it. */
  readonly verbose: number;
  /** -w: nothing is printed, so there is no such advice either. */
  readonly writes: boolean;
}

/** What tcpdump says on stderr before the first packet (tcpdump.c main). Only `any` has a choice of link types. */
export function listeningLines({ device, linktype, verbose, writes }: Listening): readonly string[] {
  const choice = linktype === 276 ? [`tcpdump: data link type ${LINKS[linktype].name}`] : [];
  const listening = `listening on ${device}, ${linkText(linktype)} bytes`;
  if (verbose > 0 || writes) return [...choice, `tcpdump: ${listening}`];
  return [...choice, 'tcpdump: verbose output suppressed, use -v[v]... for full protocol decode', listening];
}

/** What `tcpdump -r` says on stderr about a file (tcpdump.c main). */
export function readingLines(file: string, linktype: LinkType, snaplen: number): readonly string[] {
  const { name, about } = LINKS[linktype];
  return [
    `reading from file ${file}, link-type ${name} (${about}), snapshot length ${snaplen}`,
    // The file holds indexes; the names are those of the machine that reads it.
    ...(linktype === 276 ? ['Warning: interface names might be incorrect'] : []),
  ];
}

export interface Counted {
  /** Printed or written. */
  readonly captured: number;
  /** Passed the filter, those not yet read included. */
  readonly received: number;
  readonly dropped: number;
}

/** What tcpdump says on stderr at its end (tcpdump.c info). */
export function closingLines({ captured, received, dropped }: Counted): readonly string[] {
  return [
    `${packets(captured)} captured`,
    `${packets(received)} received by filter`,
    `${packets(dropped)} dropped by kernel`,
  ];
}

function packets(count: number): string {
  return `${count} packet${count === 1 ? '' : 's'}`;
}
