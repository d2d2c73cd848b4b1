"use server";

import { getTranslations } from "next-intl/server";
import { validate as isUuid } from "uuid";
import type { BulkState } from "@/components/admin/orders/bulk-state";
import type { Failure } from "@/lib/core/failure";
import { NotPermitted } from "@/lib/core/permissions";
import { fail, type Result } from "@/lib/core/result";
import { askAgainNow, cancelByStaff, sendReceipt } from "@/lib/fulfilment";
import { BULK_ACTIONS, type BulkAction } from "@/lib/reports/types";
import type { AppCtx } from "@/lib/runtime";
import { askingForCode } from "../../../asking-for-code";
import { requireStaff } from "../../../require-staff";
import { textOf } from "../../../run-staff-action";

const MOST = 50;
const BARS = [
  "nothing-to-tell",
  "nothing-open",
  "cannot-be-asked",
  "order-changed",
  "note-missing",
  "not-permitted",
] as const;

interface Picked {
  id: string;
  version: number;
}

/** `id:version` of each order, as the preview saw it. */
function pickedIn(form: FormData): Picked[] {
  const given = form
    .getAll("order")
    .flatMap((value) => (typeof value === "string" ? [value.split(":")] : []));
  return given
    .map(([id = "", version]) => ({ id, version: Number(version) }))
    .filter(({ id, version }) => isUuid(id) && Number.isSafeInteger(version))
    .slice(0, MOST);
}

interface Deed {
  action: BulkAction;
  request: string;
  note: string;
}

async function doOne(
  ctx: AppCtx,
  { id: orderId, version }: Picked,
  deed: Deed,
): Promise<Result<unknown, Failure>> {
  try {
    if (deed.action === "receipt")
      return await sendReceipt(ctx, { orderId, requestId: `${deed.request}:${orderId}` });
    if (deed.action === "ask") return await askAgainNow(ctx, { orderId });
    return await cancelByStaff(ctx, { orderId, version, note: deed.note });
  } catch (error) {
    if (error instanceof NotPermitted) return fail({ code: "not-permitted" });
    throw error;
  }
}

/** Does to each picked order what was previewed, each in a transaction of its own: what one refuses hinders no other. */
export async function bulkAction(_state: BulkState, form: FormData): Promise<BulkState> {
  await requireStaff("orders.act");
  const t = await getTranslations("staff-numbers.bulk");
  const [request, note] = [textOf(form, "request"), textOf(form, "note")];
  const refused = (failure: string): BulkState => ({ failure, done: null, typed: { note } });
  const action = BULK_ACTIONS.find((known) => known === textOf(form, "do"));
  if (!action || !isUuid(request)) return refused(t("none"));
  if (action === "cancel" && note.length < 5) return refused(t("bars.note-missing"));
  return askingForCode<BulkState>(form, async () => {
    const results = await doAll(form, { action, request, note });
    return results.length === 0 ? refused(t("none")) : { failure: null, done: null, typed: {}, results };
  });
}

/** A line for each. What wants a code of the second factor wants it of the first already: nothing was done then. */
async function doAll(form: FormData, deed: Deed): Promise<NonNullable<BulkState["results"]>> {
  const { ctx } = await requireStaff("orders.act");
  const t = await getTranslations("staff-numbers.bulk");
  const results: { id: string; text: string; done: boolean }[] = [];
  for (const picked of pickedIn(form)) {
    const result = await doOne(ctx, picked, deed);
    const bar = result.ok ? undefined : BARS.find((known) => known === result.failure.code);
    const text = result.ok ? "" : bar ? t(`bars.${bar}`) : t("bars.cancel");
    results.push({ id: picked.id, done: result.ok, text });
  }
  return results;
}
