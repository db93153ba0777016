import type { Blueprint, NodePlan } from './blueprint.ts';
import { linuxIdentityRules } from './linux-overlay.ts';
import { ROW_KEY, type Rule } from './tables.ts';

function lookup(priority: number, table: Rule['table'], fwmark: Rule['fwmark'] = null): Rule {
  return { priority, from: null, fwmark, table };
}

const MAIN = lookup(32766, 'main');
const DEFAULT = lookup(32767, 'default');
/** A kernel's own three (net/ipv4/fib_rules.c fib_default_rules_init). */
const KERNEL_RULES: readonly Rule[] = [lookup(0, 'local'), MAIN, DEFAULT];
/** Packets for and from the proxy by their mark; local moves behind them (pkg/datapath/linux/linux_defaults, pkg/proxy/routes.go). */
const CILIUM_RULES: readonly Rule[] = [
  lookup(9, 2004, { value: 0x200, mask: 0xf00 }),
  lookup(10, 2005, { value: 0xa00, mask: 0xf00 }),
  lookup(100, 'local'),
  MAIN,
  DEFAULT,
];

function ruleTable(rules: readonly Rule[]): ReadonlyMap<string, Rule> {
  return new Map(rules.map((rule) => [ROW_KEY.rules(rule), rule]));
}

/** `ip rule` of a pod, the router or a NAT. */
export function kernelRules(): ReadonlyMap<string, Rule> {
  return ruleTable(KERNEL_RULES);
}

/** `ip rule` of a node, in ascending priority. */
export function nodeRules(plan: NodePlan, { settings }: Blueprint): ReadonlyMap<string, Rule> {
  if (settings.datapath === 'cilium') return ruleTable(CILIUM_RULES);
  const identities = settings.routing === 'native' ? [] : linuxIdentityRules(plan);
  return ruleTable([lookup(0, 'local'), ...identities, MAIN, DEFAULT]);
}
