import { CURL_DEFAULTS } from '../../trace/stimulus-defaults.ts';
import type { Timer } from '../kernel.ts';
import { SECOND } from '../timing.ts';
import { CODE } from './curl-codes.ts';
import { Fetch } from './curl-fetch.ts';
import type { Curl } from './curl-request.ts';
import { writeOut } from './curl-write-out.ts';
import type { App } from './host.ts';
import { endedBySignal } from './signals.ts';

/** Seconds before the first repetition; each next one takes twice as long (src/tool_operate.c). */
const RETRY_SLEEP = 1;
const RETRY_SLEEP_MAX = 600;

/** curl with one URL: 8.14.1 on pods, 8.5.0 on Ubuntu's machines (curl-version.ts). No server of the lab redirects, so `-L` has nothing to do. */
export const curl: App<'curl'> = (host, stimulus, job) => {
  const options: Curl = { ...CURL_DEFAULTS, ...stimulus };
  let left = options.retry;
  let sleep = RETRY_SLEEP;
  let timer: Timer | null = null;
  let fetch: Fetch | null = null;
  const attempt = (): void => {
    const isFirst = fetch === null;
    fetch = new Fetch(host, options, job, ended);
    fetch.start(isFirst);
  };
  const ended = (code: number): void => {
    if (left === 0 || (code !== CODE.timeout && code !== CODE.resolve)) {
      if (fetch !== null && options.writeOut !== null) {
        for (const { stream, text } of writeOut(options.writeOut, fetch.transfer(code))) job.print(stream, text);
      }
      return job.exit(code);
    }
    const seconds = `${sleep} second${sleep === 1 ? '' : 's'}`;
    const retries = `${left} retr${left > 1 ? 'ies' : 'y'}`;
    if (!options.silent)
      job.print('stderr', `Warning: Problem : timeout. Will retry in ${seconds}. ${retries} left.\n`);
    left -= 1;
    timer = host.kernel.after(sleep * SECOND, attempt);
    sleep = Math.min(2 * sleep, RETRY_SLEEP_MAX);
    return undefined;
  };
  attempt();
  return endedBySignal(job, () => {
    timer?.cancel();
    fetch?.close();
  });
};
