import type { LabFile } from '../../lab/file.ts';
import { deviceId, type NetnsName } from '../../lab/names.ts';
import { presetLab } from '../../lab/presets/presets.ts';
import { week4 } from '../../lab/presets/week4.ts';
import { type Link, readLink } from '../../state/link.ts';
import { ROUTINGS, type Routing } from '../../scenario/ask.ts';
import { type RunningProbe, startedProbes } from '../../state/probes.ts';
import { type Dialog, DIALOGS } from '../../state/view.ts';

/** What the gallery's address says beside the page's own link. */
export interface GalleryLink {
  readonly lab: LabFile;
  /**
   * 'page': all of it. 'stage': the stage alone with its caption, as large as the window. 'picture': the moment as it is exported, and
   * what makes files of it.
   */
  readonly show: 'page' | 'stage' | 'picture';
  readonly dialog: Dialog;
  /** Captures that are running, as `walk --tap` writes them: 'router:any,curl-pod:eth0'. */
  readonly probes: readonly RunningProbe[];
  /** The run is switched to this mode after it has opened, and the list of what that changes is shown. */
  readonly changes: Routing | 'none';
  /** Something that breaks on purpose: the run, or the drawing of the stage. */
  readonly fault: 'none' | 'run' | 'stage';
  readonly link: Link;
}

/** Keys that choose how the list of states is shown, and ask for no state. */
const OF_THE_LIST = ['lang', 'theme', 'detail'];

/** The state that an address asks for, or null when it asks for the list. Reading one never throws. */
export function readGalleryLink(search: string): GalleryLink | null {
  const rest = new URLSearchParams(search);
  if ([...rest.keys()].every((key) => OF_THE_LIST.includes(key))) return null;
  const unread: string[] = [];
  const take = <T>(key: string, read: (value: string) => T | null | undefined, otherwise: T): T => {
    const value = rest.get(key);
    rest.delete(key);
    if (value === null) return otherwise;
    const found = read(value) ?? null;
    if (found === null) unread.push(key);
    return found ?? otherwise;
  };
  const oneOf =
    <T extends string>(values: readonly T[]) =>
    (value: string): T | undefined =>
      values.find((one) => one === value);
  const lab = take('lab', presetLab, week4);
  const show = take('view', oneOf(['page', 'stage', 'picture'] as const), 'page');
  const dialog = take('dialog', oneOf(DIALOGS), 'none');
  const probes = take('probes', probesOf, []);
  const changes = take('changes', oneOf(['none', ...ROUTINGS] as const), 'none');
  const fault = take('fault', oneOf(['none', 'run', 'stage'] as const), 'none');
  // Still unless somebody asks for motion: a picture of it is what this page is for.
  if (!rest.has('freeze')) rest.set('freeze', '1');
  const link = readLink(`?${rest.toString()}`);
  return { lab, show, dialog, probes, changes, fault, link: { ...link, unread: [...unread, ...link.unread] } };
}

/** NETNS:DEVICE or NETNS:any, with commas between them. Places that the lab does not have listen to nothing. */
function probesOf(text: string): readonly RunningProbe[] | null {
  const points = text.split(',').map((one) => /^([a-z0-9][a-z0-9.-]{0,62}):([a-z0-9_.-]{1,15})$/.exec(one));
  return points.reduce<readonly RunningProbe[] | null>((probes, point) => {
    const [, name, device] = point ?? [];
    if (probes === null || name === undefined || device === undefined) return null;
    const netns = name as NetnsName;
    return startedProbes(probes, { netns, device: device === 'any' ? 'any' : deviceId(netns, device) });
  }, []);
}
