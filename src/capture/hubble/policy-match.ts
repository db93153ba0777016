/** PolicyMatchType by number (pkg/monitor/api/types.go). */
export const POLICY_MATCHES = ['none', 'L3-Only', 'L3-L4', 'L4-Only', 'all', 'L3-Proto', 'Proto-Only'] as const;
export type PolicyMatch = (typeof POLICY_MATCHES)[number];

export function policyMatch(text: string): PolicyMatch {
  return POLICY_MATCHES.find((each) => each === text) ?? 'none';
}

export function policyMatchNumber(match: PolicyMatch): number {
  return POLICY_MATCHES.indexOf(match);
}
