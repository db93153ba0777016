import type { Blueprint, NodePlan } from './blueprint.ts';
import { linuxIdentityRules } from './linux-overlay.ts';
import { PROXY_TABLE } from './node-routes.ts';
import { ROW_KEY, type Rule } from './tables.ts';

function lookup(priority: number, table: Rule['table'], fwmark: Rule['fwmark'] = null): Rule {
  return { priority, from: null, fwmark, table };
}

const MAIN = lookup(32766, 'main');
const DEFAULT = lookup(32767, 'default');
/** A kernel's own three (net/ipv4/fib_rules.c fib_default_rules_init). */
const KERNEL_RULES: readonly Rule[] = [lookup(0, 'local'), MAIN, DEFAULT];
/**
 * Packets to and from the proxy by their mark, with table local moved behind them (pkg/proxy/routes.go, linux_defaults
 * RulePriorityToProxyIngress and RulePriorityFromProxy). The second is for native routing only (requireFromProxyRoutes).
 */
const TO_PROXY = lookup(9, PROXY_TABLE.to, { value: 0x200, mask: 0xf00 });
const FROM_PROXY = lookup(10, PROXY_TABLE.from, { value: 0xa00, mask: 0xf00 });
const LOCAL_AFTER_PROXY = lookup(100, 'local');

function ruleTable(rules: readonly Rule[]): ReadonlyMap<string, Rule> {
  return new Map(rules.map((rule) => [ROW_KEY.rules(rule), rule]));
}

/** `ip rule` of a pod, the router or a NAT. */
export function kernelRules(): ReadonlyMap<string, Rule> {
  return ruleTable(KERNEL_RULES);
}

/** `ip rule` of a node, in ascending priority. */
export function nodeRules(plan: NodePlan, { settings }: Blueprint): ReadonlyMap<string, Rule> {
  const native = settings.routing === 'native';
  if (settings.datapath === 'cilium') {
    return ruleTable([TO_PROXY, ...(native ? [FROM_PROXY] : []), LOCAL_AFTER_PROXY, MAIN, DEFAULT]);
  }
  const identities = native ? [] : linuxIdentityRules(plan);
  return ruleTable([lookup(0, 'local'), ...identities, MAIN, DEFAULT]);
}
