/** First code point of each script's nought: a phone keyboard may write digits of its own. */
const NOUGHTS = [0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xff10];

function digitOf(character: string): string | undefined {
  const point = character.codePointAt(0) ?? 0;
  const nought = NOUGHTS.find((first) => point >= first && point <= first + 9);
  return nought === undefined ? undefined : String(point - nought);
}

export interface TypedNumber {
  /** `+` or `00` stood in front: the calling code is part of it. */
  international: boolean;
  digits: string;
  /** Letters stood among the digits, or in their place: leaving them out would dial somebody else. */
  letters: boolean;
}

/** Marks that have no width: they come along when a number is copied. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
/** `;ext=5`, `ext. 5`, `x5` behind the digits. */
const EXTENSION = /(?<=\d[\s)]*)(?:;|(?:ext|extension|x)[.:\s]*\d).*$/iu;

/** Every digit as 0–9, and what else may tell something: a plus, and letters. */
function plainText(input: string): string {
  let plain = "";
  for (const character of input.replace(INVISIBLE, "")) plain += digitOf(character) ?? character;
  return plain.replace(/＋/g, "+").replace(EXTENSION, "");
}

/** What somebody typed or pasted, in any format and script, as digits. Words in front of or behind the number are left out. */
export function digitsOf(input: string): TypedNumber {
  const text = plainText(input);
  const number = /\+?[\s(]*\d(?:.*\d)?/su.exec(text)?.[0] ?? "";
  const digits = number.replace(/\D/g, "");
  const letters = /\p{L}/u.test(digits === "" ? text : number);
  if (number.startsWith("+")) return { international: true, digits: digits.replace(/^00/, ""), letters };
  if (digits.startsWith("00")) return { international: true, digits: digits.slice(2), letters };
  return { international: false, digits, letters };
}
