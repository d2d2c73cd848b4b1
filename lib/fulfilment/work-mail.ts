import { z } from "zod";
import { localePath } from "@/i18n/locales";
import { raiseAlert } from "@/lib/alerts";
import { failpoint } from "@/lib/core/failpoint";
import { STAFF_ROLES } from "@/lib/core/permissions";
import type { Seal } from "@/lib/core/seal";
import {
  dropMail,
  noteMailFailed,
  noteMailSent,
  readMail,
  renderAlertMail,
  renderGiftMail,
  renderInviteMail,
  renderOrderMail,
  renderSignInMail,
  type MailBody,
  type Mailer,
  type MailRow,
} from "@/lib/mail";
import type { OrderView } from "@/lib/orders/types";
import { readOrderView, sealGift } from "@/lib/reports";
import { chooseTemplate } from "./choose-template";
import type { FulfilmentCtx } from "./context";

export interface MailCtx extends FulfilmentCtx {
  mailer: Mailer;
  artefacts: Seal;
  appUrl: string;
}

function partsOf({ price }: OrderView) {
  const { worth, rateAdds, fee, lift, tax, discount } = price;
  return [
    ...(worth ? [{ name: "worth" as const, amount: worth }] : []),
    ...(rateAdds ? [{ name: "rateAdds" as const, amount: rateAdds }] : []),
    { name: "fee" as const, amount: fee },
    ...(lift ? [{ name: "lift" as const, amount: lift }] : []),
    ...(tax ? [{ name: "tax" as const, amount: tax }] : []),
    ...(discount ? [{ name: "discount" as const, amount: { ...discount, minor: -discount.minor } }] : []),
  ];
}

/** The code stands on a page of its own, for whom it was sent to. What was taken back meanwhile is not told as a gift any more. */
async function readGiftBody(ctx: MailCtx, mail: MailRow): Promise<MailBody | null> {
  const order = mail.orderId ? await readOrderView(ctx, { id: mail.orderId }) : null;
  if (!order?.gift || !mail.orderId) return null;
  const template = mail.template === "gift" ? "gift" : "gift-back";
  if (template === "gift" && order.state !== "delivered") {
    await dropMail(ctx, mail.id, "it was taken back before the mail could be sent");
    return null;
  }
  return renderGiftMail({
    template,
    locale: order.locale,
    ...order.gift,
    operator: order.operator.name,
    face: order.price.face,
    parcel: order.parcel,
    url: ctx.appUrl + localePath(order.locale, `/gift/${sealGift(ctx, mail.orderId)}`),
  });
}

function bodyOf(ctx: MailCtx, mail: MailRow, order: OrderView): MailBody {
  const last = order.stops.at(-1);
  return renderOrderMail({
    template: chooseTemplate(mail, order),
    locale: order.locale,
    operator: order.operator.name,
    number: order.to.masked,
    face: order.price.face,
    taken: order.price.taken,
    parcel: order.parcel,
    total: last?.amount ?? order.price.total,
    of: last?.of,
    together: last?.together,
    arrived: order.stops.find(({ stop }) => stop === "delivered")?.amount,
    parts: partsOf(order),
    stops: order.stops.map(({ stop, status, at, amount, why }) => ({ stop, status, at, amount, why })),
    operatorReference: order.operatorReference,
    reference: order.attempts.at(-1)?.reference,
    artefact: order.artefact,
    orderUrl: ctx.appUrl + localePath(order.locale, `/orders/${order.publicId}`),
    ...(order.state === "delivered"
      ? { receiptUrl: `${ctx.appUrl}/api/orders/${order.publicId}/receipt?locale=${order.locale}` }
      : {}),
  });
}

const signInData = z.object({ link: z.string(), until: z.coerce.date() });

/** A sign-in link that has ended meanwhile is not sent any more. */
async function readSignInBody(ctx: MailCtx, mail: MailRow): Promise<MailBody | null> {
  const { link, until } = signInData.parse(mail.data);
  if (until > ctx.clock.now())
    return renderSignInMail({ locale: "en", url: ctx.artefacts.open(link), until });
  await dropMail(ctx, mail.id, "the link ended before the mail could be sent");
  return null;
}

const alertData = z.object({
  subject: z.string(),
  lines: z.array(z.object({ text: z.string(), url: z.string() })),
  more: z.number(),
});
const inviteData = z.object({ role: z.enum(STAFF_ROLES) });

async function readBody(ctx: MailCtx, mail: MailRow): Promise<MailBody | null> {
  if (mail.template === "alert")
    return renderAlertMail({ locale: "en", ...alertData.parse(mail.data), deskUrl: `${ctx.appUrl}/admin` });
  if (mail.template === "staff-invited") {
    const signInUrl = `${ctx.appUrl}/admin/sign-in`;
    return renderInviteMail({ locale: "en", ...inviteData.parse(mail.data), signInUrl });
  }
  if (mail.template === "sign-in") return readSignInBody(ctx, mail);
  if (mail.template === "gift" || mail.template === "gift-back") return readGiftBody(ctx, mail);
  const order = mail.orderId ? await readOrderView(ctx, { id: mail.orderId }) : null;
  return order ? bodyOf(ctx, mail, order) : null;
}

async function tellOfLostMail(ctx: MailCtx, { id, template, orderId }: MailRow): Promise<void> {
  await raiseAlert(ctx, {
    kind: "mail-failed",
    subject: `mail:${id}`,
    text: `A mail could not be sent in twelve tries: ${template.replaceAll("-", " ")}`,
    path: orderId ? `/admin/orders/${orderId}` : "/admin/mails",
  });
}

/** Sends one mail from the outbox. A mail that cannot be sent is tried again later; no order waits for it. */
export async function workMail(ctx: MailCtx, payload: unknown): Promise<void> {
  const { id } = z.object({ id: z.string() }).parse(payload);
  const mail = await readMail(ctx, id);
  if (!mail || mail.state !== "waiting") return;
  const body = await readBody(ctx, mail);
  if (!body) return;
  try {
    await ctx.mailer.send({ ...body, to: mail.to, id: mail.id });
  } catch (error) {
    ctx.log.warn({ mail: id, error: String(error) }, "mail was not taken");
    const over = await noteMailFailed(ctx, mail, String(error));
    // Of one that tells of something, its own log tells; an alert of it would go the same way.
    if (over && mail.template !== "alert") await tellOfLostMail(ctx, mail);
    return;
  }
  await failpoint("mail.sent");
  await noteMailSent(ctx, id);
}
