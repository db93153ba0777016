import type { Regex } from '../../regex/regex.ts';
import type { Task } from '../../process/task.ts';
import type { Lines } from './input.ts';
import { type Address, BadScript, type Instruction, type Pattern } from './script.ts';

/** Which instructions with two addresses are inside of their range, and where it ends. */
export class Ranges {
  readonly #active = new Map<Instruction, number | null>();
  #lastPattern: Regex | null = null;

  readonly #place: string;

  constructor(instructions: readonly Instruction[], place: string) {
    this.#place = place;
    for (const instruction of instructions) {
      const { first } = instruction;
      if (first?.kind === 'line' && first.number === 0) this.#active.set(instruction, null);
    }
  }

  /** The pattern itself, or the one used last for an empty one. Throws BadScript. */
  pattern(pattern: Pattern): Regex {
    const regex = pattern ?? this.#lastPattern;
    if (regex === null) throw new BadScript(`${this.#place}: no previous regular expression`);
    return (this.#lastPattern = regex);
  }

  isActive(instruction: Instruction): boolean {
    return this.#active.has(instruction);
  }

  /** Whether an instruction is meant for the line (match_address_p of GNU sed). */
  *selects(instruction: Instruction, text: string, lines: Lines): Task<boolean> {
    const { first, second, negated } = instruction;
    if (first === null) return !negated;
    const hit = second === null ? yield* this.#one(first, text, lines) : yield* this.#range(instruction, text, lines);
    return hit !== negated;
  }

  *#range(instruction: Instruction, text: string, lines: Lines): Task<boolean> {
    const { first, second } = instruction;
    if (first === null || second === null) return false;
    const { number } = lines;
    if (!this.#active.has(instruction)) {
      if (!(yield* this.#one(first, text, lines))) return false;
      const end = endOf(second, number);
      if (end === null || end > number) this.#active.set(instruction, end);
      return true;
    }
    const end = this.#active.get(instruction) ?? null;
    if (end !== null) {
      if (number >= end) this.#active.delete(instruction);
      return number <= end;
    }
    if (yield* this.#one(second, text, lines)) this.#active.delete(instruction);
    return true;
  }

  *#one(address: Address, text: string, lines: Lines): Task<boolean> {
    switch (address.kind) {
      case 'line':
        return lines.number === address.number;
      case 'step':
        return lines.number >= address.first && (lines.number - address.first) % address.step === 0;
      case 'last':
        return yield* lines.last();
      case 'pattern':
        return this.pattern(address.pattern).test(text);
      default:
        return false;
    }
  }
}

/** The line that ends a range that has begun; null: whatever matches does. */
function endOf(second: Address, now: number): number | null {
  switch (second.kind) {
    case 'line':
      return second.number;
    case 'plus':
      return now + second.count;
    case 'multiple':
      return second.of === 0 ? now : Math.ceil(now / second.of) * second.of;
    default:
      return null;
  }
}
