import { formatNumber, padText } from '../../number-format.ts';
import { AwkFailure, bounded } from './failure.ts';
import { numberOf, type Value } from './value.ts';

/** sprintf of awk. Throws AwkFailure with what was made before the fault. */
export function formatted(
  who: 'printf' | 'sprintf',
  format: string,
  args: readonly Value[],
  textOf: (value: Value) => string,
): string {
  let out = '';
  let next = 0;
  let conversions = 0;
  const argument = (): Value => {
    const value = args[next++];
    if (value === undefined) throw new AwkFailure(`not enough arguments passed to ${who}("${format}")`, true, out);
    return value;
  };
  const size = (text: string | undefined): number | null =>
    text === undefined ? null : text === '*' ? Math.trunc(numberOf(argument())) : Number(text || 0);
  for (let at = 0; at < format.length;) {
    const percent = format.indexOf('%', at);
    if (percent < 0) {
      out += format.slice(at);
      break;
    }
    out += format.slice(at, percent);
    if (format[percent + 1] === '%') {
      out += '%';
      at = percent + 2;
      continue;
    }
    conversions += 1;
    const match = /^%([-+ 0#]*)(\*|\d+)?(?:\.(\*|\d*))?[hlLqjzt]*([diouxXeEfFgGcs])/.exec(
      format.slice(percent, percent + 64),
    );
    if (match === null)
      throw new AwkFailure(`improper conversion(number ${conversions}) in ${who}("${format}")`, true, out);
    const [all, flags = '', widthText, precisionText, kind = 's'] = match;
    at = percent + all.length;
    const given = size(widthText) ?? 0;
    const precision = size(precisionText);
    const width = Math.abs(given);
    const marks = given < 0 ? `${flags}-` : flags;
    const value = argument();
    if (kind === 's') {
      const text = textOf(value);
      out += padText(precision === null || precision < 0 ? text : text.slice(0, precision), width, marks);
    } else if (kind === 'c') {
      const ch = typeof value === 'number' ? String.fromCharCode(value & 255) : textOf(value).slice(0, 1);
      out += padText(ch === '' ? '\0' : ch, width, marks);
    } else
      out += formatNumber(numberOf(value), {
        flags: marks,
        width,
        precision: precision !== null && precision < 0 ? null : precision,
        kind,
      });
    bounded(out);
  }
  return out;
}
