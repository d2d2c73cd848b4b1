import { getTranslations } from "next-intl/server";
import { writeOperator } from "@/components/catalog/write-operator";
import { writePaid } from "@/components/orders/write-paid";
import { whatIsSent } from "@/components/orders/what-is-sent";
import { setApart, type Locale } from "@/i18n/locales";
import { currencyExponent } from "@/lib/core/currency-exponent";
import { formatMoney, type Money } from "@/lib/core/money";
import { writePercent } from "@/lib/core/write-percent";
import { countryName } from "@/lib/phone/country-name";
import type { OrderView, Stop } from "@/lib/orders/types";

/** A receipt in words, as the page shows it and the PDF draws it. */
export interface Receipt {
  title: string;
  /** When the last thing that it tells of happened. */
  date: string;
  stops: { name: string; note: string; time: string; status: Stop["status"] }[];
  groups: { heading: string; rows: [name: string, value: string][] }[];
  /** What stands below it. */
  notes: string[];
  shop: string;
  promise: string;
}

/** How amounts are written: by symbol, or by code where a typeface has no such symbol. */
export type WriteMoney = (amount: Money) => string;

/** "NGN 10,000.00": for typefaces that lack a currency's sign. */
export const moneyByCode =
  (locale: string): WriteMoney =>
  ({ minor, currency }) => {
    const exponent = currencyExponent(currency);
    const digits = { minimumFractionDigits: exponent, maximumFractionDigits: exponent };
    const amount = new Intl.NumberFormat(locale, digits).format(minor / 10 ** exponent);
    return `${currency} ${amount}`;
  };

const momentOf = (at: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZone: "UTC",
    timeZoneName: "short",
  }).format(new Date(at));

const filled = (rows: [string, string | null | undefined | false][]): [string, string][] =>
  rows.flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : []));

interface Writing {
  order: OrderView;
  locale: Locale;
  money: WriteMoney;
}

async function arrivedRows({ order, locale, money }: Writing): Promise<[string, string][]> {
  const t = await getTranslations({ locale, namespace: "orders.receipt" });
  const words = await getTranslations({ locale, namespace: "proof.receipt" });
  const { taken } = order.price;
  const by = taken && {
    country: countryName(taken.country, locale),
    percent: writePercent(taken.percent, locale),
  };
  const arrival = order.stops.find(({ stop }) => stop === "delivered");
  const done = arrival?.status === "done";
  const shown = { ...order, price: { ...order.price, face: (done && arrival.amount) || order.price.face } };
  const what = shown.parcel ?? money(shown.price.face);
  return filled([
    [t("what"), order.parcel ? whatIsSent(shown, locale) : what],
    [by ? words("taken", by) : "", taken && money(taken.amount)],
    [t("sentTo"), order.to.masked],
    [t("operator"), writeOperator(order.operator, locale, ", ")],
    [t("operatorReference"), order.operatorReference],
    [t("reference"), order.attempts.at(-1)?.reference],
  ]);
}

/** What was charged in the end, or that nothing was. */
async function paidInTheEnd({ order, locale, money }: Writing): Promise<string> {
  const t = await getTranslations({ locale, namespace: "orders.receipt" });
  return writePaid(order, t, money);
}

async function paidRows(writing: Writing): Promise<[string, string][]> {
  const { order, locale, money } = writing;
  const [t, words] = await Promise.all([
    getTranslations({ locale, namespace: "orders.receipt" }),
    getTranslations({ locale, namespace: "proof.receipt" }),
  ]);
  const { fee, lift, tax, discount, total } = order.price;
  const beside = fee.minor + (lift?.minor ?? 0) + (tax?.minor ?? 0) - (discount?.minor ?? 0);
  const last = order.stops.at(-1);
  return filled([
    [words("goods"), money({ ...total, minor: total.minor - beside })],
    [words("fee"), money(fee)],
    [words("lift"), lift && money(lift)],
    [words("tax"), tax && money(tax)],
    [words("discount"), discount && `−${money(discount)}`],
    [words("total"), money(total)],
    [t("charged"), await paidInTheEnd(writing)],
    [t("together"), order.money === "charged" && last?.together && money(last.together)],
    [t("card"), order.stops.find(({ card }) => card)?.card],
    [t("mail"), order.maskedEmail],
  ]);
}

async function writeStops({ order, locale, money }: Writing): Promise<Receipt["stops"]> {
  const t = await getTranslations({ locale, namespace: "mail.line" });
  return order.stops.map(({ stop, status, at, amount, parcel, why }) => {
    const key = [`${stop}-${why}`, `${stop}-${status}`, stop].find((name) =>
      t.has(name as Parameters<typeof t.has>[0]),
    );
    return {
      name: t((key ?? stop) as Parameters<typeof t>[0]),
      note: parcel ? setApart(parcel, locale) : amount && status !== "bad" ? money(amount) : "",
      time: at ? momentOf(at, locale) : "",
      status,
    };
  });
}

/** Writes the receipt of an order in a language. The order's own address is no part of it: who holds that sees its codes. */
export async function writeReceipt(
  order: OrderView,
  locale: Locale,
  money: WriteMoney = (amount) => formatMoney(amount, locale),
): Promise<Receipt> {
  const writing = { order, locale, money };
  const t = await getTranslations({ locale, namespace: "proof.receipt" });
  const last = order.stops.findLast(({ at }) => at)?.at ?? order.createdAt;
  const notes = [order.ended ? "" : t("notYet"), order.operatorReference ? t("kept") : ""];
  return {
    title: t("title"),
    date: momentOf(last, locale),
    stops: await writeStops(writing),
    groups: [
      { heading: t("arrived"), rows: await arrivedRows(writing) },
      { heading: t("paid"), rows: await paidRows(writing) },
    ],
    notes: notes.filter(Boolean),
    shop: t("shop"),
    promise: t("promise"),
  };
}
