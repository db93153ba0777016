/** Where in the filter's text something stands. */
export interface Span {
  readonly at: number;
  readonly length: number;
}

/** Why there is no filter, in tshark's words; `span` is what '^~~' points at. */
export class DisplayFilterFault extends Error {
  readonly span: Span | null;

  constructor(message: string, span: Span | null) {
    super(message);
    this.span = span;
  }
}

export function unexpectedEnd(): DisplayFilterFault {
  return new DisplayFilterFault('Unexpected end of filter expression.', null);
}
