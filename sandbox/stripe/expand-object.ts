import type { Books } from "./open-books";
import { renderById, renderRefund, type StripeObject } from "./render-objects";
import { renderLineItems } from "./render-session";
import { badParameter } from "./stripe-error";

/** Replaces ids by their objects along each path of `expand[]`, such as `payment_intent.latest_charge`. */
export function expandObject(books: Books, object: StripeObject, paths: string[]): StripeObject {
  for (const path of paths) walk(books, object, { keys: path.split("."), path });
  return object;
}

function walk(books: Books, object: StripeObject, way: { keys: string[]; path: string }): void {
  const [key, ...rest] = way.keys;
  if (key === undefined) return;
  if (object["object"] === "list" && key === "data" && Array.isArray(object["data"])) {
    for (const item of object["data"]) if (isObject(item)) walk(books, item, { ...way, keys: rest });
    return;
  }
  const value = object[key] ?? includable(books, object, key);
  if (value === null) return;
  const expanded = typeof value === "string" ? renderById(books, value) : value;
  if (!isObject(expanded)) {
    throw badParameter("expand", `This property cannot be expanded (${way.path}).`);
  }
  object[key] = expanded;
  walk(books, expanded, { ...way, keys: rest });
}

/** Lists that Stripe leaves out unless they are asked for; null for a known field that is empty. */
function includable(books: Books, object: StripeObject, key: string): unknown {
  if (key in object) return null;
  const id = String(object["id"]);
  const session = books.sessions.get(id);
  if (session && key === "line_items") return renderLineItems(session);
  const charge = books.charges.get(id);
  if (!charge || key !== "refunds") return undefined;
  const refunds = charge.refunds
    .map((refund) => books.refunds.get(refund))
    .filter((row) => row !== undefined);
  const url = `/v1/charges/${id}/refunds`;
  return { object: "list", data: refunds.toReversed().map(renderRefund), has_more: false, url };
}

function isObject(value: unknown): value is StripeObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
