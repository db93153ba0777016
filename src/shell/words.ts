/** A sentence in every language of the page. What a program prints is not among these: it stays as the program has it. */
export interface Words {
  readonly en: string;
  readonly ko: string;
}
