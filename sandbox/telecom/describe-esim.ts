import type { Outside } from "../outside";
import { wireTime } from "./describe-transaction";
import { drawCode } from "./draw-code";
import type { EsimOrder } from "./esim-order";
import type { EsimPurchase } from "./open-esims";

/** Unscaled milliseconds in which a traveller uses a gigabyte. */
const GIGABYTE_IN = 3_600_000 * 12;

const sum = (order: EsimOrder, read: (one: { dataGb: number; validityDays: number }) => number): number =>
  [order, ...order.topUps].reduce((total, one) => total + read(one), 0);

function statusOf(order: EsimOrder, now: number, expiresAt: number): string {
  if (now >= expiresAt) return "expired";
  if (order.topUps.length > 0) return "topped_up";
  return now >= order.activeAt ? "active" : "issued";
}

/** The body of an order, of its repeat, of its status and of a top-up. */
export function describeEsim(
  { order, topUp }: Omit<EsimPurchase, "fingerprint">,
  { outside, expiresAt }: { outside: Outside; expiresAt: number },
): Record<string, unknown> {
  const now = outside.now();
  const dataGb = sum(order, (one) => one.dataGb);
  const used = Math.max(0, (now - order.activeAt) / outside.scaled(GIGABYTE_IN));
  const activation = `1$smdp.giftapi.example$${order.matchingId}`;
  return {
    order_id: order.id,
    external_order_id: topUp?.externalId ?? order.externalId,
    ...(topUp ? { topup_id: topUp.id } : {}),
    status: statusOf(order, now, expiresAt),
    plan_id: topUp?.planId ?? order.planId,
    qr_code_base64: drawCode(`LPA:${activation}`),
    smdp_address: activation,
    iccid: order.iccid,
    expires_after_activation_days: sum(order, (one) => one.validityDays),
    data_gb: dataGb,
    data_used_gb: Math.min(dataGb, Math.floor(used * 100) / 100),
    expires_at: now >= order.activeAt ? wireTime(expiresAt) : null,
    created_at: wireTime(order.createdAt),
  };
}
