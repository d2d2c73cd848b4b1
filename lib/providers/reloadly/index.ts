import { micros } from "@/lib/core/money";
import { fail, ok } from "@/lib/core/result";
import { redact } from "../redact";
import { send, type SendRequest, type SendVerdict } from "../send";
import {
  ProviderUnavailable,
  type AttemptRequest,
  type Capabilities,
  type Finding,
  type ImportProgress,
  type Outcome,
  type Provider,
  type ProviderDeps,
  type ProviderOffer,
} from "../spec";
import { createTokenSource } from "./auth";
import { doubt, microsFrom, outcomeOfPurchase, outcomeOfTransaction } from "./map-outcome";
import { isLocalSku, offersOf, orderAmount } from "./map-offers";
import { readReloadlyWebhook } from "./read-webhook";
import { balanceSchema, operatorSchema, pageSchema, statusSchema, transactionSchema } from "./wire";

export interface ReloadlyOptions extends ProviderDeps {
  /** Addresses of the token host and of the airtime host; the latter is the token's audience as well. */
  baseUrls: { auth: string; topups: string };
  credentials: { clientId: string; clientSecret: string; webhookSecret: string };
}

const ACCEPT = "application/com.reloadly.topups-v1+json";
const PAGE_SIZE = 200;
const READ_TIMEOUT_MS = 20_000;
const LOOKUP_TIMEOUT_MS = 2_500;

const CAPABILITIES: Capabilities = {
  dedupe: "reject",
  findBy: "ours",
  twoPhase: false,
  deadlineMs: 90_000,
  notFoundHorizonMs: 10 * 60_000,
  notFoundMisses: 3,
  maxSends: 3,
};

type Call = Pick<SendRequest, "method" | "body" | "purpose" | "timeoutMs"> & { path: string };

function createClient(options: ReloadlyOptions) {
  const { fetch: fetcher, clock, baseUrls, credentials } = options;
  const tokens = createTokenSource({
    fetch: fetcher,
    clock,
    authUrl: baseUrls.auth,
    audience: baseUrls.topups,
    clientId: credentials.clientId,
    clientSecret: credentials.clientSecret,
    timeoutMs: READ_TIMEOUT_MS,
  });
  const once = async (call: Call, token: string): Promise<SendVerdict> =>
    send(fetcher, {
      ...call,
      url: baseUrls.topups + call.path,
      headers: { accept: ACCEPT, authorization: `Bearer ${token}` },
    });
  /** A 401 proves that nothing ran: with a new token the call is made once more, a purchase too. */
  return async (call: Call): Promise<SendVerdict> => {
    const token = await tokens.get();
    if (!token) return { kind: "not-sent", detail: "no token" };
    const verdict = await once(call, token);
    if (verdict.kind !== "answered" || verdict.status !== 401) return verdict;
    tokens.refuse(token);
    const fresh = await tokens.get();
    return fresh ? once(call, fresh) : verdict;
  };
}

type Client = ReturnType<typeof createClient>;

function purchaseBody(attempt: AttemptRequest): Record<string, unknown> {
  const recipient = attempt.number
    ? { recipientPhone: { countryCode: attempt.country, number: attempt.number.slice(1) } }
    : { recipientEmail: attempt.account };
  return {
    operatorId: attempt.providerOperatorId,
    amount: orderAmount(attempt.amount),
    useLocalAmount: isLocalSku(attempt.sku),
    customIdentifier: attempt.reference,
    ...recipient,
  };
}

async function read(call: Client, path: string): Promise<SendVerdict> {
  return call({ path, method: "GET", purpose: "read", timeoutMs: READ_TIMEOUT_MS });
}

async function findById(call: Client, providerReference: string): Promise<Finding> {
  const verdict = await read(call, `/topups/${encodeURIComponent(providerReference)}/status`);
  if (verdict.kind !== "answered") return doubt("timeout", verdict.detail);
  const parsed = statusSchema.safeParse(verdict.json);
  if (verdict.status !== 200 || !parsed.success)
    return doubt("unreadable", `${verdict.status} ${verdict.text}`);
  const { status, transaction, code } = parsed.data;
  return outcomeOfTransaction(
    { ...transaction, transactionId: transaction?.transactionId ?? providerReference, status },
    code,
  );
}

/** The report is searched without regard to case, identifiers differ by it: compared here. README.md, "Doubt". */
async function findByReference(call: Client, reference: string): Promise<Finding> {
  const verdict = await read(
    call,
    `/topups/reports/transactions?size=50&customIdentifier=${encodeURIComponent(reference)}`,
  );
  if (verdict.kind !== "answered") return doubt("timeout", verdict.detail);
  const page = pageSchema.safeParse(verdict.json);
  if (verdict.status !== 200 || !page.success)
    return doubt("unreadable", `${verdict.status} ${verdict.text}`);
  const ours = page.data.content
    .map((row) => transactionSchema.safeParse(row).data)
    .filter((row) => row?.customIdentifier === reference);
  const delivered = ours.find((row) => row?.status === "SUCCESSFUL") ?? ours[0];
  return delivered ? outcomeOfTransaction(delivered) : { kind: "not-found" };
}

async function* listOffers(
  call: Client,
  options: ReloadlyOptions,
  progress?: (progress: ImportProgress) => void,
): AsyncIterable<ProviderOffer> {
  let done = 0;
  for (let number = 1; ; number += 1) {
    const verdict = await read(call, `/operators?suggestedAmountsMap=true&size=${PAGE_SIZE}&page=${number}`);
    const page =
      verdict.kind === "answered" && verdict.status === 200 ? pageSchema.safeParse(verdict.json) : undefined;
    if (!page?.success)
      throw new ProviderUnavailable("reloadly", `page ${number} of the operators could not be read`);
    for (const row of page.data.content) {
      const operator = operatorSchema.safeParse(row);
      if (operator.success) yield* offersOf(operator.data);
      else
        options.log.warn(
          { provider: "reloadly", issue: redact(operator.error.message) },
          "an operator could not be read",
        );
    }
    done += page.data.content.length;
    progress?.({ done, total: page.data.totalElements ? Number(page.data.totalElements) : undefined });
    if (page.data.content.length === 0 || page.data.last) return;
  }
}

/** Reloadly's airtime product as a provider. */
export function createReloadly(options: ReloadlyOptions): Provider {
  const call = createClient(options);
  return {
    name: "reloadly",
    capabilities: CAPABILITIES,
    listOffers: (progress) => listOffers(call, options, progress),
    submit: async (attempt): Promise<Outcome> =>
      outcomeOfPurchase(
        await call({
          path: "/topups",
          method: "POST",
          body: purchaseBody(attempt),
          purpose: "purchase",
          timeoutMs: Math.max(1, Math.round(CAPABILITIES.deadlineMs / options.timeScale)),
        }),
      ),
    resolve: async (attempt) =>
      attempt.providerReference
        ? findById(call, attempt.providerReference)
        : findByReference(call, attempt.reference),
    balance: async () => {
      const verdict = await read(call, "/accounts/balance");
      const parsed =
        verdict.kind === "answered" && verdict.status === 200
          ? balanceSchema.safeParse(verdict.json)
          : undefined;
      if (!parsed?.success) throw new ProviderUnavailable("reloadly", "the balance could not be read");
      return microsFrom(parsed.data.balance, parsed.data.currencyCode) ?? micros(0, parsed.data.currencyCode);
    },
    lookup: async ({ e164, country }) => {
      const path = `/operators/auto-detect/phone/${encodeURIComponent(e164)}/countries/${country}`;
      const verdict = await call({ path, method: "GET", purpose: "purchase", timeoutMs: LOOKUP_TIMEOUT_MS });
      if (verdict.kind !== "answered") return fail("unavailable");
      if (verdict.status === 404) return fail("no-operator");
      if (verdict.status === 409) return fail("unsupported");
      const operator = operatorSchema.safeParse(verdict.json);
      if (verdict.status !== 200 || !operator.success) return fail("unavailable");
      const { operatorId, name, country: home } = operator.data;
      return ok({ providerOperatorId: operatorId, name, country: home.isoName });
    },
    readWebhook: (request) =>
      readReloadlyWebhook(request, { secret: options.credentials.webhookSecret, clock: options.clock }),
  };
}
