import { newPublicId } from "@/lib/core/ids";
import type { Money } from "@/lib/core/money";
import { fail } from "@/lib/core/result";
import type {
  DisputeTruth,
  Evidence,
  FraudWarningTruth,
  HoldTruth,
  RefundTruth,
  SessionRequest,
  StripeGateway,
  Told,
} from "@/lib/payments";

const done = <T>(value: T): Told<T> => ({ kind: "done", value });

const unpaid = (checkoutId: string): HoldTruth => ({
  kind: "none",
  sessionStatus: "open",
  paymentIntentId: null,
  checkoutId,
  amount: null,
  capturable: null,
  captured: null,
  captureBefore: null,
  card: null,
  checks: null,
  underReview: false,
});

/** Pages to pay on, and what has become of the cards on them. */
function createSessions() {
  const sessions = new Map<string, { request: SessionRequest; truth: HoldTruth }>();
  const byKey = new Map<string, string>();
  const find = (intentId: string) =>
    [...sessions.values()].find(({ truth }) => truth.paymentIntentId === intentId);
  const gateway = {
    createSession: async (request, key) => {
      const id = byKey.get(key) ?? `cs_${newPublicId()}`;
      byKey.set(key, id);
      if (!sessions.has(id)) sessions.set(id, { request, truth: unpaid(request.checkoutId) });
      return done({ id, url: `http://stripe.test/${id}` });
    },
    findSession: async ({ checkoutId }) => {
      const [id] = [...sessions].find(([, { request }]) => request.checkoutId === checkoutId) ?? [];
      return id ? { id, url: `http://stripe.test/${id}` } : undefined;
    },
    expireSession: async (sessionId) => {
      const session = sessions.get(sessionId);
      if (session?.truth.sessionStatus !== "open") return { kind: "refused", code: "not_open", detail: "" };
      session.truth.sessionStatus = "expired";
      return done(null);
    },
    readSession: async (sessionId) => ({ ...(sessions.get(sessionId)?.truth as HoldTruth) }),
    readPaymentIntent: async (intentId) => ({ ...(find(intentId)?.truth as HoldTruth) }),
  } satisfies Partial<StripeGateway>;
  /** The buyer's card is held for a session. */
  const hold = (sessionId: string, change: Partial<HoldTruth> = {}): void => {
    const session = sessions.get(sessionId);
    if (!session) throw new Error(`No session ${sessionId}`);
    const { amount } = session.request;
    Object.assign(session.truth, {
      kind: "held",
      sessionStatus: "complete",
      paymentIntentId: `pi_${newPublicId()}`,
      amount,
      capturable: amount,
      captureBefore: Math.floor(Date.now() / 1000) + 7 * 86_400,
      card: { brand: "visa", last4: "4242" },
      ...change,
    });
  };
  return { sessions, find, hold, gateway };
}

/** What comes after a capture: refunds, and what the banks behind the cards say and were shown. */
function createAftermath(calls: string[]) {
  const refunds: RefundTruth[] = [];
  const disputes: DisputeTruth[] = [];
  const fraudWarnings: FraudWarningTruth[] = [];
  const evidence: Evidence[] = [];
  /** What Stripe says to the next refunds. */
  const refundAnswers: Told<RefundTruth["status"]>[] = [];
  const gateway = {
    refund: async ({ amount, intentId }) => {
      calls.push(`refund ${amount.minor}`);
      const told = refundAnswers.shift() ?? done<RefundTruth["status"]>("succeeded");
      if (told.kind !== "done") return told;
      const refund: RefundTruth = { id: `re_${newPublicId()}`, intentId, status: told.value };
      refunds.push(refund);
      return done(refund);
    },
    listRefunds: async () => refunds,
    readDisputes: async () => disputes,
    readFraudWarnings: async () => fraudWarnings,
    submitEvidence: async (disputeId, shown) => {
      const dispute = disputes.find(({ id }) => id === disputeId);
      if (!dispute) return { kind: "refused", code: "resource_missing", detail: "" };
      evidence.push(shown);
      Object.assign(dispute, { status: "under_review", submissions: dispute.submissions + 1 });
      return done({ ...dispute });
    },
  } satisfies Partial<StripeGateway>;
  return { refunds, refundAnswers, disputes, fraudWarnings, evidence, gateway };
}

/** Stripe as far as the engine sees it, with a record of what was asked. Captures and voids exclude each other as Stripe's do. */
export function createFakeStripe() {
  const calls: string[] = [];
  const { find, sessions, hold, gateway: payments } = createSessions();
  const { gateway: aftermath, ...after } = createAftermath(calls);
  /** Answers to give instead of doing as told; `after` says whether it is done all the same. */
  const trouble: { call: "capture" | "cancel"; told: Told<null>; after: boolean }[] = [];
  const act = (call: "capture" | "cancel", intentId: string, amount?: Money): Told<null> => {
    calls.push(amount ? `${call} ${amount.minor}` : call);
    const planned = trouble.findIndex((entry) => entry.call === call);
    const plan = planned >= 0 ? trouble.splice(planned, 1)[0] : undefined;
    const truth = find(intentId)?.truth;
    if (!truth || (truth.kind !== "held" && (!plan || plan.after))) {
      return { kind: "refused", code: "payment_intent_unexpected_state", detail: "unexpected state" };
    }
    if (!plan || plan.after) {
      truth.kind = call === "capture" ? "captured" : "canceled";
      if (amount) truth.captured = amount;
    }
    return plan?.told ?? done(null);
  };
  const gateway: StripeGateway = {
    ...payments,
    ...aftermath,
    capture: async (intentId, amount) => act("capture", intentId, amount),
    cancel: async (intentId) => act("cancel", intentId),
    listTransactions: async function* () {},
    listPayouts: async function* () {},
    listPayoutLines: async function* () {},
    readWebhook: () => fail("bad-signature"),
  };
  return { gateway, calls, trouble, hold, sessions, ...after };
}
