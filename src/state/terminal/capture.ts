import type { Evidence } from '../../shell/evidence.ts';
import type { Stores } from '../app-state.ts';

/** Opens the inspector on the capture that a line was read from, if it was from one. */
export function openCaptureOf({ terminal, view }: Stores, evidence: readonly Evidence[]): void {
  const capture = evidence.findLast((one) => one.kind === 'capture');
  if (capture === undefined) return;
  terminal.setState({ capture });
  view.setState({ pane: 'probe' });
}

/** Another run: the file is what it was, but its packets have passed nowhere in it. */
export function forgetPlaces({ terminal }: Stores): void {
  const { capture } = terminal.getState();
  if (capture === null) return;
  terminal.setState({ capture: { ...capture, packets: capture.packets.map((one) => ({ ...one, event: null })) } });
}
