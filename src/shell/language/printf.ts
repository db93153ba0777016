import { formatNumber, padText } from '../number-format.ts';
import { unescaped } from './echo.ts';

export interface Printed {
  readonly text: string;
  /** What could not be read as a number, in the words of bash; the text is made all the same. */
  readonly complaints: readonly string[];
}

/** Characters that one call may make. */
const MAX_TEXT = 1 << 22;

/** printf of bash: the format is used again as long as arguments are left. */
export function printed(format: string, args: readonly string[]): Printed {
  const complaints: string[] = [];
  let out = '';
  let next = 0;
  let stop = false;
  do {
    const before = next;
    out += format.replace(
      /\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{1,4}|[^])|%([-+ 0#]*)(\*|\d+)?(?:\.(\*|\d*))?([a-zA-Z%])/g,
      (all, flags: string | undefined, width: string | undefined, precision: string | undefined, kind?: string) => {
        if (stop) return '';
        if (kind === undefined) {
          const { text, stop: ends } = unescaped(all);
          stop = ends;
          return text;
        }
        if (kind === '%') return '%';
        const size = (text: string | undefined): number | null =>
          text === undefined ? null : text === '*' ? Math.trunc(Number(args[next++] ?? 0)) || 0 : Number(text || 0);
        const wide = size(width) ?? 0;
        const exact = size(precision);
        const marks = `${flags ?? ''}${wide < 0 ? '-' : ''}`;
        return (
          converted(kind, args[next++] ?? '', Math.abs(wide), exact !== null && exact < 0 ? null : exact, marks) ?? all
        );
      },
    );
    if (next === before || out.length > MAX_TEXT) break;
  } while (next < args.length && !stop);
  return { text: out, complaints };

  function converted(kind: string, arg: string, width: number, precision: number | null, flags: string): string | null {
    switch (kind) {
      case 's':
        return padText(precision === null ? arg : arg.slice(0, precision), width, flags);
      case 'b': {
        const { text, stop: ends } = unescaped(arg);
        stop = ends;
        return padText(text, width, flags);
      }
      case 'q':
        return padText(quoted(arg), width, flags);
      case 'c':
        return padText([...arg][0] ?? '', width, flags);
      default:
        if (!/^[diuoxXeEfFgG]$/.test(kind)) return null;
        return formatNumber(numberOf(arg, /[diuoxX]/.test(kind)), { flags, width, precision, kind });
    }
  }

  function numberOf(arg: string, integer: boolean): number {
    if (/^["']/.test(arg)) return arg.codePointAt(1) ?? 0;
    const pattern = integer
      ? /^\s*([-+]?)(0[xX][0-9a-fA-F]+|0[0-7]*|\d+)/
      : /^\s*([-+]?)(0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|inf(?:inity)?|nan)/i;
    const match = pattern.exec(arg);
    if (match === null ? arg !== '' : match[0].length < arg.trimEnd().length) complaints.push(`${arg}: invalid number`);
    const digits = match?.[2] ?? '0';
    const size =
      /^0[0-7]+$/.test(digits) && integer
        ? Number.parseInt(digits, 8)
        : /^inf/i.test(digits)
          ? Infinity
          : Number(digits);
    return match?.[1] === '-' ? -size : size;
  }
}

/** %q: so that a shell reads it back as one word. */
function quoted(text: string): string {
  if (text === '') return "''";
  if (!/[\u0000-\u001f\u007f]/.test(text)) return text.replace(/[^\w@%+=:,./\u0080-\u{10ffff}-]/gu, '\\$&');
  const escapes: Readonly<Record<string, string>> = {
    '\n': '\\n',
    '\t': '\\t',
    '\r': '\\r',
    '\u001b': '\\E',
    '\u0007': '\\a',
  };
  const body = text.replace(/[\\']/g, '\\$&').replace(/[\u0000-\u001f\u007f]/g, (ch) => {
    return escapes[ch] ?? `\\${ch.charCodeAt(0).toString(8).padStart(3, '0')}`;
  });
  return `$'${body}'`;
}
