import { writeMail } from "@/lib/mail";
import type { OrderRow } from "@/lib/orders";
import type { FulfilmentCtx } from "./context";

/** Mails whoever the buyer sends a code to: that it is there, or that it was taken back. Nothing where nobody is named. */
export async function tellRecipient(
  ctx: FulfilmentCtx,
  order: OrderRow,
  template: "gift" | "gift-back",
): Promise<void> {
  const { id, recipientEmail: to, version } = order;
  if (to === null) return;
  await writeMail(ctx, { template, to, dedupeKey: `${template}:${id}:${version}`, orderId: id });
}
