/** kubectl ends with these words on stderr. */
export class Refusal extends Error {
  readonly code: number;

  constructor(text: string, code = 1) {
    super(text);
    this.name = 'Refusal';
    this.code = code;
  }
}
