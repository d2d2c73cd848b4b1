import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { OrderSheet } from "@/components/admin/order-sheet";
import { newId } from "@/lib/core/ids";
import { may } from "@/lib/core/permissions";
import { env } from "@/lib/env";
import { readOpenTerms, readRefundTerms, readWaitingTerms } from "@/lib/fulfilment";
import { readOrderCalls, readProposal, readStaffOrder } from "@/lib/reports";
import type { StaffOrder } from "@/lib/reports/types";
import type { AppCtx } from "@/lib/runtime";
import { readFloatTrail, type FloatTrail } from "@/lib/supply";
import { readStaff, requireStaff } from "../../../require-staff";
import {
  blockAction,
  cancelAction,
  decideRefundAction,
  liftAction,
  noteAction,
  receiptAction,
  refundPartAction,
  sendThroughAction,
  undoAction,
} from "./order-acts";
import {
  askAction,
  decideAction,
  letThroughAction,
  paidByHandAction,
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
  sendEvidence: sendEvidenceAction,
};

const ACTS = {
  sendThrough: sendThroughAction,
  cancel: cancelAction,
  refund: refundPartAction,
  decideRefund: decideRefundAction,
  receipt: receiptAction,
  block: blockAction,
  lift: liftAction,
  note: noteAction,
  undo: undoAction,
};

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("admin.order");
  return { title: t("facts") };
}

export default async function OrderPage({ params }: { params: Promise<{ id: string }> }) {
  const { ctx } = await requireStaff("orders.read");
  const { id } = await params;
  const order = await readStaffOrder(ctx, { id });
  if (!order) notFound();
  const [trails, terms, proposal, calls, waiting, refund] = await Promise.all([
    readTrails(ctx, order),
    readOpenTerms(ctx, { orderId: id }),
    readProposal(ctx, { orderId: id }),
    readOrderCalls(ctx, { orderId: id }),
    readWaitingTerms(ctx, { orderId: id }),
    readRefundTerms(ctx, { orderId: id }),
  ]);
  const allowed = {
    act: may(ctx.actor, "orders.act"),
    refund: may(ctx.actor, "orders.refund"),
    block: may(ctx.actor, "customers.block"),
    note: may(ctx.actor, "notes.write"),
    mail: may(ctx.actor, "mails.write"),
  };
  return (
    <OrderSheet
      order={order}
      trails={trails}
      calls={calls}
      stripeUrl={stripeUrlOf(order.payment.paymentIntentId)}
      settle={{ terms, proposal, trails, actions: ACTIONS }}
      desk={{ waiting, refund, acts: ACTS, may: allowed, requestId: newId() }}
    />
  );
}

/** Where Stripe shows a payment: its own desk, or the sandbox's record of it. */
function stripeUrlOf(paymentIntentId: string | null): string | null {
  if (!paymentIntentId) return null;
  const { host, port, protocol, secretKey } = env().stripe;
  if (host !== "api.stripe.com") return `${protocol}://${host}:${port}/__sandbox/ledger`;
  const mode = /^[a-z]+_test_/.test(secretKey) ? "/test" : "";
  return `https://dashboard.stripe.com${mode}/payments/${encodeURIComponent(paymentIntentId)}`;
}

/** What our float says of attempts whose end is not known: only where answers tell it is there something to show. */
async function readTrails(ctx: AppCtx, { attempts }: StaffOrder): Promise<Record<string, FloatTrail>> {
  const open = attempts.filter(({ state }) => state === "in_doubt" || state === "abandoned");
  const found = await Promise.all(
    open.map(async ({ id }): Promise<[string, FloatTrail]> => [id, await readFloatTrail(ctx, id)]),
  );
  return Object.fromEntries(found.filter(([, { last, next }]) => last ?? next));
}
