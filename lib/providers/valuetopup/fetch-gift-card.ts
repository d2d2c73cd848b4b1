import type { Finding } from "../spec";
import { envelopeOf, type Client } from "./client";
import { giftCodeFrom } from "./map-artefact";
import { giftCardSchema } from "./wire";

const TIMEOUT_MS = 20_000;

/** A gift card that was bought and not shown is fetched; until that succeeds it is theirs to finish. README.md, "Gift cards". */
export async function withGiftCard(call: Client, finding: Finding): Promise<Finding> {
  if (finding.kind !== "delivered" || finding.artefact) return finding;
  const { providerReference } = finding;
  const path = `/transaction/giftcard/fetch/${encodeURIComponent(providerReference)}`;
  const verdict = await call({ path, method: "GET", purpose: "read", timeoutMs: TIMEOUT_MS });
  const envelope = envelopeOf(verdict);
  const card = envelope?.responseCode === "000" ? giftCardSchema.safeParse(envelope.payLoad) : undefined;
  const artefact = giftCodeFrom(card?.data);
  return artefact ? { ...finding, artefact } : { kind: "accepted", providerReference };
}
