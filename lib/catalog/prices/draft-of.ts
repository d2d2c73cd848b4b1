import type { Ctx } from "@/db/context";
import { assertMay } from "@/lib/core/permissions";
import type { PriceBook } from "@/lib/pricing";
import { readBookRows } from "../read-book-rows";
import { editsBetween } from "./edits-between";
import { viewRules } from "./read-price-desk";
import { readVersion } from "./read-version";
import type { PriceEdit, RuleView } from "./types";

export interface Drafting {
  /** How prices are made now. */
  book: PriceBook;
  rules: RuleView[];
  version: number;
}

/** What a change is made from. @throws NotPermitted */
export async function readDrafting(ctx: Ctx): Promise<Drafting> {
  assertMay(ctx.actor, "prices.read");
  const [book, version] = await Promise.all([readBookRows(ctx), readVersion(ctx)]);
  return { book, rules: await viewRules(ctx, book), version };
}

/** What brings the rules of a version back. @throws NotPermitted */
export async function editsToRestore(ctx: Ctx, book: PriceBook, version: number): Promise<PriceEdit[]> {
  assertMay(ctx.actor, "prices.read");
  return editsBetween(book, await readBookRows(ctx, { version }));
}
