/** One conversion of printf(3): '%-5.2f' is flags '-', width 5, precision 2, kind 'f'. */
export interface Conversion {
  readonly flags: string;
  readonly width: number;
  /** Null: not given. */
  readonly precision: number | null;
  readonly kind: string;
}

/** Widths and precisions beyond this are cut: no line of a lab is longer. */
const MAX_WIDTH = 65_536;
const MAX_DIGITS = 100;

/** A number by e, E, f, F, g, G, d, i, u, o, x or X. Integers are cut to 64 bits as C does it. */
export function formatNumber(value: number, { flags, width, precision, kind }: Conversion): string {
  const integer = /[diuoxX]/.test(kind);
  const body = integer ? integerText(value, kind, precision, flags) : floatText(value, kind, precision, flags);
  const negative = body.startsWith('-');
  const digits = negative ? body.slice(1) : body;
  const sign = negative ? '-' : /[uoxX]/.test(kind) ? '' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const zero =
    flags.includes('0') && !flags.includes('-') && !(integer && precision !== null) && Number.isFinite(value);
  if (!zero) return padText(sign + digits, width, flags);
  const prefix = /^0[xX]/.exec(digits)?.[0] ?? '';
  const room = Math.min(width, MAX_WIDTH) - sign.length - prefix.length;
  return sign + prefix + digits.slice(prefix.length).padStart(room, '0');
}

/** Pads with blanks to a width. */
export function padText(text: string, width: number, flags: string): string {
  const room = Math.min(width, MAX_WIDTH);
  return flags.includes('-') ? text.padEnd(room) : text.padStart(room);
}

function integerText(value: number, kind: string, precision: number | null, flags: string): string {
  const whole = Number.isFinite(value) ? BigInt(Math.trunc(value)) : 0n;
  const cut = /[di]/.test(kind) ? BigInt.asIntN(64, clamped(whole)) : BigInt.asUintN(64, whole);
  const base = kind === 'o' ? 8 : /[xX]/.test(kind) ? 16 : 10;
  const negative = cut < 0n;
  let digits = (negative ? -cut : cut).toString(base);
  if (kind === 'X') digits = digits.toUpperCase();
  if (precision !== null)
    digits = precision === 0 && cut === 0n ? '' : digits.padStart(Math.min(precision, MAX_WIDTH), '0');
  if (flags.includes('#') && cut !== 0n) {
    if (kind === 'o' && !digits.startsWith('0')) digits = `0${digits}`;
    if (base === 16) digits = `0${kind}${digits}`;
  }
  return negative ? `-${digits}` : digits;
}

function clamped(value: bigint): bigint {
  const most = (1n << 63n) - 1n;
  return value > most ? most : value < -most - 1n ? -most - 1n : value;
}

function floatText(value: number, kind: string, given: number | null, flags: string): string {
  const upper = kind === kind.toUpperCase();
  // What x86 makes of an operation without a result has its sign bit set, and C prints that.
  if (Number.isNaN(value)) return upper ? '-NAN' : '-nan';
  if (!Number.isFinite(value)) return `${value < 0 ? '-' : ''}${upper ? 'INF' : 'inf'}`;
  const negative = value < 0 || Object.is(value, -0);
  const size = Math.abs(value);
  const precision = Math.min(given ?? 6, MAX_DIGITS);
  const lower = kind.toLowerCase();
  let text: string;
  if (lower === 'f') text = fixedText(size, precision);
  else if (lower === 'e') text = exponentText(size, precision);
  else {
    const wanted = precision === 0 ? 1 : precision;
    const exponent = size === 0 ? 0 : Number(exponential(size, wanted - 1).split('e')[1]);
    const plain = exponent >= -4 && exponent < wanted;
    text = plain ? fixedText(size, wanted - 1 - exponent) : exponentText(size, wanted - 1);
    if (!flags.includes('#')) text = text.replace(/(\.\d*?)0+(?=e|$)/, '$1').replace(/\.(?=e|$)/, '');
  }
  if (flags.includes('#') && !text.includes('.')) text = text.replace(/(?=e|$)/, '.');
  if (upper) text = text.toUpperCase();
  return negative ? `-${text}` : text;
}

function fixedText(size: number, precision: number): string {
  // toFixed gives up beyond 1e21; there every double is whole.
  if (size < 1e21) {
    const long = size.toFixed(Math.min(100, precision + SURE));
    const kept = long.slice(0, long.indexOf('.') + 1 + precision).replace(/\.$/, '');
    return isTie(long.slice(long.indexOf('.') + 1 + precision), kept) ? kept : size.toFixed(precision);
  }
  return BigInt(size).toString() + (precision > 0 ? `.${'0'.repeat(precision)}` : '');
}

function exponentText(size: number, precision: number): string {
  const [digits = '0', exponent = '+0'] = exponential(size, precision).split('e');
  return `${digits}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`;
}

/** Digits after which a double that is no tie shows it. */
const SURE = 30;

/** toExponential, but a tie goes to the even digit as in C. */
function exponential(size: number, precision: number): string {
  const [long = '', exponent = '+0'] = size.toExponential(Math.min(100, precision + SURE)).split('e');
  const kept = long.slice(0, 2 + precision).replace(/\.$/, '');
  return isTie(long.slice(2 + precision), kept) ? `${kept}e${exponent}` : size.toExponential(precision);
}

/** Whether what is cut off is exactly one half and what is kept is even. */
function isTie(cut: string, kept: string): boolean {
  return /^50*$/.test(cut) && /[02468]$/.test(kept);
}
