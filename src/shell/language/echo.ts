const ESCAPES: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  E: '\u001b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

/** Backslash escapes as echo -e and printf read them. `stop`: \c was met. */
export function unescaped(text: string): { readonly text: string; readonly stop: boolean } {
  let stop = false;
  const out = text.replace(/\\(?:0([0-7]{1,3})|([0-7]{1,3})|x([0-9a-fA-F]{1,2})|(.))|[\s\S]/g, (all, ...groups) => {
    if (stop) return '';
    const [zero, octal, hex, letter] = groups as (string | undefined)[];
    if (zero !== undefined || octal !== undefined)
      return String.fromCharCode(Number.parseInt((zero ?? octal)!, 8) & 255);
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    if (letter === 'c') {
      stop = true;
      return '';
    }
    return letter === undefined ? all : (ESCAPES[letter] ?? all);
  });
  return { text: out, stop };
}

/** echo of bash: -n, -e, -E in any combination, only in front. */
export function echoText(args: readonly string[]): string {
  let first = 0;
  let newline = true;
  let escapes = false;
  for (; /^-[neE]+$/.test(args[first] ?? ''); first++) {
    const flags = args[first]!;
    if (flags.includes('n')) newline = false;
    for (const flag of flags) if (flag !== '-' && flag !== 'n') escapes = flag === 'e';
  }
  const joined = args.slice(first).join(' ');
  const { text, stop } = escapes ? unescaped(joined) : { text: joined, stop: false };
  return text + (newline && !stop ? '\n' : '');
}
