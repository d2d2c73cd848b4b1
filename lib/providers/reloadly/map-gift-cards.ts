import { currencyExponent } from "@/lib/core/currency-exponent";
import { formatScaled, parseExact, parseScaled } from "@/lib/core/decimal";
import { money } from "@/lib/core/money";
import type { Delivered, GiftCode, Outcome, ProviderOffer } from "../spec";
import { plainText } from "../plain-text";
import { doubt } from "../verdict";
import { atLeast, plainAmount } from "./map-offers";
import { ended } from "./map-outcome";
import { arrivedFrom, moneyFrom, takenFrom } from "../read-amount";
import type { WireCard, WireGiftCard, WireOrder } from "./wire-gift-cards";

const SCALE = 12;
const ONE = 10n ** BigInt(SCALE);

/** Units of the card's currency for one of the wallet's; their rate is the other way round. */
function costOf(card: WireGiftCard): ProviderOffer["cost"] | undefined {
  const rate = parseScaled(card.recipientCurrencyToSenderCurrencyExchangeRate, SCALE);
  const fee = parseScaled(card.senderFee ?? "0", SCALE);
  if (!rate || rate <= 0n || fee === undefined) return undefined;
  const currency = card.recipientCurrencyCode;
  return {
    walletCurrency: card.senderCurrencyCode,
    orderUnitsPerWalletUnit: formatScaled((ONE * ONE) / rate, SCALE),
    discountPercent: card.discountPercentage ?? "0",
    feePercent: card.senderFeePercentage ?? "0",
    flatFee: moneyFrom(formatScaled((fee * ONE) / rate, SCALE), currency) ?? money(0, currency),
  };
}

type Terms = Pick<ProviderOffer, "order" | "face">;

function fixedTerms(card: WireGiftCard): (Terms & { suffix: string })[] {
  const currency = card.recipientCurrencyCode;
  return card.fixedRecipientDenominations.flatMap((denomination) => {
    const exact = parseExact(denomination, currencyExponent(currency)) !== undefined;
    const amount = exact ? moneyFrom(denomination, currency) : undefined;
    if (!amount || amount.minor <= 0) return [];
    const suffix = `:${plainAmount(denomination) ?? ""}`;
    return [{ order: { type: "fixed", currency, amount }, face: { type: "fixed", amount }, suffix } as const];
  });
}

function rangeTerms(card: WireGiftCard): (Terms & { suffix: string })[] {
  const currency = card.recipientCurrencyCode;
  const min = atLeast(card.minRecipientDenomination, currency);
  const max = moneyFrom(card.maxRecipientDenomination, currency);
  if (!min || !max || min.minor >= max.minor) return [];
  const order = { type: "range", currency, min, max, step: 1 } as const;
  return [{ order, face: { type: "rate", currency, perOrderUnit: "1" }, suffix: "" }];
}

/** Every offer of one gift card: one an amount, or one range. README.md, "Gift cards". */
export function offersOfGiftCard(card: WireGiftCard): ProviderOffer[] {
  const cost = costOf(card);
  if (!cost || (card.status && card.status !== "ACTIVE")) return [];
  const { brand, country } = card;
  const terms = card.denominationType === "RANGE" ? rangeTerms(card) : fixedTerms(card);
  return terms.map(({ suffix, order, face }) => ({
    sku: `gift:${card.productId}${suffix}`,
    operator: {
      providerOperatorId: `gift:${brand.brandId}:${country.isoName}`,
      name: brand.brandName,
      country: country.isoName,
      currency: card.recipientCurrencyCode,
    },
    kind: "gift-card",
    description: card.productName.trim(),
    order,
    face,
    cost,
    popular: false,
    recipient: "none",
    requiredFields: card.additionalRequirements?.userIdRequired ? ["userId"] : [],
    redeem: plainText(card.redeemInstruction?.verbose || card.redeemInstruction?.concise || ""),
    category: card.category?.name?.trim() ?? "",
  }));
}

/** An order of theirs by its status; its codes are read apart. An unlisted status is in doubt, never failed. */
export function outcomeOfOrder(order: WireOrder): Outcome {
  const { transactionId: providerReference, status, product, balanceInfo } = order;
  if (status === "REFUNDED" || status === "FAILED") return ended(status);
  if (!status || status === "PENDING" || status === "PROCESSING")
    return { kind: "accepted", providerReference };
  if (status !== "SUCCESSFUL") return { ...doubt("unlisted", `status ${status}`), providerReference };
  const delivered = arrivedFrom(product?.totalPrice, product?.currencyCode);
  const cost = takenFrom(balanceInfo?.cost, balanceInfo?.currencyCode);
  return {
    kind: "delivered",
    providerReference,
    ...(delivered ? { delivered } : {}),
    ...(cost ? { cost } : {}),
  } satisfies Delivered;
}

const isAddress = (text: string | null | undefined): boolean => /^https?:\/\//i.test(text ?? "");

/** Number, PIN and page may each be missing; a number may be the page. Undefined when all are. */
export function giftCodeFrom(card: WireCard | undefined): GiftCode | undefined {
  const { cardNumber, pinCode, redemptionUrl } = card ?? {};
  const number = isAddress(cardNumber) ? undefined : cardNumber;
  const url = redemptionUrl || (isAddress(cardNumber) ? cardNumber : undefined);
  const code = number || pinCode || "";
  if (!code && !url) return undefined;
  return {
    kind: "gift-code",
    code,
    ...(number && pinCode ? { pin: pinCode } : {}),
    ...(url ? { url } : {}),
  };
}
