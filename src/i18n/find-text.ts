/**
 * Letters of a text as one types them, so that a word is found while its last syllable is still being composed:
 * on the way to '라우터' a reader has '랑' for a moment, which is ㄹㅏㅇ, the beginning of ㄹㅏㅇㅜㅌㅓ.
 */
export function typedLetters(text: string): string {
  // NFKD takes syllables apart and turns the letters of a keyboard into those of a syllable (Unicode chapter 3.12).
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u11a8-\u11c2]/g, (final) => FINALS[final.charCodeAt(0) - 0x11a8] ?? final)
    .replace(/[\u1169-\u1175]/g, (vowel) => VOWELS[vowel] ?? vowel);
}

/** Consonants at the end of a syllable as the ones at its beginning; double ones are typed one after the other. */
const FINALS = 'ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ'
  .split(' ')
  .map((letters) => letters.normalize('NFKD'));

/** Vowels that are typed as two. */
const VOWELS: Readonly<Record<string, string>> = Object.fromEntries(
  ['ㅘㅗㅏ', 'ㅙㅗㅐ', 'ㅚㅗㅣ', 'ㅝㅜㅓ', 'ㅞㅜㅔ', 'ㅟㅜㅣ', 'ㅢㅡㅣ'].map((three) => {
    const [whole = '', ...parts] = [...three].map((letter) => letter.normalize('NFKD'));
    return [whole, parts.join('')];
  }),
);

/** Whether a text holds every word of a query, in any order. An empty query is held by everything. */
export function holds(text: string, query: string): boolean {
  const letters = typedLetters(text);
  return typedLetters(query)
    .split(/\s+/)
    .every((word) => letters.includes(word));
}
