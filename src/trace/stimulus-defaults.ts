import type { CurlOptions, DnsOptions, NcOptions, PingOptions, TracerouteOptions } from './stimulus.ts';

/** What a program does when an option is not given: also the meaning of traces that were written before it was known. */
export const CURL_DEFAULTS: CurlOptions = {
  verbose: false,
  head: false,
  include: false,
  showError: false,
  fail: false,
  output: 'stdout',
  meter: false,
  maxTime: null,
  writeOut: null,
  headers: [],
  method: null,
  data: null,
  interface: null,
  ipv4: false,
  retry: 0,
};

export const PING_DEFAULTS: PingOptions = {
  quiet: false,
  numeric: false,
  timestamps: false,
  outstanding: false,
  source: null,
  pattern: null,
};

export const DNS_DEFAULTS: DnsOptions = { style: 'nslookup' };

/** Stimuli began with `-n`. */
export const TRACEROUTE_DEFAULTS: TracerouteOptions = { names: false };

export const NC_DEFAULTS: NcOptions = { udp: false };
