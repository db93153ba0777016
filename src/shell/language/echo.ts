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

/** printf of bash: the format is used again as long as arguments are left. */
export function printfText(format: string, args: readonly string[]): string {
  let out = '';
  let next = 0;
  do {
    const before = next;
    out += unescaped(format).text.replace(
      /%([-+ 0#]*)(\d+|\*)?(?:\.(\d+))?([a-zA-Z%])/g,
      (all, flags, width, precision, kind) => {
        if (kind === '%') return '%';
        const wide = width === '*' ? Number(args[next++] ?? 0) : Number(width ?? 0);
        return padded(
          converted(kind as string, args[next++] ?? '', precision as string | undefined) ?? all,
          wide,
          flags as string,
        );
      },
    );
    if (next === before) break;
  } while (next < args.length);
  return out;
}

function converted(kind: string, arg: string, precision: string | undefined): string | null {
  switch (kind) {
    case 's':
      return precision === undefined ? arg : arg.slice(0, Number(precision));
    case 'b':
      return unescaped(arg).text;
    case 'q':
      return /^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`;
    case 'c':
      return arg.slice(0, 1);
    case 'd':
    case 'i':
    case 'u':
      return `${Math.trunc(Number(arg) || 0)}`;
    case 'x':
      return Math.trunc(Number(arg) || 0).toString(16);
    case 'X':
      return Math.trunc(Number(arg) || 0)
        .toString(16)
        .toUpperCase();
    case 'o':
      return Math.trunc(Number(arg) || 0).toString(8);
    case 'f':
      return (Number(arg) || 0).toFixed(Number(precision ?? 6));
    default:
      return null;
  }
}

function padded(text: string, width: number, flags: string): string {
  if (flags.includes('-')) return text.padEnd(width);
  return text.padStart(width, flags.includes('0') ? '0' : ' ');
}
