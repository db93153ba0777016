import type { Nanos } from '../../lab/names.ts';
import type { World } from '../../lab/world.ts';
import { civilOf, nineDigits } from './civil-time.ts';
import { CPUS } from './ring.ts';
import { ciliumMinor } from './version.ts';

/** What the monitor says on stderr before anything else (cilium-dbg/cmd/monitor.go runMonitor). */
export function listeningLines(): readonly string[] {
  return [`Listening for events on ${CPUS} CPUs with 64x4096 of shared memory`, 'Press Ctrl-C to quit'];
}

/** What it says on stderr when it is interrupted (consumeMonitorEvents); the first empty line ends the one with '^C'. */
export function interruptedLines(): readonly string[] {
  return ['', 'Received an interrupt, disconnecting from monitor...', ''];
}

/**
 * The log line on stderr when the first packet is looked into (pkg/monitor/dissect.go initParser). Before 1.18 logrus wrote
 * it, with quotes around the time and the subsystem. The time is UTC, with no zeros at the end of the fraction.
 */
export function dissectionLine(world: World, at: Nanos): string {
  const { date, clock, nanos } = civilOf(world, at);
  const fraction = nineDigits(nanos).replace(/0+$/, '');
  const time = `${date}T${clock}${fraction === '' ? '' : `.${fraction}`}Z`;
  const text = 'level=info msg="Initializing dissection cache..."';
  return ciliumMinor(world) < 18 ? `time="${time}" ${text} subsys=monitor` : `time=${time} ${text}`;
}
