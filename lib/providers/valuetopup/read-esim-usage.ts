import { parseScaled, safeNumberOf } from "@/lib/core/decimal";
import { fail, ok, type Result } from "@/lib/core/result";
import type { EsimUsage, EsimUsageFailure } from "../spec";
import { envelopeOf, type Client } from "./client";
import { saysUnknown } from "./failures";
import { esimUsageSchema, rowsSchema, type WireEsimUsage } from "./wire";

const UNITS: Record<string, bigint> = { b: 1n, kb: 1024n, mb: 1024n ** 2n, gb: 1024n ** 3n };
const SCALE = 6;
const TIMEOUT_MS = 15_000;

/** Undefined when the unit or the number is not understood. */
function bytesFrom(amount: string | null | undefined, unit: string | null | undefined): number | undefined {
  const size = UNITS[(unit ?? "").toLowerCase()];
  const units = parseScaled(amount ?? "", SCALE);
  return size === undefined || units === undefined
    ? undefined
    : safeNumberOf((units * size) / 10n ** BigInt(SCALE));
}

/** Times without a zone are read as UTC. */
function timeFrom(text: string | null | undefined): Date | undefined {
  if (!text) return undefined;
  const at = new Date(/[zZ]|[+-]\d\d:?\d\d$/.test(text) ? text : `${text.replace(" ", "T")}Z`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

function planFrom(row: WireEsimUsage): EsimUsage["plans"][number] {
  const totalBytes = bytesFrom(row.totalData, row.dataUnit);
  const remainingBytes = bytesFrom(row.remainingData, row.dataUnit);
  const endsAt = timeFrom(row.expiryDate);
  return {
    status: row.status ?? "",
    ...(totalBytes === undefined ? {} : { totalBytes }),
    ...(remainingBytes === undefined ? {} : { remainingBytes }),
    ...(endsAt ? { endsAt } : {}),
  };
}

/** What is left of each bundle on a profile. README.md, "eSIMs". */
export async function readEsimUsage(
  call: Client,
  iccid: string,
): Promise<Result<EsimUsage, EsimUsageFailure>> {
  const path = `/esim/status/${encodeURIComponent(iccid)}`;
  const envelope = envelopeOf(await call({ path, method: "GET", purpose: "read", timeoutMs: TIMEOUT_MS }));
  if (envelope && saysUnknown(envelope.responseCode, envelope.responseMessage)) return fail("no-esim");
  const rows = envelope?.responseCode === "000" ? rowsSchema.safeParse(envelope.payLoad).data : undefined;
  if (!rows) return fail("unavailable");
  const read = rows.flatMap((row) => esimUsageSchema.safeParse(row).data ?? []);
  return ok({ iccid, plans: read.map(planFrom) });
}
