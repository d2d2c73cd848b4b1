import { currencyPlaces } from "../currency-places";
import { unitsToText } from "../exact-decimal";
import { hashText } from "../world/hash-text";
import type { Transaction } from "./transaction";
import type { Sku } from "./valuetopup-sku";

const ICCID_PREFIX = "898822800";
const ICCID_DIGITS = 10;

const dollars = (units: number): number => Number(unitsToText(units, 4));

/** `yyyy-MM-ddTHH:mm:ss` in UTC. */
const timeOf = (at: number): string => new Date(at).toISOString().slice(0, 19);

function digitsOf(name: string, length: number): string {
  return Array.from({ length }, (_, index) => hashText(`valuetopup ${name} ${index}`) % 10).join("");
}

export const iccidOf = ({ id }: Transaction): string => ICCID_PREFIX + id.padStart(ICCID_DIGITS, "0");

/** The transaction id inside an ICCID; empty when the ICCID is none of ours. */
export function idOfIccid(iccid: string): string {
  const known = iccid.startsWith(ICCID_PREFIX) && iccid.length === ICCID_PREFIX.length + ICCID_DIGITS;
  return known ? String(Number(iccid.slice(ICCID_PREFIX.length))) : "";
}

/** The payload of a delivered transaction; only the member of the SKU's category is filled. */
export function describeTransaction(row: Transaction, sku: Sku): Record<string, unknown> {
  const { category } = sku.product;
  const only = (wanted: string, value: () => unknown) => (category === wanted ? value() : null);
  return {
    transactionId: Number(row.id),
    transactionDate: timeOf(row.createdAt),
    invoiceAmount: dollars(row.cost),
    faceValue: Number(row.face),
    discount: dollars(row.discount),
    fee: Number(sku.fee),
    product: {
      skuId: sku.skuId,
      productName: sku.product.productName,
      faceValue: Number(row.face),
      instructions: category === "Pin" ? "Dial *133*PIN# and press call" : "",
      productDescription: sku.description,
    },
    topupDetail: category === "Rtr" || category === "BillPay" ? describeTopUp(row, sku) : null,
    pins: only("Pin", () => [describePin(row, sku)]),
    giftCardDetail: only("GiftCard", () => describeGiftCard(row)),
    simInfo: null,
    billPaymentDetail: only("BillPay", () => describeBillPayment(row, sku)),
    esimDetail: only("eSim", () => describeEsim(row)),
  };
}

function describeTopUp(row: Transaction, sku: Sku): Record<string, unknown> {
  const places = currencyPlaces(sku.deliveryCurrency);
  const local = (units: number): number => Number(unitsToText(units, places));
  return {
    localCurrencyAmount: local(row.delivered + row.tax),
    salesTaxAmount: local(row.tax),
    localCurrencyAmountExcludingTax: local(row.delivered),
    destinationCurrency: sku.deliveryCurrency,
    operatorTransactionId: `${sku.product.country}-${String(row.id).padStart(9, "0")}`,
  };
}

function describePin(row: Transaction, sku: Sku): Record<string, unknown> {
  return {
    pinNumber: digitsOf(`pin ${row.id}`, 14),
    controlNumber: digitsOf(`control ${row.id}`, 9),
    deliveredAmount: Number(unitsToText(row.delivered, currencyPlaces(sku.deliveryCurrency))),
    deliveredCurrencyCode: sku.deliveryCurrency,
    expirationDate: null,
  };
}

/** Either a number with its PIN, or a link. */
export function describeGiftCard(row: Transaction): Record<string, unknown> {
  const linked = hashText(`valuetopup card ${row.id}`) % 3 === 0;
  return {
    cardNumber: linked ? "" : digitsOf(`card ${row.id}`, 16),
    pin: linked ? "" : digitsOf(`card pin ${row.id}`, 4),
    expirationDate: timeOf(row.createdAt + 365 * 86_400_000).slice(0, 10),
    certificateLink: linked ? `https://cards.example/c/${digitsOf(`link ${row.id}`, 20)}` : "",
  };
}

function describeBillPayment(row: Transaction, sku: Sku): Record<string, unknown> {
  const token = sku.benefitType === "Token";
  return {
    accountNumber: row.recipient,
    token: token ? digitsOf(`token ${row.id}`, 20) : "",
    unit: token ? `${(Number(row.id) % 90) + 10} kWh` : "",
    receivedNarration: "Payment received",
  };
}

/** Some come with the whole activation code, some with its parts alone. */
function describeEsim(row: Transaction): Record<string, unknown> {
  const matchingId = digitsOf(`esim ${row.id}`, 16);
  const address = "rsp.esim.example";
  const whole = Number(row.id) % 2 === 0;
  return {
    iccid: iccidOf(row),
    smdpAddress: address,
    matchingId,
    activationCode: whole ? `LPA:1$${address}$${matchingId}` : "",
    qrCode: `https://qr.example/${row.id}.png`,
    apn: "internet",
  };
}

/** One entry for each bundle on the profile. */
export function describeEsimUsage(row: Transaction, sku: Sku, now: number): Record<string, unknown>[] {
  const total = Number(/^\d+/.exec(sku.skuName)?.[0] ?? "1") * 1024;
  const days = Number(/\d+/.exec(sku.validity)?.[0] ?? "30");
  const used = Math.min(total, Math.floor((now - row.createdAt) / 60_000) * 10);
  return [
    {
      bundleName: sku.skuName,
      status: "Active",
      totalData: total,
      remainingData: total - used,
      dataUnit: "MB",
      activationDate: timeOf(row.createdAt),
      expiryDate: timeOf(row.createdAt + days * 86_400_000),
    },
  ];
}
