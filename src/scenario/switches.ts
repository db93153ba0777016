import type { LabCilium, LabFile } from '../lab/file.ts';
import { effectiveSettings } from '../lab/settings.ts';
import type { Settings } from '../lab/world.ts';

/** What of Cilium a reader may turn, in the order of the menu. */
export const SWITCHES = [
  'socketLB',
  'hostRouting',
  'bpfMasquerade',
  'endpointRoutes',
  'autoDirectNodeRoutes',
  'monitorAggregation',
  'datapath',
] as const satisfies readonly (keyof LabCilium)[];
export type SwitchName = (typeof SWITCHES)[number];

/** What differs from the lab file: a switch that is set as the file has it is left out. */
export type Switches = { readonly [S in SwitchName]?: LabCilium[S] };

export const ON_OFF = ['on', 'off'] as const;

/** The positions of every switch as links and menus write them. */
export const POSITIONS = {
  socketLB: ON_OFF,
  hostRouting: ['bpf', 'legacy'],
  bpfMasquerade: ON_OFF,
  endpointRoutes: ON_OFF,
  autoDirectNodeRoutes: ON_OFF,
  monitorAggregation: ['medium', 'none'],
  datapath: ['cilium', 'linux'],
} as const satisfies { readonly [S in SwitchName]: readonly string[] };
export type SwitchPosition<S extends SwitchName = SwitchName> = (typeof POSITIONS)[S][number];

function write(value: LabCilium[SwitchName]): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : value;
}

/** What the lab file says, with direct node routes as they are when a tunnel file is turned to native (variant.ts). */
function ofFile(file: LabFile, name: SwitchName): string {
  if (name === 'autoDirectNodeRoutes' && file.cilium.routingMode !== 'native') return 'on';
  return write(file.cilium[name]);
}

/** Where a switch stands: as the reader has put it, else as the file has it. */
export function positionOf(file: LabFile, switches: Switches, name: SwitchName): SwitchPosition {
  const chosen = switches[name];
  const text = chosen === undefined ? ofFile(file, name) : write(chosen);
  return positionsOf(name).find((position) => position === text) ?? positionsOf(name)[0];
}

/** The positions of one switch, for code that goes through all of them. */
export function positionsOf(name: SwitchName): readonly [SwitchPosition, SwitchPosition] {
  return POSITIONS[name];
}

/** The switches with one of them put to a position; null when it has no such position. */
export function turned(file: LabFile, switches: Switches, name: SwitchName, to: string): Switches | null {
  const { [name]: _, ...rest } = switches;
  if (!positionsOf(name).some((position) => position === to)) return null;
  if (ofFile(file, name) === to) return rest;
  const value = to === 'on' ? true : to === 'off' ? false : to;
  return { ...rest, [name]: value };
}

export function sameSwitches(a: Switches, b: Switches): boolean {
  return SWITCHES.every((name) => a[name] === b[name]);
}

/**
 * Why a switch changes nothing as things stand, or changes less than one might think. Each has a source:
 * 'linux' no Cilium runs at all; 'tunnel' direct node routes and tunnels exclude each other (daemon/cmd: "auto-direct-node-routes
 * cannot be used with tunneling"); 'needs-masquerade', 'needs-kpr' daemon/cmd/kube_proxy_replacement.go
 * finishKubeProxyReplacementInit; 'needs-kpr-lb' bpf/bpf_sock.c is loaded with kube-proxy replacement only; 'hubble-only'
 * bpf/lib/trace.h: aggregation decides what is reported, not where packets go.
 */
export type SwitchNote = 'linux' | 'tunnel' | 'needs-masquerade' | 'needs-kpr' | 'needs-kpr-lb' | 'hubble-only';

export interface SwitchState {
  readonly name: SwitchName;
  readonly position: SwitchPosition;
  /** What is in effect with all that is chosen: not always what was asked for. */
  readonly inEffect: SwitchPosition;
  readonly changed: boolean;
  readonly note: SwitchNote | null;
}

/** All switches as they stand for a lab file, a mode and what the reader has turned. */
export function switchStates(file: LabFile, routing: Settings['routing'], switches: Switches): readonly SwitchState[] {
  return SWITCHES.map((name) => {
    const position = positionOf(file, switches, name);
    return {
      name,
      position,
      inEffect: inEffect(file, routing, switches, name),
      changed: switches[name] !== undefined,
      note: noteOf(file, routing, switches, name),
    };
  });
}

function inEffect(file: LabFile, routing: Settings['routing'], switches: Switches, name: SwitchName): SwitchPosition {
  const cilium: LabCilium = {
    ...file.cilium,
    ...switches,
    routingMode: routing === 'native' ? 'native' : 'tunnel',
    autoDirectNodeRoutes: positionOf(file, switches, 'autoDirectNodeRoutes') === 'on',
  };
  const text = write(effectiveSettings({ ...file, cilium })[name]);
  return positionsOf(name).find((position) => position === text) ?? positionOf(file, switches, name);
}

function noteOf(file: LabFile, routing: Settings['routing'], switches: Switches, name: SwitchName): SwitchNote | null {
  const linux = positionOf(file, switches, 'datapath') === 'linux';
  if (name === 'datapath') return null;
  if (name === 'autoDirectNodeRoutes') return routing === 'native' ? null : 'tunnel';
  if (linux) return 'linux';
  const { kubeProxyReplacement } = file.cilium;
  switch (name) {
    case 'hostRouting':
      if (positionOf(file, switches, name) === 'legacy') return null;
      if (!kubeProxyReplacement) return 'needs-kpr';
      return positionOf(file, switches, 'bpfMasquerade') === 'off' ? 'needs-masquerade' : null;
    case 'socketLB':
      return kubeProxyReplacement ? null : 'needs-kpr-lb';
    case 'monitorAggregation':
      return 'hubble-only';
    default:
      return null;
  }
}
