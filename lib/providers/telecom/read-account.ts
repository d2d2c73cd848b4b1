import type { Micros } from "@/lib/core/money";
import { ProviderUnavailable, type EsimUsage, type ProviderOffer } from "../spec";
import { readJson, READ_TIMEOUT_MS, type Client } from "./client";
import { usageFrom } from "./map-esim";
import { offerOfPlan, offerOfProduct } from "./map-offers";
import { microsFrom } from "./read-amount";
import { readSku } from "./sku";
import { balanceSchema, esimSchema, planSchema, productSchema, registrationSchema } from "./wire";

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

/** @throws ProviderUnavailable */
export async function readUsage(
  call: Client,
  wanted: { iccid: string; providerReference: string },
): Promise<EsimUsage> {
  const path = `/esim/orders/${encodeURIComponent(wanted.providerReference)}`;
  const esim = esimSchema.safeParse(await readJson(call, path)).data;
  if (!esim || esim.iccid !== wanted.iccid)
    throw new ProviderUnavailable("telecom", "the eSIM could not be read");
  return usageFrom(esim);
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
