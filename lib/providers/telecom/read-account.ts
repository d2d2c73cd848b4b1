import type { Micros } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import { ProviderUnavailable, type EsimUsage, type EsimUsageFailure, type ProviderOffer } from "../spec";
import { readJson, READ_TIMEOUT_MS, type Client } from "./client";
import { usageFrom } from "./map-esim";
import { offerOfPlan, offerOfProduct } from "./map-offers";
import { microsFrom } from "../read-amount";
import { readSku } from "./sku";
import {
  balanceSchema,
  errorSchema,
  esimSchema,
  planSchema,
  productSchema,
  registrationSchema,
} from "./wire";

const EVENTS = ["topup.completed", "topup.failed", "topup.pending"];

/** What may still be spent: `balance` counts what is reserved and may be below zero. README.md, "Access". @throws ProviderUnavailable */
export async function readBalance(call: Client): Promise<Micros> {
  const parsed = balanceSchema.safeParse(await readJson(call, "/balance")).data;
  const balance = microsFrom(parsed?.available_balance ?? parsed?.balance, parsed?.currency);
  if (!balance) throw new ProviderUnavailable("telecom", "the balance could not be read");
  return balance;
}

/** @throws ProviderUnavailable */
export async function readOffer(call: Client, sku: string): Promise<{ offer: ProviderOffer; terms: string }> {
  const { kind, id } = readSku(sku);
  const path = kind === "esim" ? "/esim/plans/" : "/telecom/products/";
  const json = await readJson(call, path + encodeURIComponent(id));
  const plan = kind === "esim" ? planSchema.safeParse(json).data : undefined;
  const product = kind === "esim" ? undefined : productSchema.safeParse(json).data;
  const offer = (plan && offerOfPlan(plan)) ?? (product && offerOfProduct(product));
  if (offer?.sku !== sku) throw new ProviderUnavailable("telecom", `the product ${id} could not be read`);
  return { offer, terms: product?.terms ?? "" };
}

/** The order is asked for by the eSIM's own number. README.md, "eSIM". */
export async function readUsage(call: Client, iccid: string): Promise<Result<EsimUsage, EsimUsageFailure>> {
  const path = `/esim/orders/${encodeURIComponent(iccid)}`;
  const verdict = await call({ path, method: "GET", purpose: "read", timeoutMs: READ_TIMEOUT_MS });
  if (verdict.kind !== "answered") return fail("unavailable");
  const code = errorSchema.safeParse(verdict.json).data?.error?.code;
  if (verdict.status === 404 && code === "product_not_found") return fail("no-esim");
  const esim = verdict.status === 200 ? esimSchema.safeParse(verdict.json).data : undefined;
  const usage = esim && usageFrom(esim, iccid);
  return usage ? ok(usage) : fail("unavailable");
}

/** Asked once: a second registration would make a second secret. README.md, "Webhooks". @throws ProviderUnavailable */
export async function registerWebhook(
  call: Client,
  url: string,
): Promise<{ webhookId: string; secret: string }> {
  const verdict = await call({
    path: "/webhooks",
    method: "POST",
    body: { url, events: EVENTS },
    purpose: "lookup",
    timeoutMs: READ_TIMEOUT_MS,
  });
  const made = verdict.kind === "answered" && [200, 201].includes(verdict.status);
  const parsed = made ? registrationSchema.safeParse(verdict.json).data : undefined;
  if (!parsed) throw new ProviderUnavailable("telecom", "the webhook could not be registered");
  return { webhookId: parsed.id, secret: parsed.secret };
}
