import { formatInternational } from "./format-international";

/** `+2348031234567` → `+234 803 ··· 4567`: enough to recognise, too little to use. */
export function maskNumber(e164: string): string {
  const parts = formatInternational(e164).split(" ");
  const digits = e164.slice(1);
  const callingCode = parts[0] ?? "+";
  const national = digits.slice(callingCode.length - 1);
  if (national.length < 7) return `${callingCode} ··· ${national.slice(-2)}`;
  return `${callingCode} ${national.slice(0, Math.min(3, national.length - 6))} ··· ${national.slice(-4)}`;
}
