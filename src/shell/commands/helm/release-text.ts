import type { HelmRelease, HelmRevision } from '../../cluster/helm-release.ts';
import { valueAt } from '../../cluster/helm-values.ts';
import type { Machine } from '../../machine.ts';
import { clockText } from '../date/clock-text.ts';

const SECOND = 1_000_000_000;

function momentOf({ world }: Machine, at: number): Parameters<typeof clockText>[0] {
  return { seconds: world.epoch.seconds + at / SECOND, offsetMinutes: world.epoch.offsetMinutes, zone: null };
}

/** Go's time.ANSIC: 'Sun Aug 10 03:03:57 2025', the day padded with a space. */
export function ansic(machine: Machine, at: number): string {
  return clockText(momentOf(machine, at), '%a %b %e %H:%M:%S %Y');
}

const ZONES: Readonly<Record<number, string>> = { 0: 'UTC', 540: 'KST' };

/** Go's time.Time.String: with nanoseconds, and the zone by its name where it has one. */
export function goTime(machine: Machine, at: number): string {
  const nanos = ((at % SECOND) + SECOND) % SECOND;
  const fraction = nanos === 0 ? '' : `.${`${nanos}`.padStart(9, '0').replace(/0+$/, '')}`;
  const offset = clockText(momentOf(machine, at), '%z');
  const zone = ZONES[machine.world.epoch.offsetMinutes] ?? offset;
  return `${clockText(momentOf(machine, at), '%Y-%m-%d %H:%M:%S')}${fraction} ${offset} ${zone}`;
}

/** NOTES.txt of the chart (install/kubernetes/cilium/templates/NOTES.txt). */
export function notes(release: HelmRelease, { values }: HelmRevision): string {
  const on = (path: string): boolean => valueAt(values, path) === true || valueAt(values, path) === 'true';
  // The chart's own hubble.enabled is true.
  const hubble = valueAt(values, 'hubble.enabled') !== false && valueAt(values, 'hubble.enabled') !== 'false';
  const [relay, ui] = [on('hubble.relay.enabled'), on('hubble.ui.enabled')];
  const withHubble = relay && ui ? ' with Hubble Relay and Hubble UI' : relay ? ' with Hubble Relay' : ' with Hubble';
  const minor = release.version.split('.').slice(0, 2).join('.');
  return `You have successfully installed Cilium${hubble ? withHubble : ''}.

Your release version is ${release.version}.

For any further help, visit https://docs.cilium.io/en/v${minor}/gettinghelp
`;
}

/** What `helm status` and the end of `helm upgrade` print (helm 3.18 statusPrinter). */
export function statusText(machine: Machine, release: HelmRelease, revision: HelmRevision, status: string): string {
  return `NAME: ${release.name}
LAST DEPLOYED: ${ansic(machine, revision.at)}
NAMESPACE: ${release.namespace}
STATUS: ${status}
REVISION: ${revision.revision}
TEST SUITE: None
NOTES:
${notes(release, revision)}`;
}

/** gosuri/uitable: cells padded to the widest of their column, the last ones too, with tabs between. */
export function uitable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  return rows.map((row) => `${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('\t')}\n`).join('');
}

/** The state of a revision: only the last one is deployed. */
export function stateOf(release: HelmRelease, revision: HelmRevision): string {
  return revision === release.current ? 'deployed' : 'superseded';
}
