import { singleWords } from '../../shell/typed-words.ts';

/** Where the words of a line lie that can be asked for one by one. */
export function wordsOfLine(text: string): readonly { readonly from: number; readonly to: number }[] {
  return singleWords(text).map(({ from, to }) => ({ from, to }));
}
