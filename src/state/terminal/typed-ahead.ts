import type { Supply } from './supply.ts';

/** Keys that need the shell's language before it is there: Enter, Tab, and whatever is typed behind them. */
export class TypedAhead {
  readonly #supply: Supply;
  #keys = '';

  constructor(supply: Supply) {
    this.#supply = supply;
  }

  /** Whether these keys have to wait: nothing is lost, and nothing overtakes. The first key of all fetches the language. */
  keeps(data: string): boolean {
    if (this.#supply.installed.knownLanguage !== null) return false;
    this.#supply.fetch('bash');
    if (this.#keys === '' && !/[\r\n\t]/.test(data)) return false;
    this.#keys += data;
    return true;
  }

  take(): string {
    const keys = this.#keys;
    this.#keys = '';
    return keys;
  }
}
