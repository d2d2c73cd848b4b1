import { setApart } from "@/i18n/locales";
import { formatMoney, type Money } from "@/lib/core/money";
import { writePercent } from "@/lib/core/write-percent";
import { countryName } from "@/lib/phone/country-name";
import messages from "@/messages/en/mail.json";
import { renderLayout, type MailBody } from "./render-layout";
import { translatorOf } from "./translator-of";

const ON_PAGE = { pin: "pinOnPage", esim: "esimOnPage", "gift-code": "cardOnPage" } as const;

type LineKey = keyof (typeof messages)["line"];

/** What a mail about an order says: already formatted by nobody, so that the locale decides here. */
export interface OrderMail {
  template:
    | "receipt"
    | "receipt-with-others"
    | "receipt-short"
    | "receipt-short-with-others"
    | "not-charged"
    | "released"
    | "unproven"
    | "turned-away"
    | "cancelled"
    | "refunded"
    | "reversed"
    | "given-back"
    | "paid-by-hand"
    | "owed";
  locale: string;
  operator: string;
  /** Masked. */
  number: string;
  face: Money;
  /** What a country took of what was sent before the face arrived, where it is known. */
  taken?: { amount: Money; percent: string; country: string } | null;
  /** Name of a package; null where money arrives. */
  parcel: string | null;
  /** What was charged, released or paid back for this order. */
  total: Money;
  /** What was held for it, where less was charged. */
  of?: Money | undefined;
  /** What the card shows for all orders of the payment. */
  together?: Money | undefined;
  /** What arrived, where it is less than was promised. */
  arrived?: Money | undefined;
  parts: { name: "worth" | "rateAdds" | "fee" | "lift" | "tax" | "discount"; amount: Money }[];
  stops: {
    stop: LineKey;
    status: "done" | "now" | "doubt" | "todo" | "bad";
    at: string | null;
    amount?: Money | undefined;
    /** What is particular about it. */
    why?: string | undefined;
  }[];
  operatorReference: string | null;
  /** Ours, of the last try. */
  reference?: string | undefined;
  /** What sort of code waits on the order page; it is in no mail. */
  artefact: "pin" | "esim" | "gift-code" | null;
  orderUrl: string;
  /** The receipt to print or to keep; undefined where nothing arrived. */
  receiptUrl?: string | undefined;
}

const times = new Map<string, Intl.DateTimeFormat>();

function timeFormatOf(locale: string): Intl.DateTimeFormat {
  const format =
    times.get(locale) ??
    new Intl.DateTimeFormat(locale, {
      day: "numeric",
      month: "short",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
      timeZone: "UTC",
      timeZoneName: "short",
    });
  times.set(locale, format);
  return format;
}

const formatTime = (at: string | null, locale: string): string =>
  at ? timeFormatOf(locale).format(new Date(at)) : "";

/** The name of a stop: by what is particular about it, or by that it went badly, where there are words for that. */
function lineKeyOf({ stop, status, why }: OrderMail["stops"][number]): LineKey {
  const known = (key: string): key is LineKey => key in messages.line;
  const keys = [`${stop}-${why}`, `${stop}-${status}`];
  return keys.find(known) ?? stop;
}

function takenRow({ taken, locale }: OrderMail): [string, string][] {
  if (!taken) return [];
  const by = { country: countryName(taken.country, locale), percent: writePercent(taken.percent, locale) };
  return [[translatorOf(locale)("price.taken", by), formatMoney(taken.amount, locale)]];
}

/** What it cost, part by part, and the references to it. */
function rowsOf(mail: OrderMail, values: { face: string; total: string; of: string }): [string, string][] {
  const t = translatorOf(mail.locale);
  const write = (amount: Money) => formatMoney(amount, mail.locale);
  const rows: [string, string][] = [
    [t("price.face"), values.face],
    ...takenRow(mail),
    ...mail.parts.map(({ name, amount }): [string, string] =>
      name === "rateAdds" && amount.minor < 0
        ? [t("price.rateSaves"), write({ ...amount, minor: -amount.minor })]
        : [t(`price.${name}`), write(amount)],
    ),
    [t("price.total"), mail.of ? values.of : values.total],
  ];
  if (mail.operatorReference) rows.push([t("price.reference"), mail.operatorReference]);
  if (mail.reference) rows.push([t("price.ours"), mail.reference]);
  return rows;
}

/** Renders a receipt or a release: subject, HTML with the line as a table, and plain text. */
export function renderOrderMail(mail: OrderMail): MailBody {
  const t = translatorOf(mail.locale);
  const write = (amount: Money) => formatMoney(amount, mail.locale);
  const values = {
    operator: mail.operator,
    number: setApart(mail.number, mail.locale),
    face:
      mail.parcel === null
        ? formatMoney(mail.face, mail.locale, { compact: true })
        : setApart(mail.parcel, mail.locale),
    total: write(mail.total),
    of: mail.of ? write(mail.of) : "",
    together: mail.together ? write(mail.together) : "",
    arrived: mail.arrived ? formatMoney(mail.arrived, mail.locale, { compact: true }) : "",
  };
  const line = mail.stops.map((stop) => {
    const { status, at, amount } = stop;
    // What was not charged is no amount.
    const shown = amount && status !== "bad" ? write(amount) : "";
    return {
      name: t(`line.${lineKeyOf(stop)}`),
      tone: status === "done" || status === "bad" ? status : ("now" as const),
      note: [shown, formatTime(at, mail.locale)].filter(Boolean).join(" · "),
    };
  });
  const rows = rowsOf(mail, values);
  const lead = t(`${mail.template}.lead`, values);
  const pin = mail.artefact ? t(ON_PAGE[mail.artefact]) : "";
  return {
    subject: t(`${mail.template}.subject`, values),
    html: renderLayout({
      locale: mail.locale,
      heading: t(`${mail.template}.heading`),
      paragraphs: [lead, pin].filter(Boolean),
      line,
      rows,
      button: { label: t("openOrder"), url: mail.orderUrl },
      ...(mail.receiptUrl ? { link: { label: t("receiptPdf"), url: mail.receiptUrl } } : {}),
      footer: t("why"),
    }),
    text: [
      t(`${mail.template}.heading`),
      lead,
      pin,
      ...line.map(({ name, note }) => `- ${name}${note ? `: ${note}` : ""}`),
      ...rows.map(([label, value]) => `${label}: ${value}`),
      `${t("openOrder")}: ${mail.orderUrl}`,
      mail.receiptUrl ? `${t("receiptPdf")}: ${mail.receiptUrl}` : "",
      t("why"),
    ]
      .filter(Boolean)
      .join("\n\n"),
  };
}
