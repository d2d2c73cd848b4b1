import { hashText } from "../world/hash-text";
import type { WorldCountry, WorldOperator } from "../world/read-world";

/** ValueTopup's own spelling of a network: the country in front, behind, in brackets, or left out; now and then another known name. */
export function nameNetwork(operator: WorldOperator, country: WorldCountry): string {
  const variant = hashText(`valuetopup name ${operator.key}`) % 100;
  const alternate = operator.popularity < 95 && variant < 8 ? operator.alternates[0] : undefined;
  const name = alternate ?? operator.name;
  if (name.toLowerCase().includes(country.name.toLowerCase())) return name;
  if (variant < 45) return `${name} ${country.name}`;
  if (variant < 60) return `${country.name} ${name}`;
  if (variant < 72) return `${name} (${country.name})`;
  if (variant < 80) return `${name}-${country.iso}`;
  if (variant < 86) return name.toUpperCase();
  if (variant < 92) return `${name} Telecom`;
  return name;
}

/** Large networks are always sold; of the others some are missing. */
export function isSold(operator: WorldOperator): boolean {
  if (operator.account !== null) return false;
  if (operator.popularity >= 90) return true;
  const missing = operator.popularity < 15 ? 70 : operator.popularity < 45 ? 35 : 12;
  return hashText(`valuetopup gap ${operator.key}`) % 100 >= missing;
}
