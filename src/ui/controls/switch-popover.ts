import { type RefObject, useCallback, useId, useMemo, useRef, useState } from 'react';
import type { SwitchName } from '../../scenario/switches.ts';

/** What a chip stands for: one of Cilium's switches, or the router's routes. */
export type SwitchTarget = SwitchName | 'routes';

/** The panel of switches: a popover of the platform's own, which several buttons open. */
export interface SwitchPopover {
  readonly id: string;
  readonly panel: RefObject<HTMLDivElement | null>;
  /** The control that gets the focus; `turn` tells two openings for the same one apart. */
  readonly target: { readonly name: SwitchTarget | null; readonly turn: number };
  readonly open: (target: SwitchTarget) => void;
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
}

export function useSwitchPopover(): SwitchPopover {
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const [target, setTarget] = useState<SwitchPopover['target']>({ name: null, turn: 0 });
  const [isOpen, setIsOpen] = useState(false);
  const open = useCallback((name: SwitchTarget) => {
    setTarget(({ turn }) => ({ name, turn: turn + 1 }));
    panel.current?.showPopover();
  }, []);
  const setOpen = useCallback((next: boolean) => {
    setIsOpen(next);
    if (!next) setTarget(({ turn }) => ({ name: null, turn }));
  }, []);
  return useMemo(() => ({ id, panel, target, open, isOpen, setOpen }), [id, target, open, isOpen, setOpen]);
}
