/** Words in columns, filled downwards as a shell lists completions; one row where they do not fit beside each other. */
export function choiceRows(words: readonly string[], columns: number): readonly string[] {
  const width = Math.max(0, ...words.map((word) => word.length)) + 2;
  const across = Math.max(1, Math.floor(columns / width));
  const down = Math.ceil(words.length / across);
  return Array.from({ length: down }, (_, row) =>
    Array.from({ length: across }, (__, column) => words[column * down + row] ?? '')
      .map((word) => word.padEnd(width))
      .join('')
      .trimEnd(),
  );
}
