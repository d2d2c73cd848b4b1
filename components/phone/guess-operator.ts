import { COUNTRIES, countryOfDigits } from "@/lib/phone/calling-codes";
import {
  decodeCarriers,
  lookUpCarrier,
  type CarrierTable,
  type PackedCarriers,
} from "@/lib/phone/detect-operator";
import { digitsOf } from "@/lib/phone/digits-of";

/** What the browser can tell of a number being typed, without asking anybody. */
export interface TypedGuess {
  /** ISO 3166 alpha-2; undefined while nothing tells it. */
  country: string | undefined;
  callingCode: string | undefined;
  /** The calling code is part of what was typed. */
  international: boolean;
  /** Digits after calling code and trunk prefix. */
  national: string;
}

const callingCodeOf = (country: string) => COUNTRIES.find((row) => row.country === country);

/** @param chosen ISO 3166 alpha-2 of the chosen country, or "" */
export function readTyped(input: string, chosen: string): TypedGuess {
  const { digits, international } = digitsOf(input);
  const row = international ? countryOfDigits(digits) : callingCodeOf(chosen);
  const { country, callingCode, trunkPrefix = "" } = row ?? {};
  if (!callingCode)
    return {
      country: international ? undefined : chosen || undefined,
      callingCode,
      international,
      national: "",
    };
  const rest = international ? digits.slice(callingCode.length) : digits;
  const national =
    trunkPrefix && rest.startsWith(trunkPrefix) && !international ? rest.slice(trunkPrefix.length) : rest;
  return { country, callingCode, international, national };
}

const tables = new Map<string, Promise<CarrierTable | undefined>>();

async function fetchTable(callingCode: string): Promise<CarrierTable | undefined> {
  const answer = await fetch(`/carriers/${callingCode}.json`);
  return answer.ok ? decodeCarriers((await answer.json()) as PackedCarriers) : undefined;
}

/** The number ranges of a calling code: one small file, fetched once, when the code is known. */
function readTable(callingCode: string): Promise<CarrierTable | undefined> {
  let table = tables.get(callingCode);
  if (!table) {
    // Without a network there is no guess; the server knows better anyway.
    table = fetchTable(callingCode).catch(() => void tables.delete(callingCode));
    tables.set(callingCode, table);
  }
  return table;
}

/** The network a number was first given to; undefined while unknown. */
export async function guessOperator({ callingCode, national }: TypedGuess): Promise<string | undefined> {
  if (!callingCode) return undefined;
  const table = await readTable(callingCode);
  return table && national.length >= 4 ? lookUpCarrier(table, national) : undefined;
}
