import type { CommandOf } from '../../state/messages/read-message.ts';
import type { ExportFormat } from '../../state/messages/protocol.ts';
import type { Trace } from '../../trace/trace.ts';

/** A file as a host gets it. */
export interface HostFile {
  readonly mime: string;
  readonly name: string;
  readonly text?: string;
  readonly buffer?: ArrayBuffer;
}

type Make = (trace: Trace, asked: CommandOf<'export'>['data']) => Promise<HostFile>;

/**
 * What a frame can make of its run for its host, by format. A format that is not here is answered with E_UNSUPPORTED; `trace` also
 * answers `getTrace`. Each is fetched when it is first asked for.
 */
export const FILES: Partial<Readonly<Record<ExportFormat, Make>>> = {};
