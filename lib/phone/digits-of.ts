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
  /** Letters stood in it that are no known wording around a number. */
  letters: boolean;
}

/** What somebody typed or pasted, in any format and script, as digits. */
export function digitsOf(input: string): TypedNumber {
  const text = input
    .replace(/^\s*tel:/i, "")
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "")
    .replace(/(?:;|ext\.?|x\s?\d).*$/i, "")
    .trim();
  let digits = "";
  let international = false;
  for (const character of text) {
    const digit = digitOf(character);
    if (digit !== undefined) digits += digit;
    else if ((character === "+" || character === "＋") && digits === "") international = true;
  }
  if (!international && digits.startsWith("00"))
    return { international: true, digits: digits.slice(2), letters: false };
  return { international, digits, letters: digits.length < 5 && /\p{L}/u.test(text) };
}
