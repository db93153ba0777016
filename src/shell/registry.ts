import type { Command } from './command.ts';
import { cat } from './commands/cat/cat.ts';
import { hostname } from './commands/hostname/hostname.ts';
import { ping } from './commands/ping/ping.ts';
import { sh } from './commands/sh/sh.ts';
import { sleep } from './commands/sleep/sleep.ts';

/** Every program of the lab. Completion, help and the list of what can be typed follow from it. */
const ALL: readonly Command[] = [cat, hostname, ping, sh, sleep];

export const COMMANDS: ReadonlyMap<string, Command> = new Map(ALL.map((command) => [command.name, command]));
