import type { AttemptRequest, Esim, EsimUsage, Outcome } from "../spec";
import { parseScaled, safeNumberOf } from "@/lib/core/decimal";
import type { WireEsim } from "./wire";

/** An eSIM was issued in any of these; one that is in use was issued too. */
const ISSUED = ["issued", "active", "topped_up", "expired"];

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
  const reference = attempt.account ? esim.topup_id : esim.order_id;
  const providerReference = reference ?? esim.order_id;
  if (!ISSUED.includes(esim.status))
    return { kind: "in-doubt", why: "unlisted", detail: `status ${esim.status}`, providerReference };
  if (attempt.account) return { kind: "delivered", providerReference };
  const artefact = esimFrom(esim);
  return artefact
    ? { kind: "delivered", providerReference, artefact }
    : { kind: "in-doubt", why: "unreadable", detail: "an eSIM without its code", providerReference };
}

/** A gigabyte of theirs is 10⁹ bytes. */
const bytesFrom = (gigabytes: string | null | undefined): number | undefined =>
  safeNumberOf(parseScaled(gigabytes ?? "", 9));

/** What is left; undefined when the answer is not about this eSIM. */
export function usageFrom(esim: WireEsim, iccid: string): EsimUsage | undefined {
  if (esim.iccid !== iccid) return undefined;
  const totalBytes = bytesFrom(esim.data_gb);
  const usedBytes = bytesFrom(esim.data_used_gb);
  const endsAt = new Date(esim.expires_at ?? Number.NaN);
  const plan: EsimUsage["plans"][number] = { status: esim.status };
  if (totalBytes !== undefined) plan.totalBytes = totalBytes;
  if (totalBytes !== undefined && usedBytes !== undefined)
    plan.remainingBytes = Math.max(0, totalBytes - usedBytes);
  if (!Number.isNaN(endsAt.getTime())) plan.endsAt = endsAt;
  return { iccid, plans: [plan] };
}
