import type { Machine } from '../../shell/machine.ts';
import type { Ask } from '../../scenario/ask.ts';
import { withTable } from '../../scenario/router-table.ts';
import type { Session } from '../session.ts';
import { POSITIONS, SWITCHES, turned, type Switches } from '../../scenario/switches.ts';

/** The ask as it would have to be for a lab that stands as this one does now: as far as an ask can say it. */
export function askOfLab(session: Session, machine: Machine, ask: Ask): Ask {
  return { ...ask, ...ciliumOf(session, machine), ...routerOf(session, machine, ask) };
}

function ciliumOf({ lab }: Session, { world }: Machine): Pick<Ask, 'routing' | 'switches'> {
  const { cilium } = world.file;
  const switches = SWITCHES.reduce<Switches>((all, name) => {
    const value = cilium[name];
    const text = typeof value === 'boolean' ? (value ? 'on' : 'off') : value;
    const known: readonly string[] = POSITIONS[name];
    return known.includes(text) ? (turned(lab, all, name, text) ?? all) : all;
  }, {});
  return { routing: world.settings.routing, switches };
}

/** What is not among the choices (a route of the lab file that somebody has taken away) leaves them as they were. */
function routerOf(session: Session, machine: Machine, ask: Ask): Partial<Ask> {
  const { router } = session.world;
  if (router === null) return {};
  const rows = [...machine.lab.table(router, 'routes').values()];
  const own = session.world.file.router?.staticRoutes ?? [];
  const isDefault = (dst: string): boolean => dst.endsWith('/0');
  const routes = rows
    .filter(({ table, via, dst, proto }) => table === 'main' && via !== null && !isDefault(dst) && proto !== 'dhcp')
    .map(({ dst, via }) => `${dst} via ${via}`)
    .filter((spec) => !own.some((line) => line.trim().startsWith(spec)));
  const table = withTable(session.world, { routes, defaultRoute: rows.some(({ dst }) => isDefault(dst)) });
  return ask.router === 'static-dst' && table.router === 'static' ? {} : table;
}
