import { CATALOG, PACKAGE_NAMES, type PackageName } from './catalog.ts';
import type { Command } from './command.ts';
import type { Language } from './language/known-language.ts';
import type { Package } from './package.ts';
import { execute } from './execute.ts';
import { ShellError } from './language/flow.ts';
import type { Host } from './hosts/host.ts';
import type { Call, Programs } from './machine.ts';
import { until, type Task } from './process/task.ts';
import type { ProgramFacts } from './program-facts.ts';

export const NO_LANGUAGE = 'bash could not be fetched. When this page is online again, type the line again.';

export function sortedByName<T extends { readonly name: string }>(programs: Iterable<T>): readonly T[] {
  return [...programs].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * The programs of a lab, some of which may still have to be fetched: who runs one of those waits, and lab time waits
 * with it, so that nothing depends on how long that takes.
 */
export class Installed implements Programs {
  readonly #commands = new Map<string, Command>();
  #language: Language | null = null;
  readonly #there = new Set<PackageName>();
  readonly #awaited = new Set<PackageName>();

  /** What is there at once. */
  constructor(packages: Iterable<readonly [PackageName, Package]>) {
    for (const [name, content] of packages) this.add(name, content);
  }

  /** What has been fetched. */
  get commands(): ReadonlyMap<string, Command> {
    return this.#commands;
  }

  /** Null as long as it has not been fetched. */
  get knownLanguage(): Language | null {
    return this.#language;
  }

  /** The packages that a running line waits for. */
  get awaited(): readonly PackageName[] {
    return [...this.#awaited];
  }

  get holdsTime(): boolean {
    return this.#awaited.size > 0;
  }

  /** A package has come. */
  add(name: PackageName, { commands, language }: Package): void {
    this.#language = language ?? this.#language;
    for (const command of commands) this.#commands.set(command.name, command);
    this.#there.add(name);
    this.#awaited.delete(name);
  }

  /** A package cannot be had now: who waits for it goes on without. */
  lacks(name: PackageName): void {
    this.#awaited.delete(name);
  }

  there(name: PackageName): boolean {
    return this.#there.has(name);
  }

  /** The package that has to be fetched before this program can run; null: none. */
  missingFor(program: string): PackageName | null {
    const from = CATALOG.get(program)?.package;
    return from === undefined || this.#there.has(from) ? null : from;
  }

  has(name: string, host: Host): boolean {
    return CATALOG.get(name)?.on.includes(host.kind) === true;
  }

  names(host: Host): readonly string[] {
    const programs = [...CATALOG.values()].filter(({ on }) => on.includes(host.kind)).map(({ name }) => name);
    return [...programs, ...(this.#language?.builtins ?? [])];
  }

  *all(): Task<readonly ProgramFacts[]> {
    yield* this.#fetch(PACKAGE_NAMES);
    return sortedByName(this.#commands.values());
  }

  *run(call: Call): Task {
    return yield* execute(call, this);
  }

  /** The program itself; null when it cannot be had now. */
  *load(name: string): Task<Command | null> {
    const missing = this.missingFor(name);
    if (missing !== null) yield* this.#fetch([missing]);
    return this.#commands.get(name) ?? null;
  }

  *language(): Task<Language> {
    if (this.#language === null) yield* this.#fetch(['bash']);
    if (this.#language === null) throw new ShellError(NO_LANGUAGE, 126);
    return this.#language;
  }

  *#fetch(names: readonly PackageName[]): Task<void> {
    const missing = names.filter((name) => !this.#there.has(name));
    if (missing.length === 0) return;
    for (const name of missing) this.#awaited.add(name);
    yield* until(() => missing.every((name) => !this.#awaited.has(name)));
  }
}
