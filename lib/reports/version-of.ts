import type { OrderView } from "@/lib/orders/types";

/** Changes whenever a page of this order would look different: a step of either machine, or doubt that grew old enough to be told. */
export function versionOf({ version, stops }: OrderView): string {
  return `${version}-${stops.map(({ status, next }) => status.charAt(0) + (next ? next.slice(11, 19) : "")).join("")}`;
}
