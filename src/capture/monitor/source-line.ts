import type { ProgramName } from '../../trace/events.ts';

/** A place in the source that a drop record names. */
export interface SourceLine {
  /** Number of the file (bpf/source_names_to_ids.h), and its name (pkg/monitor/api/files.go). */
  readonly id: number;
  readonly file: string;
  readonly line: number;
}

const LXC = { id: 2, file: 'bpf_lxc.c' } as const;
const HOST = { id: 1, file: 'bpf_host.c' } as const;
const OVERLAY = { id: 3, file: 'bpf_overlay.c' } as const;

/**
 * Where a program calls send_drop_notify at its end. unverified: the line numbers are of the right part of the file, not
 * checked against v1.18.0.
 */
export function dropSource(program: ProgramName): SourceLine {
  switch (program) {
    case 'cil_lxc_policy':
      return { ...LXC, line: 2126 };
    case 'cil_to_container':
      return { ...LXC, line: 2274 };
    case 'cil_from_netdev':
      return { ...HOST, line: 1118 };
    case 'cil_to_netdev':
      return { ...HOST, line: 1637 };
    case 'cil_from_host':
    case 'cil_to_host':
      return { ...HOST, line: 1176 };
    case 'cil_from_overlay':
      return { ...OVERLAY, line: 507 };
    case 'cil_to_overlay':
      return { ...OVERLAY, line: 640 };
    default:
      return { ...LXC, line: 1364 };
  }
}
