import { LIMITS } from './defaults.ts';
import { shown, type Fields } from './fields.ts';
import { parseStaticRoute } from './static-route.ts';

/** The list `static_routes` of a node or of the router, in the words of the file. Wrong ones are recorded and left out. */
export function parseStaticRoutes(fields: Fields): readonly string[] {
  const specs: string[] = [];
  const items = fields.list('static_routes');
  if (items.length > LIMITS.staticRoutes) {
    fields.found.problem(fields.at('static_routes'), 'too-many', {
      what: 'static routes',
      count: items.length,
      limit: LIMITS.staticRoutes,
    });
    return [];
  }
  for (const [i, item] of items.entries()) {
    const path = `${fields.at('static_routes')}[${i}]`;
    if (typeof item !== 'string') {
      fields.found.problem(path, 'not-text', { got: shown(item) });
      continue;
    }
    if (item.length > 100) {
      fields.found.problem(path, 'too-long', { length: item.length, limit: 100 });
      continue;
    }
    const read = parseStaticRoute(item);
    if (read.ok) specs.push(item);
    else if (read.error.why === 'host bits')
      fields.found.problem(path, 'host-bits', { got: shown(read.error.text), mend: read.error.mend });
    else if (read.error.why === 'form') fields.found.problem(path, 'not-static-route', { got: shown(item) });
    else
      fields.found.problem(path, read.error.why === 'prefix' ? 'not-prefix' : 'not-ipv4', {
        got: shown(read.error.text),
      });
  }
  return specs;
}
