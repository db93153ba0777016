import { concatBytes, latin1Of, utf8 } from '../../base/bytes.ts';
import type { Endpoint, Sockets, TcpEvents, TcpSocket } from '../transport/sockets.ts';
import type { Kernel } from '../kernel.ts';
import type { HttpMessage } from './http-message.ts';
import { messageBytes, parseMessage } from './http-message.ts';
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

function connectionOf(kernel: Kernel, socket: TcpSocket, respond: Respond): TcpEvents {
  let unread: Uint8Array = new Uint8Array(0);
  return {
    connected() {},
    data(bytes, packet) {
      unread = concatBytes(unread, bytes);
      const request = parseMessage(unread);
      if (request) {
        unread = request.rest;
        kernel.after(THINK.answer, () => socket.write(respond(request, socket.peer, kernel.now()), packet));
      } else if (latin1Of(unread).includes('\r\n\r\n')) {
        kernel.after(THINK.answer, () => {
          socket.write(BAD_REQUEST, packet);
          socket.close(packet);
        });
      }
    },
    end(packet) {
      kernel.after(THINK.hangUp, () => socket.close(packet));
    },
    failed() {
      socket.close();
    },
  };
}
