import { concatBytes, latin1Of, utf8 } from '../../base/bytes.ts';
import type { Endpoint, Sockets, TcpEvents, TcpSocket } from '../transport/sockets.ts';
import type { Kernel } from '../kernel.ts';
import type { HttpMessage } from './http-message.ts';
import { fieldOf, messageBytes, parseMessage } from './http-message.ts';
import { THINK } from './think-time.ts';

/** What a web server answers to a request of `peer`: a whole HTTP message. */
export type Respond = (request: HttpMessage, peer: Endpoint, now: number) => Uint8Array;

/** A head that cannot be read, such as a path with a space in it, ends the connection (Go's net/http and Apache alike). */
const BAD_REQUEST = messageBytes(
  'HTTP/1.1 400 Bad Request',
  [
    ['Content-Type', 'text/plain; charset=utf-8'],
    ['Connection', 'close'],
  ],
  utf8('400 Bad Request'),
);

/** A web server that keeps connections open until the client closes (RFC 9112 section 9.3). */
export function serveHttp(kernel: Kernel, sockets: Sockets, port: number, process: string, respond: Respond): void {
  sockets.listenTcp(port, process, (socket) => connectionOf(kernel, socket, respond));
}

/** What HEAD is answered with: the same head and no body (RFC 9110 section 9.3.2). */
function headOf(answer: Uint8Array): Uint8Array {
  const length = parseMessage(answer)?.rest.length ?? 0;
  return answer.subarray(0, answer.length - length);
}

function connectionOf(kernel: Kernel, socket: TcpSocket, respond: Respond): TcpEvents {
  let unread: Uint8Array = new Uint8Array(0);
  /** Answers that are being thought about: a client that hangs up meanwhile is still sent them (net/http, Apache alike). */
  let thinking = 0;
  return {
    connected() {},
    data(bytes, packet) {
      unread = concatBytes(unread, bytes);
      const request = parseMessage(unread);
      // A body that is still on its way is waited for (RFC 9112 section 6.2).
      const length = request ? Number(fieldOf(request, 'Content-Length') ?? 0) : 0;
      if (request && request.rest.length < length) return;
      if (request) {
        unread = request.rest.subarray(length);
        thinking += 1;
        kernel.after(THINK.answer, () => {
          thinking -= 1;
          const whole = { ...request, rest: request.rest.subarray(0, length) };
          const answer = respond(whole, socket.peer, kernel.now());
          socket.write(request.start.startsWith('HEAD ') ? headOf(answer) : answer, packet);
        });
      } else if (latin1Of(unread).includes('\r\n\r\n')) {
        kernel.after(THINK.answer, () => {
          socket.write(BAD_REQUEST, packet);
          socket.close(packet);
        });
      }
    },
    end(packet) {
      const close = (): void => {
        if (thinking > 0) kernel.after(THINK.hangUp, close);
        else socket.close(packet);
      };
      kernel.after(THINK.hangUp, close);
    },
    failed() {
      socket.close();
    },
  };
}
