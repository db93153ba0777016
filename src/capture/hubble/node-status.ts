import type { Nanos, NetnsName } from '../../lab/names.ts';
import type { World } from '../../lab/world.ts';
import { timeText, type TimeFormat } from './time-format.ts';

const CUT_OFF = 50;

/** joinWithCutOff (hubble/pkg/printer): one name at least, and as many more as fit into 50 characters. */
function joined(names: readonly string[]): string {
  let length = 0;
  let end = names.length;
  for (const [i, name] of names.entries()) {
    length += name.length + 2;
    if (length > CUT_OFF && i > 0) {
      end = i;
      break;
    }
  }
  const shown = names.slice(0, end).join(', ');
  return end === names.length ? shown : `${shown} (and ${names.length - end} more)`;
}

/**
 * What hubble says on stderr about nodes that its relay does not reach (WriteProtoNodeStatusEvent). It says 'nodes' of one
 * as well.
 */
export function unavailableLine(
  world: World,
  at: Nanos,
  relay: string,
  nodes: readonly NetnsName[],
  format: TimeFormat = 'StampMilli',
): string {
  const time = timeText(world, at, format);
  return `${time} [${relay}]: ${nodes.length} nodes are unavailable: ${joined(nodes)}`;
}
