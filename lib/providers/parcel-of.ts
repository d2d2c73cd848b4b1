import type { Money } from "@/lib/core/money";
import type { ProductKind } from "./spec";

/** Money that arrives has an amount for a name, whatever a provider calls it. */
const MONEY: readonly ProductKind[] = ["airtime", "pin"];

/** Name of a package, "3 GB, 30 days"; null where money arrives. */
export function parcelOf({ kind, description }: { kind: ProductKind; description: string }): string | null {
  return MONEY.includes(kind) || description === "" ? null : description;
}

/** Whether a face value tells what something is worth: a provider that names no local value of a package names its own price; an eSIM has none. */
export function facesTell(
  product: { kind: ProductKind; description: string },
  face: Money,
  paidIn: string,
): boolean {
  if (product.kind === "esim") return false;
  return parcelOf(product) === null || face.currency !== paidIn;
}
