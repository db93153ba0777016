import { openMachine } from '../../../src/shell/open-machine.ts';
import { COMMANDS } from '../../../src/shell/registry.ts';
import { ARITHMETIC_LINES } from '../arithmetic-lines.ts';
import { AWK_LINES } from '../awk-lines.ts';
import { FILTER_LINES } from '../filter-lines.ts';
import { CASES } from '../language-cases.ts';
import { LANGUAGE_LINES } from '../language-lines.ts';
import { POSTS_LINES } from '../posts-lines.ts';
import { SED_LINES } from '../sed-lines.ts';
import { SMALL_LINES } from '../small-lines.ts';
import { stillLab } from '../still-lab.ts';
import { Chance } from './chance.ts';
import { FilterGrower } from './grow-filters.ts';
import { Grower } from './grow.ts';
import { mutated } from './mutate.ts';

const CAPTURE = 'tcpdump -i any -c 40 -w /tmp/vxlan.pcap & curl -s webpod; ping -c 2 k8s-w1; kill %1; wait';

/** Lines typed in one lab, one after the other. */
export const SESSION = 20;

const machine = openMachine(stillLab());
const EXAMPLES = [...COMMANDS.values()].flatMap((command) => command.examples?.(machine) ?? []).map(({ line }) => line);

/** Lines that mean something, to be broken; those of the posts twice as often. */
export const KNOWN: readonly string[] = [
  ...POSTS_LINES,
  ...POSTS_LINES,
  ...EXAMPLES,
  ...CASES.map(({ line }) => line),
  ...LANGUAGE_LINES,
  ...ARITHMETIC_LINES,
  ...FILTER_LINES,
  ...SED_LINES,
  ...AWK_LINES,
  ...SMALL_LINES,
];

/** The lines of one session: two thirds of them grown, a third known, most of all with something wrong in them. */
export function linesOf(seed: number, session: number): readonly string[] {
  const chance = new Chance(seed, `session ${session}`);
  const grower = new Grower(chance, KNOWN);
  const filters = new FilterGrower(chance);
  // So that there is something to read.
  const first = session % 3 === 0 ? CAPTURE : session % 3 === 1 ? 'printf "a b c\\none:two\\n" > /tmp/f' : ':';
  return Array.from({ length: SESSION }, (_, i) => {
    if (i === 0) return first;
    const kind = chance.below(3);
    const line = kind === 0 ? grower.line() : kind === 1 ? filters.line() : (chance.pick(KNOWN) ?? '');
    return chance.once(kind === 1 ? 2 : 3) ? line : mutated(chance, line, chance.pick(KNOWN) ?? '');
  });
}
