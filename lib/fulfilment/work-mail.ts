import { z } from "zod";
import type { Seal } from "@/lib/core/seal";
import {
  noteMailFailed,
  noteMailSent,
  readMail,
  renderOrderMail,
  renderStaffMail,
  type MailBody,
  type Mailer,
  type MailRow,
} from "@/lib/mail";
import type { OrderView } from "@/lib/orders/types";
import { readOrderView } from "@/lib/reports";
import type { FulfilmentCtx } from "./context";

export interface MailCtx extends FulfilmentCtx {
  mailer: Mailer;
  artefacts: Seal;
  appUrl: string;
}

function partsOf({ price }: OrderView) {
  const { worth, rateAdds, fee, tax } = price;
  return [
    ...(worth ? [{ name: "worth" as const, amount: worth }] : []),
    ...(rateAdds ? [{ name: "rateAdds" as const, amount: rateAdds }] : []),
    { name: "fee" as const, amount: fee },
    ...(tax ? [{ name: "tax" as const, amount: tax }] : []),
  ];
}

function bodyOf(ctx: MailCtx, mail: MailRow, order: OrderView): MailBody {
  if (mail.template === "staff-alert") {
    return renderStaffMail({
      locale: "en",
      order: order.publicId,
      state: order.state,
      why: String(mail.data.why ?? ""),
      orderUrl: `${ctx.appUrl}/admin/orders/${mail.orderId}`,
    });
  }
  return renderOrderMail({
    template: mail.template === "receipt" ? "receipt" : "released",
    locale: "en",
    operator: order.operator.name,
    number: order.maskedNumber,
    face: order.price.face,
    total: order.stops.at(-1)?.amount ?? order.price.total,
    parts: partsOf(order),
    stops: order.stops.map(({ stop, at, amount }) => ({ stop, at, amount })),
    operatorReference: order.operatorReference,
    hasPin: order.pin !== null,
    orderUrl: `${ctx.appUrl}/orders/${order.publicId}`,
  });
}

/** Sends one mail from the outbox. A mail that cannot be sent is tried again later; no order waits for it. */
export async function workMail(ctx: MailCtx, payload: unknown): Promise<void> {
  const { id } = z.object({ id: z.string() }).parse(payload);
  const mail = await readMail(ctx, id);
  if (!mail || mail.state !== "waiting" || !mail.orderId) return;
  const order = await readOrderView(ctx, { id: mail.orderId });
  if (!order) return;
  try {
    await ctx.mailer.send({ ...bodyOf(ctx, mail, order), to: mail.to, id: mail.id });
  } catch (error) {
    ctx.log.warn({ mail: id, error: String(error) }, "mail was not taken");
    await noteMailFailed(ctx, mail, String(error));
    return;
  }
  await noteMailSent(ctx, id);
}
