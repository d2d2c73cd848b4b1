import { validate as isUuid } from "uuid";
import { inTransaction, type Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { noteStaffAction } from "@/lib/audit";
import type { Failure } from "@/lib/core/failure";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import { enqueue } from "@/lib/jobs";
import { refreshProducts } from "./refresh-products";

export type NameRefusal = Failure<"not-found" | "name-invalid" | "mark-invalid" | "changed-meanwhile">;

export interface OperatorLook {
  operatorId: string;
  /** Empty: as it was listed. */
  name: string;
  /** Of the monogram: a hue in degrees, and one to three letters; null: made of the name. */
  hue: number | null;
  letters: string | null;
  /** The name and the mark that the page showed. */
  seen: { name: string; hue: number | null; letters: string | null };
}

const LONGEST_NAME = 60;
const LONGEST_WORDS = 200;
const LETTERS = /^[\p{L}\p{N}+&]{1,3}$/u;

const mayBeHue = (hue: number | null): boolean =>
  hue === null || (Number.isSafeInteger(hue) && hue >= 0 && hue < 360);

/**
 * Staff give an operator another name and another mark than its listings say; its address stays, for links lead there, and imports change
 * nothing of it. @throws NotPermitted
 */
export async function overrideOperator(
  ctx: Ctx,
  look: OperatorLook,
): Promise<Result<undefined, NameRefusal>> {
  assertMay(ctx.actor, "catalog.write");
  const [name, letters] = [look.name.trim(), look.letters?.trim() || null];
  if (!isUuid(look.operatorId)) return fail({ code: "not-found" });
  if (name.length > LONGEST_NAME || /[<>\p{C}]/u.test(name)) return fail({ code: "name-invalid" });
  if (!mayBeHue(look.hue) || (letters !== null && !LETTERS.test(letters)))
    return fail({ code: "mark-invalid" });
  return inTransaction(ctx, async (inside) => {
    const [row] = await runStatement(
      inside,
      (place) =>
        `select name, listed_name, mark_hue, mark_letters from operators where id = ${place(look.operatorId)}::uuid for update`,
    );
    if (!row) return fail({ code: "not-found" });
    const { seen } = look;
    if (row[0] !== seen.name || row[2] !== seen.hue || row[3] !== seen.letters)
      return fail({ code: "changed-meanwhile" });
    const listed = String(row[1] ?? row[0]);
    const shown = name === "" ? listed : name;
    await runStatement(
      inside,
      (
        place,
      ) => `update operators set name = ${place(shown)}, listed_name = ${place(shown === listed ? null : listed)},
          mark_hue = ${place(look.hue)}::int, mark_letters = ${place(letters)}
        where id = ${place(look.operatorId)}::uuid`,
    );
    await enqueue(inside, { task: "catalog", payload: { what: "search" }, key: "catalog:search" });
    await noteStaffAction(inside, {
      action: "operator-named",
      subject: { kind: "operator", id: look.operatorId },
      data: {
        before: { name: row[0], hue: row[2], letters: row[3] },
        after: { name: shown, hue: look.hue, letters },
      },
    });
    return ok(undefined);
  });
}

/** Staff call a product something else than its providers do; empty: their words again, with the next import. @throws NotPermitted */
export async function overrideProduct(
  ctx: Ctx,
  { productId, words, seen }: { productId: string; words: string; seen: string },
): Promise<Result<undefined, NameRefusal>> {
  assertMay(ctx.actor, "catalog.write");
  const own = words.trim();
  if (!isUuid(productId)) return fail({ code: "not-found" });
  if (own.length > LONGEST_WORDS || /[<>\p{C}]/u.test(own)) return fail({ code: "name-invalid" });
  return inTransaction(ctx, async (inside) => {
    const [row] = await runStatement(
      inside,
      (place) =>
        `select description, own_words from products where id = ${place(productId)}::uuid for update`,
    );
    if (!row) return fail({ code: "not-found" });
    if (String(row[1] ?? "") !== seen) return fail({ code: "changed-meanwhile" });
    await runStatement(
      inside,
      (place) => `update products set own_words = ${place(own || null)} where id = ${place(productId)}::uuid`,
    );
    await refreshProducts(inside, [productId]);
    await enqueue(inside, { task: "catalog", payload: { what: "search" }, key: "catalog:search" });
    await noteStaffAction(inside, {
      action: "product-named",
      subject: { kind: "product", id: productId },
      data: { before: row[1] ?? row[0], after: own || null },
    });
    return ok(undefined);
  });
}
