import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { OrderSheet } from "@/components/admin/order-sheet";
import { readOpenTerms } from "@/lib/fulfilment";
import { readProposal, readStaffOrder } from "@/lib/reports";
import type { StaffOrder } from "@/lib/reports/types";
import type { AppCtx } from "@/lib/runtime";
import { readFloatTrail, type FloatTrail } from "@/lib/supply";
import { readStaff, requireStaff } from "../../../require-staff";
import {
  askAction,
  decideAction,
  letThroughAction,
  paidByHandAction,
  refundAction,
  refundAgainAction,
  reviewAction,
  sendEvidenceAction,
  turnAwayAction,
} from "./settle-actions";

const ACTIONS = {
  review: reviewAction,
  decide: decideAction,
  ask: askAction,
  letThrough: letThroughAction,
  turnAway: turnAwayAction,
  refundAgain: refundAgainAction,
  paidByHand: paidByHandAction,
  refund: refundAction,
  sendEvidence: sendEvidenceAction,
};

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("admin.order");
  return { title: t("facts") };
}

export default async function OrderPage({ params }: { params: Promise<{ id: string }> }) {
  const { ctx } = await requireStaff();
  const { id } = await params;
  const order = await readStaffOrder(ctx, { id });
  if (!order) notFound();
  const [trails, terms, proposal] = await Promise.all([
    readTrails(ctx, order),
    readOpenTerms(ctx, { orderId: id }),
    readProposal(ctx, { orderId: id }),
  ]);
  return <OrderSheet order={order} trails={trails} settle={{ terms, proposal, trails, actions: ACTIONS }} />;
}

/** What our float says of attempts whose end is not known: only where answers tell it is there something to show. */
async function readTrails(ctx: AppCtx, { attempts }: StaffOrder): Promise<Record<string, FloatTrail>> {
  const open = attempts.filter(({ state }) => state === "in_doubt" || state === "abandoned");
  const found = await Promise.all(
    open.map(async ({ id }): Promise<[string, FloatTrail]> => [id, await readFloatTrail(ctx, id)]),
  );
  return Object.fromEntries(found.filter(([, { last, next }]) => last ?? next));
}
