import { DNS_DEFAULTS } from '../../trace/stimulus-defaults.ts';
import { bindHost } from './bind-host.ts';
import { dig } from './dig.ts';
import type { App } from './host.ts';
import { nslookup } from './nslookup.ts';

/** The program of BIND 9 that a reader has chosen to ask with. */
export const dnsTool: App<'dns'> = (host, stimulus, job) => {
  const style = stimulus.style ?? DNS_DEFAULTS.style;
  if (style === 'nslookup') return nslookup(host, stimulus, job);
  return style === 'host' ? bindHost(host, stimulus, job) : dig(host, stimulus, job);
};
