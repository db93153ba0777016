import type { CaptureFault } from '../../../capture/pcap-limits.ts';

export const VERSION = `tcpdump version 4.99.4
libpcap version 1.10.4 (with TPACKET_V3)
OpenSSL 3.0.13 30 Jan 2024
`;

export const USAGE = `Usage: tcpdump [-AbdDefhHIJKlLnNOpqStuUvxX#] [ -B size ] [ -c count ] [--count]
\t\t[ -C file_size ] [ -E algo:secret ] [ -F file ] [ -G seconds ]
\t\t[ -i interface ] [ --immediate-mode ] [ -j tstamptype ]
\t\t[ -M secret ] [ --number ] [ --print ] [ -Q in|out|inout ]
\t\t[ -r file ] [ -s snaplen ] [ -T type ] [ --version ]
\t\t[ -V file ] [ -w file ] [ -W filecount ] [ -y datalinktype ]
\t\t[ --time-stamp-precision precision ] [ --micro ] [ --nano ]
\t\t[ -z postrotate-command ] [ -Z user ] [ expression ]
`;

/** libpcap's words for a file that it cannot read (savefile.c, sf-pcap.c), as far as its fault is one of libpcap's. */
export function faultText({ why, value }: CaptureFault): string {
  switch (why) {
    case 'not-a-capture':
      return 'unknown file format';
    case 'truncated':
      return `truncated dump file; tried to read ${value} header bytes, only got fewer`;
    case 'linktype':
      return `unsupported link type ${value} in this lab: Ethernet (1) and Linux cooked v2 (276) are read`;
    default:
      return `bad dump file format (${why}: ${value})`;
  }
}
