import type { AttemptRequest, Esim, EsimUsage, Outcome } from "../spec";
import { parseScaled } from "@/lib/core/decimal";
import type { WireEsim } from "./wire";

/** An eSIM was issued by any of these; one that is in use was issued too. */
const ISSUED: Record<string, EsimUsage["status"]> = {
  issued: "issued",
  active: "active",
  topped_up: "active",
  expired: "expired",
};

const stateOf = (status: string): EsimUsage["status"] | undefined =>
  Object.hasOwn(ISSUED, status) ? ISSUED[status] : undefined;

/** `1$<host>$<matching id>`, perhaps with backslashes before the dollars, is the activation code without its `LPA:`. README.md, "eSIM". */
export function activationCode(smdpAddress: string): string {
  const bare = smdpAddress.replace(/\\+\$/g, "$").trim();
  return bare.toUpperCase().startsWith("LPA:") ? bare : `LPA:${bare}`;
}

function esimFrom({ iccid, smdp_address: address }: WireEsim): Esim | undefined {
  return iccid && address ? { kind: "esim", iccid, activationCode: activationCode(address) } : undefined;
}

/** An order that does not come with its code was not delivered to anybody yet; more data for an eSIM comes without one. */
export function outcomeOfEsim(esim: WireEsim, attempt: AttemptRequest): Outcome {
  const known = stateOf(esim.status);
  const reference = attempt.account ? esim.topup_id : esim.order_id;
  const providerReference = reference ?? esim.order_id;
  if (!known)
    return { kind: "in-doubt", why: "unlisted", detail: `status ${esim.status}`, providerReference };
  if (attempt.account) return { kind: "delivered", providerReference };
  const artefact = esimFrom(esim);
  return artefact
    ? { kind: "delivered", providerReference, artefact }
    : { kind: "in-doubt", why: "unreadable", detail: "an eSIM without its code", providerReference };
}

const volume = (text: string | null | undefined): string | undefined =>
  text && parseScaled(text, 6) !== undefined ? text : undefined;

export function usageFrom(esim: WireEsim): EsimUsage {
  const expiresAt = new Date(esim.expires_at ?? Number.NaN);
  const dataGb = volume(esim.data_gb);
  const usedGb = volume(esim.data_used_gb);
  return {
    status: stateOf(esim.status) ?? "unknown",
    ...(dataGb ? { dataGb } : {}),
    ...(usedGb ? { usedGb } : {}),
    ...(Number.isNaN(expiresAt.getTime()) ? {} : { expiresAt }),
  };
}
