import type { Artefact, Esim, GiftCode, Pin } from "../spec";
import type { SkuKind } from "./sku";
import type { WireEsim, WireGiftCard, WireTransaction } from "./wire";

const lines = (...texts: (string | null | undefined)[]): string =>
  texts
    .map((text) => text?.trim())
    .filter(Boolean)
    .join("\n");

function pinFrom({ pins, product }: WireTransaction): Pin | undefined {
  const pin = pins?.[0];
  if (!pin?.pinNumber) return undefined;
  return {
    kind: "pin",
    code: pin.pinNumber,
    ...(pin.controlNumber ? { serial: pin.controlNumber } : {}),
    ...(product?.instructions ? { instructions: product.instructions } : {}),
    ...(pin.expirationDate ? { validity: pin.expirationDate } : {}),
  };
}

/** Prepaid electricity: the token is typed into the meter. */
function tokenFrom({ billPaymentDetail }: WireTransaction): Pin | undefined {
  const { token, unit, receivedNarration } = billPaymentDetail ?? {};
  if (!token) return undefined;
  const instructions = lines(unit, receivedNarration);
  return { kind: "pin", code: token, ...(instructions ? { instructions } : {}) };
}

/** Any of the fields may be empty; what is there is delivered. Undefined when all are. */
export function giftCodeFrom(card: WireGiftCard | null | undefined): GiftCode | undefined {
  const code = card?.cardNumber || card?.pin || card?.certificateLink;
  if (!card || !code) return undefined;
  return {
    kind: "gift-code",
    code,
    ...(card.cardNumber && card.pin ? { pin: card.pin } : {}),
    ...(card.certificateLink ? { url: card.certificateLink } : {}),
    ...(card.expirationDate ? { validity: card.expirationDate } : {}),
  };
}

function esimFrom(esim: WireEsim | null | undefined): Esim | undefined {
  const { iccid, smdpAddress, matchingId, apn } = esim ?? {};
  const whole = esim?.activationCode?.startsWith("LPA:") ? esim.activationCode : undefined;
  const activationCode =
    whole ?? (smdpAddress && matchingId ? `LPA:1$${smdpAddress}$${matchingId}` : undefined);
  if (!iccid || !activationCode) return undefined;
  return { kind: "esim", iccid, activationCode, ...(apn ? { instructions: `APN: ${apn}` } : {}) };
}

/** What the buyer is to be given; undefined where there is nothing, or not yet. */
export function artefactFrom(transaction: WireTransaction, kind: SkuKind): Artefact | undefined {
  switch (kind) {
    case "pin":
      return pinFrom(transaction);
    case "bill":
      return tokenFrom(transaction);
    case "gift":
      return giftCodeFrom(transaction.giftCardDetail);
    case "esim":
      return esimFrom(transaction.esimDetail);
    default:
      return undefined;
  }
}
