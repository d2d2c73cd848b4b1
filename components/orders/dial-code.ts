/** `*123*PIN#`, `*133*<code>#`, `*102*[pin number]*1#`: what instructions call the place of the code. */
const PLACE =
  /\*[\d*]*[<[{(]?\s*(?:pin|code|voucher|token)(?:[\s-]?(?:number|code|pin))?\s*[>\]})]?[\d*]*#?/i;
const WORD = /[<[{(]?\s*(?:pin|code|voucher|token)(?:[\s-]?(?:number|code|pin))?\s*[>\]})]?/i;

/** What is dialled to use a PIN, the PIN itself filled in: `*123*4409218846120#`; undefined where instructions name no such code. */
export function dialCodeOf(instructions: string | null, pin: string): string | undefined {
  const found = PLACE.exec(instructions ?? "")?.[0];
  const digits = pin.replace(/[\s-]/g, "");
  if (!found || !/^\d+$/.test(digits)) return undefined;
  const filled = found.replace(WORD, digits);
  return filled.endsWith("#") ? filled : `${filled}#`;
}
