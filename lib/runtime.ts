import { setMaxListeners } from "node:events";
import { connect, type Connection } from "@/db/connect";
import type { Actor } from "@/db/context";
import { systemClock } from "@/lib/core/clock";
import { handOutAlerts, sendAlertMessages, type AlertCtx } from "@/lib/alerts";
import type { Auth, Staff } from "@/lib/auth";
import { createLog } from "@/lib/core/create-log";
import { armFailpointPlans } from "@/lib/core/failpoint";
import { newId } from "@/lib/core/ids";
import type { Log } from "@/lib/core/log";
import { createPolicy } from "@/lib/core/policy";
import { createSeal } from "@/lib/core/seal";
import { announceAuthUrl, env, type Env } from "@/lib/env";
import { DEFAULT_LOCALE, LOCALES } from "@/i18n/locales";
import { importDue, refreshSearch, workCatalog, type ImportDueInput } from "@/lib/catalog";
import { createCarriers, type CheckoutCtx, type IdentifyCtx } from "@/lib/checkout";
import {
  carryOutDecision,
  carryOutDue,
  mendsOf,
  reconcileDue,
  workMail,
  workOrder,
  workPayment,
  workWebhook,
  type MailCtx,
  receiveWebhook as storeWebhook,
  type WebhookVerdict,
} from "@/lib/fulfilment";
import { runWorker, workerAlive, type Engine, type WorkerOptions } from "@/lib/jobs";
import { createMailer } from "@/lib/mail";
import { createStripeGateway } from "@/lib/payments";
import { createRegistry, type Registry } from "@/lib/providers/registry";
import { watchCalls } from "@/lib/providers/watch-calls";
import { createA1Topup } from "@/lib/providers/a1topup";
import { createBitrefill } from "@/lib/providers/bitrefill";
import { createReloadly } from "@/lib/providers/reloadly";
import type { Provider, ProviderName, WebhookRequest } from "@/lib/providers/spec";
import { createTelecom } from "@/lib/providers/telecom";
import { createValueTopup } from "@/lib/providers/valuetopup";
import {
  reconcile,
  readPayouts,
  reconcileNightly,
  type ReconcileInput,
  type ReconciliationCtx,
  type RunReport,
} from "@/lib/reconciliation";
import { createCallLog, forgetCalls, readFloats, rollUpHealth, sumClaims } from "@/lib/supply";
import {
  createOrderWatch,
  foldFigures,
  markYesterday,
  readRulesChecked,
  readSilentProviders,
  rollUpAttempts,
  rollUpBooks,
  rollUpDeliveries,
  rollUpLastHour,
  runInvariants,
  settleAttemptHours,
  type OrderWatch,
  watchSupply,
} from "@/lib/reports";

/** Everything a verb may ask for, of any domain or flow. */
export interface AppCtx extends CheckoutCtx, IdentifyCtx, MailCtx, AlertCtx {
  providers: Registry;
}

export interface Runtime {
  env: Env;
  log: Log;
  connection: Connection;
  watch: OrderWatch;
  /** Aborted when this web process was asked to end: what would stay open for ever closes, and the others take over. */
  ending: AbortSignal;
  /** A context for somebody: a guest, a member of staff, or the worker itself. */
  context(actor: Actor, buyer?: { locale?: string; currency?: string }): AppCtx;
}

/** A provider without credentials is off. */
function createProviders(environment: Env, log: Log): Provider[] {
  const { reloadly, telecom, bitrefill, valuetopup, a1topup, appUrl, timeScale } = environment;
  const deps = { fetch, clock: systemClock, log, timeScale };
  const made: (Provider | undefined)[] = [
    reloadly && createReloadly({ ...deps, baseUrls: reloadly.baseUrls, credentials: reloadly }),
    telecom && createTelecom({ ...deps, baseUrls: telecom.baseUrls, credentials: telecom }),
    bitrefill && createBitrefill({ ...deps, ...bitrefill, webhookUrl: `${appUrl}/api/webhooks/bitrefill` }),
    valuetopup && createValueTopup({ ...deps, ...valuetopup }),
    // Its settings are complete only with A1TOPUP_ENABLED=yes.
    a1topup && createA1Topup({ ...deps, baseUrl: a1topup.baseUrl, credentials: a1topup, switchedOn: true }),
  ];
  return made.filter((provider) => provider !== undefined);
}

function endingOf(name: string): AbortSignal {
  const leave = new AbortController();
  // One listener a page that is looked at.
  setMaxListeners(0, leave.signal);
  // Beside the server's own, which waits for what is open; alone it would keep the process alive.
  if (name === "web" && process.listenerCount("SIGTERM") > 0) process.once("SIGTERM", () => leave.abort());
  return leave.signal;
}

function build(name: string): Runtime {
  const environment = env();
  armFailpointPlans(environment.failpoints);
  const log = createLog({ level: environment.logLevel, name });
  const connection = connect(environment.databaseUrl, {
    max: environment.databasePool,
    name: `homeline-${name}`,
    planOnce: name === "worker",
  });
  const policy = createPolicy(environment.timeScale, environment);
  const artefacts = createSeal(environment.artefactKey);
  const calls = createCallLog({ db: connection.db, log });
  const shared = {
    db: connection.db,
    clock: systemClock,
    log,
    policy,
    artefacts,
    seal: artefacts.seal,
    unseal: artefacts.open,
    providers: createRegistry(
      createProviders(environment, log).map((one) =>
        watchCalls(one, { note: calls.note, clock: systemClock }),
      ),
      { live: environment.mode === "live" },
    ),
    stripe: createStripeGateway({ ...environment.stripe, timeoutMs: policy.stripeTimeout }),
    mailer: createMailer(environment.mail),
    carriers: createCarriers("public/carriers"),
    appUrl: environment.appUrl,
    // In demo mode everybody pays with the same few test cards.
    unlimited: environment.mode === "live" ? [] : (["card"] as const),
    staffEmails: environment.adminEmails,
    privateWebhooks: environment.mode !== "live",
  };
  return {
    env: environment,
    log,
    connection,
    watch: createOrderWatch(connection),
    ending: endingOf(name),
    context: (actor, buyer = {}) => ({
      ...shared,
      actor,
      locale: buyer.locale ?? "en",
      currency: buyer.currency ?? "USD",
    }),
  };
}

/** One runtime a process; reloads of code in development keep it. */
const shared = globalThis as { homelineRuntime?: Runtime };

export function runtime(name = "web"): Runtime {
  shared.homelineRuntime ??= build(name);
  return shared.homelineRuntime;
}

export function buyerContext(buyer: { buyerId: string; locale?: string; currency?: string }): AppCtx {
  return runtime().context({ kind: "buyer", id: buyer.buyerId }, buyer);
}

/** What a signed-in member of staff may. */
export type StaffPowers = Pick<Staff, "userId" | "role" | "granted" | "withdrawn" | "raised">;

export function staffContext({ userId, role, granted, withdrawn, raised }: StaffPowers): AppCtx {
  return runtime().context({ kind: "staff", id: userId, role, granted, withdrawn, raised });
}

let building: Promise<Auth> | undefined;

async function buildAuth(): Promise<Auth> {
  const { env: environment, context } = runtime();
  const { appUrl, adminEmails, authSecret } = environment;
  announceAuthUrl(appUrl);
  // Only who signs in pays for next-auth; workers and buyers' pages never load it.
  const { createAuth } = await import("@/lib/auth");
  const ctx = { ...context({ kind: "system", id: "auth" }), adminEmails };
  return createAuth({ ctx, appUrl, secret: authSecret, seal: ctx.seal, newId, answerAfterMs: 400 });
}

/** Sign-in of staff. */
export function auth(): Promise<Auth> {
  building ??= buildAuth();
  return building;
}

export type { WebhookVerdict };

/** Checks a webhook and stores it once; the work is a job's. Nothing is stored of a forged or stale one. */
export async function receiveWebhook(source: string, request: WebhookRequest): Promise<WebhookVerdict> {
  return storeWebhook(runtime().context({ kind: "system", id: `webhook:${source}` }), source, request);
}

/** Has a provider send its webhooks to this shop. @throws Error when it is off or takes no registrations, or does not answer */
export async function registerWebhook(name: string): Promise<{ webhookId: string; secret: string }> {
  const { env: environment, context } = runtime();
  const provider = context({ kind: "system", id: "register-webhook" }).providers.get(name as ProviderName);
  if (!provider?.registerWebhook)
    throw new Error(`${name || "Nothing"} is not a provider that is on and takes registrations of webhooks`);
  return provider.registerWebhook(`${environment.appUrl}/api/webhooks/${name}`);
}

export interface Health {
  status: "ok" | "degraded" | "down";
  database: boolean;
  worker: boolean;
  /** Providers that did not answer when we last spoke to them. */
  silentProviders: string[];
  /** How many orders, payments or postings broke a rule that always holds when they were last looked at; null before that. */
  invariantViolations: number | null;
}

/** Our own state, from our own rows: no provider is called. */
export async function readHealth(): Promise<Health> {
  const { db } = runtime().connection;
  try {
    const [worker, silentProviders, rules] = await Promise.all([
      workerAlive(db),
      readSilentProviders({ db }),
      readRulesChecked({ db }),
    ]);
    const invariantViolations = rules?.violations ?? null;
    const degraded = silentProviders.length > 0 || (invariantViolations ?? 0) > 0;
    const status = !worker ? "down" : degraded ? "degraded" : "ok";
    return { status, database: true, worker, silentProviders, invariantViolations };
  } catch {
    return { status: "down", database: false, worker: false, silentProviders: [], invariantViolations: null };
  }
}

const idOf = (payload: unknown): string =>
  typeof payload === "object" && payload !== null && "id" in payload ? String(payload.id) : "";

/** Reads rates and the catalogs that are due; the worker names products in other languages. Returns how many providers could not be read. */
export async function importCatalogs(
  input: Pick<ImportDueInput, "olderThanHours" | "onLine" | "languages">,
): Promise<number> {
  const { env: environment, context } = runtime("import");
  const ctx = context({ kind: "system", id: "import" });
  const fx = environment.fxUrl ? { url: environment.fxUrl, fetch } : undefined;
  const unread = await importDue(ctx, { ...input, providers: ctx.providers.all(), fx });
  await refreshSearch(ctx);
  return unread;
}

/** The books are compared by the same actor who mends them. */
const booksOf = (ctx: AppCtx): ReconciliationCtx => ({ ...ctx, engine: mendsOf(ctx) });

/** A member of staff at the books. */
export function booksContext(staff: StaffPowers): ReconciliationCtx {
  return booksOf(staffContext(staff));
}

/** Compares our books with everybody else's, on demand. */
export function reconcileBooks(input: ReconcileInput): Promise<RunReport | undefined> {
  return reconcile(booksOf(runtime().context({ kind: "system", id: "reconcile" })), input);
}

const CATALOG_AGE_HOURS = 24;
const MINUTE_MS = 60_000;
const OTHER_LANGUAGES = LOCALES.filter((locale) => locale !== DEFAULT_LOCALE);

/** What every worker does every so often. Intervals in milliseconds. */
function tasksOf(ctx: AppCtx): WorkerOptions["every"] {
  const scaled = (ms: number, least = 1000) => Math.max(least, ctx.policy.scaled(ms));
  const task = (name: string, intervalMs: number, work: () => Promise<unknown>) => ({
    name,
    intervalMs,
    work: async () => void (await work()),
  });
  return [
    task("reconcile-due", scaled(5000, 500), () => reconcileDue(ctx)),
    task("carry-out-due", 5000, () => carryOutDue(ctx)),
    task("sum-claims", scaled(5000), () => sumClaims(ctx)),
    task("read-floats", scaled(MINUTE_MS), () => readFloats(ctx, ctx.providers.all())),
    task("roll-up-health", scaled(MINUTE_MS), () => rollUpHealth(ctx)),
    task("fold-figures", scaled(2000), () => foldFigures(ctx)),
    task("mark-yesterday", scaled(10 * MINUTE_MS), () => markYesterday(ctx)),
    task("roll-up-last-hour", scaled(MINUTE_MS), () => rollUpLastHour(ctx)),
    task("roll-up-deliveries", scaled(10 * MINUTE_MS, 5000), () => rollUpDeliveries(ctx)),
    task("roll-up-books", 10 * MINUTE_MS, () => rollUpBooks(ctx)),
    task("roll-up-attempts", scaled(MINUTE_MS), () => rollUpAttempts(ctx)),
    task("settle-attempt-hours", scaled(15 * MINUTE_MS, 10_000), () => settleAttemptHours(ctx)),
    task("watch-supply", scaled(MINUTE_MS), () => watchSupply(ctx)),
    task("forget-calls", 10 * MINUTE_MS, () => forgetCalls(ctx)),
    task("tell-alerts", scaled(2000), async () => {
      await handOutAlerts(ctx);
      await sendAlertMessages(ctx);
    }),
    task("check-invariants", MINUTE_MS, () => runInvariants(ctx)),
    task("reconcile-nightly", 10 * MINUTE_MS, () => reconcileNightly(booksOf(ctx))),
    task("read-payouts", 60 * MINUTE_MS, () => readPayouts(ctx)),
    task("import-catalogs", 20 * MINUTE_MS, () =>
      importCatalogs({ olderThanHours: CATALOG_AGE_HOURS, languages: OTHER_LANGUAGES }),
    ),
  ];
}

/** Starts the worker of this process: the job engine with every handler, and the reconciler. */
export async function startWorker(): Promise<Engine> {
  const { env: environment, connection, log, context } = runtime("worker");
  const ctx: AppCtx = { ...context({ kind: "system", id: "worker" }), movesMoneyAtOnce: true };
  return runWorker({
    databaseUrl: environment.databaseUrl,
    db: connection.db,
    log,
    lanes: [
      {
        // Many: one slow provider must not stop the others, and in a burst each order is sent before the first ones are finished.
        concurrency: environment.workerConcurrency,
        handlers: {
          order: (payload) => workOrder(ctx, idOf(payload)),
          payment: (payload) => workPayment(ctx, idOf(payload)),
          webhook: (payload) => workWebhook(ctx, payload),
          catalog: (payload) => workCatalog(ctx, payload),
          decision: (payload) => carryOutDecision(ctx, payload),
        },
      },
      // As many as the mailer has connections. A mail server that says nothing keeps no purchase waiting.
      { concurrency: 3, patienceMs: 100, handlers: { mail: (payload) => workMail(ctx, payload) } },
    ],
    every: tasksOf(ctx),
  });
}
