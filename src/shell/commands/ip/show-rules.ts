import { prefixLength } from '../../../wire/address.ts';
import { ROW_KEY, type Rule } from '../../../lab/tables.ts';
import type { Context } from '../../command.ts';
import { Words, wrong, type Globals } from './arguments.ts';
import { rulesOf } from './fib.ts';
import { Output } from './output.ts';
import { prefixOf } from './prefix.ts';
import { tableName } from './print-route.ts';

/** `ip rule show` (ip/iprule.c print_rule). */
export function showRules(context: Context, globals: Globals, args: readonly string[]): string {
  const { machine, host, shows } = context;
  const out = new Output(globals);
  const asked = filterOf(args);
  const rows =
    globals.family === 'inet6' ? inet6Rules(rulesOf(machine.lab, host.netns)) : rulesOf(machine.lab, host.netns);
  const shown = rows.filter(asked);
  for (const row of shown) printRule(out, row, globals.details);
  shows({ kind: 'rows', netns: host.netns, table: 'rules', keys: shown.map(ROW_KEY.rules) });
  return out.text;
}

/** A kernel's own two of IPv6: Cilium without IPv6 adds none. */
function inet6Rules(rules: readonly Rule[]): readonly Rule[] {
  const own = rules.filter(({ table }) => table === 'local' || table === 'main');
  return own.map((rule) => (rule.table === 'local' ? { ...rule, priority: 0 } : rule));
}

function filterOf(args: readonly string[]): (rule: Rule) => boolean {
  const words = new Words(args);
  const tests: ((rule: Rule) => boolean)[] = [];
  for (let word = words.take(); word !== null; word = words.take()) {
    if (word === 'preference' || word === 'order' || word === 'priority' || word === 'pref') {
      const priority = Number(words.value());
      tests.push((rule) => rule.priority === priority);
    } else if (word === 'table' || word === 'lookup' || 'lookup'.startsWith(word)) {
      const table = words.value();
      if (!/^\d+$/.test(table) && !['main', 'local', 'default'].includes(table))
        throw wrong(table, 'table id value is invalid\n');
      tests.push((rule) => tableName(rule.table) === table);
    } else if (word === 'from') {
      const from = prefixOf(words.value());
      tests.push((rule) => from === null || (rule.from !== null && rule.from === from.cidr));
    } else if (word === 'fwmark') {
      const [mark = '', mask] = words.value().split('/');
      tests.push(
        ({ fwmark }) => fwmark?.value === Number(mark) && (mask === undefined || fwmark.mask === Number(mask)),
      );
    } else {
      words.value();
      tests.push(() => false);
    }
  }
  return (rule) => tests.every((test) => test(rule));
}

function printRule(out: Output, { priority, from, fwmark, table }: Rule, details: boolean): void {
  out.open();
  out.put('priority', priority, `${priority}:\t`);
  if (from === null) out.put('src', 'all', 'from all');
  else {
    const [address = '', length = ''] = from.split('/');
    out.say('from ');
    out.put('src', address, address, 'ipv4');
    if (prefixLength(from) !== 32) out.put('srclen', Number(length), `/${length}`);
  }
  if (fwmark !== null) {
    const [value, mask] = [`0x${fwmark.value.toString(16)}`, `0x${fwmark.mask.toString(16)}`];
    out.put('fwmark', value, ` fwmark ${value}`);
    if (fwmark.mask !== 0xffffffff) out.put('fwmask', mask, `/${mask}`);
  }
  out.put('table', tableName(table), ` lookup ${tableName(table)}`);
  // Cilium's are the kernel's by name (linux_defaults.RTProto), and so is what it moves; those of the plain kernel's lab are a person's.
  if (details) out.put('protocol', 'kernel', ' proto kernel');
  out.say('\n');
  out.close();
}
