import type { Context } from '../../command.ts';
import { Glob } from '../../language/glob.ts';
import { Stop, unsupported, Words, wrong, type Family, type Globals } from './arguments.ts';
import { linkNamed, linksOf, type AddressFacts, type LinkFacts } from './link-facts.ts';
import { Output } from './output.ts';
import { covers, prefixOf, type Prefix } from './prefix.ts';
import { countersOf } from './counters.ts';
import { printAddress, printCounters, printLink } from './print-link.ts';

interface Filter {
  device: LinkFacts | null;
  scope: string | null;
  to: Prefix | null;
  kind: string | null;
  label: string | null;
  dynamic: boolean | null;
  /** Asks for what no device of the lab is: a slave, a member of another group. */
  none: boolean;
}

/** `ip addr show` and `ip link show` (ip/ipaddress.c ipaddr_list_flush_or_save). */
export function showLinks(context: Context, globals: Globals, args: readonly string[], isLink: boolean): string {
  const { machine, host } = context;
  const { lab } = machine;
  const filter = filterOf(context, new Words(args));
  const family: Family = isLink ? 'link' : globals.family;
  const isShort = globals.oneline && family !== 'link';
  const out = new Output(globals);
  const style = { ...globals, family, isLink, containers: host.kind === 'agent' };
  for (const link of linksOf(lab, host.netns)) {
    if (filter.none || (filter.device !== null && filter.device.device !== link.device)) continue;
    if (filter.kind !== null && filter.kind !== link.kind) continue;
    const shown = family === 'link' ? [] : link.addresses.filter((address) => isShown(address, filter, family, link));
    if (family !== 'link' && shown.length === 0 && (link.addresses.length > 0 || family !== 'any')) continue;
    context.shows({ kind: 'device', device: link.device.id });
    out.open();
    if ((globals.brief || !isShort) && filter.label === null) printLink(out, link, style, lab.trace);
    if (family !== 'link') {
      out.openList('addr_info');
      for (const address of shown) printAddress(out, link, address, { ...style, oneline: isShort });
      out.closeList();
    }
    if (globals.brief && family !== 'link') out.say('\n');
    else if (!isLink && !isShort && globals.stats > 0) {
      printCounters(out, countersOf(lab.trace, link.device.id), globals);
      out.wrap();
    }
    out.close();
  }
  return out.text;
}

function isShown(address: AddressFacts, filter: Filter, family: Family, link: LinkFacts): boolean {
  if (family !== 'any' && family !== address.family) return false;
  if (filter.scope !== null && filter.scope !== address.scope) return false;
  if (filter.label !== null && !new Glob([{ text: filter.label, active: true }]).test(link.device.name)) return false;
  if (filter.dynamic !== null && filter.dynamic !== (address.family === 'inet' && address.lease !== null)) return false;
  if (filter.to === null) return true;
  return address.family === 'inet' && covers(filter.to.cidr, `${address.ip}/32` as never);
}

function filterOf({ machine, host }: Context, words: Words): Filter {
  const filter: Filter = { device: null, scope: null, to: null, kind: null, label: null, dynamic: null, none: false };
  let name: string | null = null;
  for (let word = words.take(); word !== null; word = words.take()) {
    switch (word) {
      case 'to':
        filter.to = prefixOf(words.value());
        break;
      case 'scope': {
        const scope = words.value();
        if (!['global', 'link', 'host', 'site', 'all'].includes(scope)) throw wrong(scope, 'invalid "scope"\n');
        filter.scope = scope === 'all' ? null : scope;
        break;
      }
      case 'up':
      case 'permanent':
      case 'primary':
        if (word === 'permanent') filter.dynamic = false;
        break;
      case 'dynamic':
        filter.dynamic = true;
        break;
      case 'secondary':
      case 'temporary':
      case 'deprecated':
      case 'tentative':
      case 'dadfailed':
        filter.none = true;
        break;
      case 'label':
        filter.label = words.value();
        break;
      case 'group':
        filter.none = words.value() !== 'default';
        break;
      case 'master': {
        const master = words.value();
        if (linkNamed(machine.lab, host.netns, master) === null) throw wrong(master, 'Device does not exist\n');
        filter.none = true;
        break;
      }
      case 'vrf':
        throw wrong(words.value(), 'Not a valid VRF name\n');
      case 'nomaster':
        break;
      case 'type':
        filter.kind = words.value();
        break;
      default: {
        if (word !== 'dev' && 'help'.startsWith(word)) throw unsupported('ip address help', 'see the list of commands');
        const given = word === 'dev' ? words.value() : word;
        if (name !== null) throw new Stop(`Error: either "dev" is duplicate, or "${given}" is a garbage.\n`, 255);
        name = given;
      }
    }
  }
  if (name === null) return filter;
  filter.device = linkNamed(machine.lab, host.netns, name);
  if (filter.device === null) throw new Stop(`Device "${name}" does not exist.\n`, 1);
  return filter;
}
