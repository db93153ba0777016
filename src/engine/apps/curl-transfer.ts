import type { TcpSocket } from '../transport/sockets.ts';
import type { Curl, Request } from './curl-request.ts';
import type { Transfer } from './curl-write-out.ts';
import type { HttpMessage } from './http-message.ts';
import { fieldOf } from './http-message.ts';
import { microseconds } from './micros.ts';

type Mark = 'namelookup' | 'connect' | 'pretransfer' | 'posttransfer' | 'starttransfer' | 'end';

/** When a transfer has come how far (lib/progress.c Curl_pgrsTime). Lab time in nanoseconds. */
export class CurlTimes {
  readonly began: number;
  readonly #at = new Map<Mark, number>();

  constructor(began: number) {
    this.began = began;
  }

  set end(now: number) {
    this.#at.set('end', now);
  }

  set(mark: Mark, now: number): void {
    this.#at.set(mark, now);
  }

  setOnce(mark: Mark, now: number): void {
    if (!this.#at.has(mark)) this.#at.set(mark, now);
  }

  has(mark: Mark): boolean {
    return this.#at.has(mark);
  }

  /** Microseconds since the beginning, at least one; 0 for what has not been. */
  micros(mark: Mark): number {
    const at = this.#at.get(mark);
    return at === undefined ? 0 : Math.max(1, microseconds(at - this.began));
  }
}

export interface TransferAsk {
  readonly exitCode: number;
  readonly curl: Curl;
  readonly name: string;
  /** Null: it has not been sent. */
  readonly request: Request | null;
  readonly answer: HttpMessage | null;
  /** Bytes of the answer, its head included. */
  readonly received: number;
  /** Null: it never was connected. */
  readonly socket: TcpSocket | null;
  readonly times: CurlTimes;
  readonly message: string;
  readonly scheme: string;
}

/** The variables of -w. unverified: what they say of a transfer that has found no connection. */
export function transferOf(ask: TransferAsk): Transfer {
  const { answer, times, socket, request, curl, name, exitCode, message, scheme } = ask;
  const isHead = request?.method === 'HEAD';
  const body = isHead ? 0 : (answer?.rest.length ?? 0);
  const upload = answer === null ? 0 : (request?.body.length ?? 0);
  const total = times.micros('end');
  const speed = (bytes: number): string => `${Math.trunc((bytes * 1e6) / Math.max(1, total))}`;
  const [protocol = '', status = '0'] = answer?.start.split(' ') ?? [];
  const url = `http://${name}${curl.port === 80 ? '' : `:${curl.port}`}${curl.path}`;
  const texts: readonly (readonly [string, string])[] = [
    ['conn_id', '0'],
    ['content_type', (answer && fieldOf(answer, 'Content-Type')) ?? ''],
    ['errormsg', message],
    ['exitcode', `${exitCode}`],
    ['filename_effective', ''],
    ['http_code', status.padStart(3, '0')],
    ['http_connect', '000'],
    ['http_version', protocol === '' ? '0' : protocol.replace('HTTP/', '')],
    ['local_ip', socket?.local.address ?? ''],
    ['local_port', `${socket?.local.port ?? 0}`],
    ['method', request?.method ?? curl.method ?? 'GET'],
    ['num_connects', socket === null ? '0' : '1'],
    ['num_headers', `${answer?.fields.length ?? 0}`],
    ['num_redirects', '0'],
    ['proxy_used', '0'],
    ['redirect_url', ''],
    ['referer', ''],
    ['remote_ip', socket?.peer.address ?? ''],
    ['remote_port', `${socket?.peer.port ?? 0}`],
    ['response_code', status.padStart(3, '0')],
    ['scheme', scheme],
    ['size_download', `${body}`],
    ['size_header', `${answer === null ? 0 : ask.received - answer.rest.length}`],
    ['size_request', `${request?.bytes.length ?? 0}`],
    ['size_upload', `${upload}`],
    ['speed_download', speed(body)],
    ['speed_upload', speed(upload)],
    ['ssl_verify_result', '0'],
    ['url', name + url.slice(`http://${name}`.length)],
    ['url_effective', url],
    ['urlnum', '0'],
    ['xfer_id', '0'],
  ];
  const micros: readonly (readonly [string, number])[] = [
    ['time_appconnect', 0],
    ['time_connect', times.micros('connect')],
    ['time_namelookup', times.micros('namelookup')],
    ['time_posttransfer', times.micros('posttransfer')],
    ['time_pretransfer', times.micros('pretransfer')],
    ['time_redirect', 0],
    ['time_starttransfer', times.micros('starttransfer')],
    ['time_total', total],
  ];
  return { texts: new Map(texts), micros: new Map(micros), exitCode };
}
