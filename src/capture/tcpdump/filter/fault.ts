/** Why an expression is refused, in the words that tcpdump prints after its own name. */
export class FilterFault extends Error {}

export function syntaxError(): FilterFault {
  return new FilterFault("can't parse filter expression: syntax error");
}

/** An address before which nothing says what it is: `tcp and webpod` (gencode.c syntax). */
export function unqualifiedError(): FilterFault {
  return new FilterFault('syntax error in filter expression');
}
