import { money } from "@/lib/core/money";
import { renderAlertMail } from "./render-alert-mail";
import { renderGiftMail } from "./render-gift-mail";
import { renderInviteMail } from "./render-invite-mail";
import type { MailBody } from "./render-layout";
import { renderOrderMail, type OrderMail } from "./render-order-mail";
import { renderSignInMail } from "./render-sign-in-mail";

/** What a buyer may be written about an order, by how it ended. */
const ORDER_SAMPLES = [
  "receipt",
  "receipt-with-others",
  "receipt-short",
  "receipt-short-with-others",
  "not-charged",
  "released",
  "unproven",
  "turned-away",
  "cancelled",
  "refunded",
  "reversed",
  "given-back",
  "paid-by-hand",
  "owed",
] as const satisfies readonly OrderMail["template"][];

/** Mails to staff, in English alone. */
const STAFF_SAMPLES = ["alert", "sign-in", "staff-invited"] as const;

export const MAIL_SAMPLES = [...ORDER_SAMPLES, "gift", "gift-back", ...STAFF_SAMPLES] as const;

export type MailSample = (typeof MAIL_SAMPLES)[number];

const AT = "2026-03-04T14:02:0";
const TOTAL = money(1142, "USD");
const FACE = money(1_000_000, "NGN");

type Stop = OrderMail["stops"][number];

const RESERVED: Stop = { stop: "reserved", status: "done", at: `${AT}0.000Z`, amount: TOTAL };
const SENT: Stop = { stop: "sent", status: "done", at: `${AT}1.000Z` };
const ARRIVED: Stop = { stop: "delivered", status: "done", at: `${AT}7.000Z`, amount: FACE };
const MISSED: Stop = { stop: "not-delivered", status: "bad", at: `${AT}7.000Z` };
const RELEASED: Stop = { stop: "released", status: "done", at: `${AT}9.000Z`, amount: TOTAL };
const CHARGED: Stop = { stop: "charged", status: "done", at: `${AT}9.000Z`, amount: TOTAL };
const REFUNDED: Stop = { stop: "refunded", status: "done", at: `${AT}9.000Z`, amount: TOTAL };

const ENDS: Record<(typeof ORDER_SAMPLES)[number], Stop[]> = {
  receipt: [ARRIVED, CHARGED],
  "receipt-with-others": [ARRIVED, CHARGED],
  "receipt-short": [{ ...ARRIVED, why: "short" }, CHARGED],
  "receipt-short-with-others": [{ ...ARRIVED, why: "short" }, CHARGED],
  "not-charged": [ARRIVED, { stop: "charged", status: "bad", at: null }],
  released: [MISSED, RELEASED],
  unproven: [{ ...MISSED, why: "unproven" }, RELEASED],
  "turned-away": [{ ...MISSED, why: "turned-away" }, RELEASED],
  cancelled: [{ stop: "cancelled", status: "bad", at: `${AT}7.000Z` }, RELEASED],
  refunded: [MISSED, REFUNDED],
  reversed: [{ ...MISSED, why: "reversed" }, REFUNDED],
  "given-back": [ARRIVED, REFUNDED],
  "paid-by-hand": [MISSED, REFUNDED],
  owed: [MISSED, { ...REFUNDED, status: "bad" }],
};

function orderSample(template: (typeof ORDER_SAMPLES)[number], locale: string): OrderMail {
  const short = template.startsWith("receipt-short");
  return {
    template,
    locale,
    operator: "MTN",
    number: "+234 803 ··· 4567",
    face: FACE,
    taken: template.endsWith("with-others")
      ? { amount: money(81_081, "NGN"), percent: "7.5", country: "NG" }
      : null,
    parcel: null,
    total: TOTAL,
    of: short ? money(1350, "USD") : undefined,
    together: template.endsWith("with-others") ? money(2284, "USD") : undefined,
    arrived: short ? money(800_000, "NGN") : FACE,
    parts: [
      { name: "worth", amount: money(649, "USD") },
      { name: "rateAdds", amount: money(43, "USD") },
      { name: "fee", amount: money(450, "USD") },
    ],
    stops: [RESERVED, SENT, ...ENDS[template]],
    operatorReference: template.startsWith("receipt") ? "MP-240304-88123" : null,
    reference: "hl-0123456789-1",
    artefact: null,
    orderUrl: "https://shop.example/orders/…",
  };
}

const isOrderSample = (sample: MailSample): sample is (typeof ORDER_SAMPLES)[number] =>
  (ORDER_SAMPLES as readonly string[]).includes(sample);

/** A mail as it would go out, about an order that never was: for staff to see its words. */
export function renderSample(sample: MailSample, locale: string): MailBody {
  if (isOrderSample(sample)) return renderOrderMail(orderSample(sample, locale));
  const url = "https://shop.example/…";
  switch (sample) {
    case "gift":
    case "gift-back":
      return renderGiftMail({
        template: sample,
        locale,
        from: "Ama",
        message: "👋",
        operator: "Amazon",
        face: money(2500, "USD"),
        parcel: null,
        url,
      });
    case "alert":
      return renderAlertMail({
        locale,
        subject: "A float is low",
        lines: [{ text: "Reloadly: 41.20 USD are left.", url }],
        more: 2,
        deskUrl: url,
      });
    case "sign-in":
      return renderSignInMail({ locale, url, until: new Date(`${AT}0.000Z`) });
    case "staff-invited":
      return renderInviteMail({ locale, role: "support", signInUrl: url });
  }
}

export const isStaffSample = (sample: MailSample): boolean =>
  (STAFF_SAMPLES as readonly string[]).includes(sample);
