import { inheritedFlags, ownFlags, pathText, type CobraCommand, type CobraFlags, type Path } from './tree.ts';

/** Names in a list of commands take so much room at least (cobra minNamePadding). */
const MIN_NAME = 11;

const GENERATED: readonly CobraCommand[] = [
  {
    name: 'completion',
    about: { en: 'Generate the autocompletion script for the specified shell', ko: '셸 자동 완성 스크립트를 만든다' },
  },
  { name: 'help', about: { en: 'Help about any command', ko: '명령의 도움말' } },
];

/** cobra's default usage template. */
export function usageText(path: Path): string {
  const command = path.at(-1) ?? path[0];
  const name = pathText(path);
  const children = [...(command.children ?? []), ...(path.length === 1 ? GENERATED : [])].toSorted((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const parts: string[] = ['Usage:'];
  if (command.run !== undefined)
    parts.push(`  ${name}${command.takes === undefined ? '' : ` ${command.takes}`} [flags]`);
  if (children.length > 0) parts.push(`  ${name} [command]`);
  if (command.aliases !== undefined) parts.push('', 'Aliases:', `  ${[command.name, ...command.aliases].join(', ')}`);
  if (command.example !== undefined) parts.push('', 'Examples:', command.example);
  if (children.length > 0) {
    const width = Math.max(MIN_NAME, ...children.map((child) => child.name.length));
    parts.push('', 'Available Commands:', ...children.map((c) => `  ${c.name.padEnd(width)} ${c.about.en}`));
  }
  parts.push('', 'Flags:', ...flagLines(ownFlags(path)));
  const inherited = inheritedFlags(path);
  if (Object.keys(inherited).length > 0) parts.push('', 'Global Flags:', ...flagLines(inherited));
  if (children.length > 0) parts.push('', `Use "${name} [command] --help" for more information about a command.`);
  return `${parts.join('\n')}\n`;
}

/** What `--help` prints. */
export function helpText(path: Path): string {
  const command = path.at(-1) ?? path[0];
  return `${command.long ?? command.about.en}\n\n${usageText(path)}`;
}

/** pflag FlagUsages, sorted by the long name. */
export function flagLines(flags: CobraFlags): readonly string[] {
  const rows = Object.values(flags).map((flag) => {
    const long = flag.names.find((name) => name.startsWith('--')) ?? '';
    const short = flag.names.find((name) => !name.startsWith('--'));
    const takes = flag.takes === undefined ? '' : ` ${flag.takes}`;
    const left = `  ${short === undefined ? '    ' : `${short}, `}${long}${takes}`;
    return { long, left, text: `${flag.about.en}${flag.default === undefined ? '' : ` (default ${flag.default})`}` };
  });
  const width = Math.max(0, ...rows.map((row) => row.left.length)) + 3;
  return rows
    .toSorted((a, b) => (a.long < b.long ? -1 : 1))
    .map(({ left, text }) => `${left.padEnd(width)}${text.replaceAll('\n', `\n${' '.repeat(width)}`)}`.trimEnd());
}
