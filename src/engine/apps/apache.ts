import { utf8 } from '../../base/bytes.ts';
import type { NetnsName } from '../../lab/names.ts';
import type { World } from '../../lab/world.ts';
import { httpDate, messageBytes } from './http-message.ts';
import type { Respond } from './http-server.ts';

const SOFTWARE = 'Apache/2.4.58 (Ubuntu)';

/** The lab's Apache on the router, whose index.html the lab script writes (router.sh). */
export function apache(world: World, router: NetnsName): Respond {
  const page = utf8(`<h1>Web Server : ${router}</h1>\n`);
  const written = httpDate(world, 0);
  return (request, _peer, now) => {
    const [, target = '/'] = request.start.split(' ');
    const date = ['Date', httpDate(world, now)] as const;
    if (target !== '/' && target !== '/index.html') return notFound(date);
    const fields = [
      date,
      ['Server', SOFTWARE],
      ['Last-Modified', written],
      ['ETag', `"${page.length.toString(16)}-${world.epoch.seconds.toString(16)}"`],
      ['Accept-Ranges', 'bytes'],
      ['Content-Length', `${page.length}`],
      ['Content-Type', 'text/html'],
    ] as const;
    return messageBytes('HTTP/1.1 200 OK', fields, page);
  };
}

function notFound(date: readonly [string, string]): Uint8Array {
  const body = utf8(
    '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>404 Not Found</title>\n</head><body>\n' +
      `<h1>Not Found</h1>\n<p>The requested URL was not found on this server.</p>\n<hr>\n<address>${SOFTWARE}</address>\n</body></html>\n`,
  );
  const fields = [
    date,
    ['Server', SOFTWARE],
    ['Content-Length', `${body.length}`],
    ['Content-Type', 'text/html; charset=iso-8859-1'],
  ] as const;
  return messageBytes('HTTP/1.1 404 Not Found', fields, body);
}
