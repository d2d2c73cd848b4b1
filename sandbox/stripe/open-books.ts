import { createHmac, randomBytes } from "node:crypto";
import type { Collection, Outside } from "../outside";
import type {
  ChallengeRow,
  ChargeRow,
  DisputeRow,
  EventRow,
  FraudWarningRow,
  IntentRow,
  MethodRow,
  PayoutRow,
  RefundRow,
  ReviewRow,
  SessionRow,
  TransactionRow,
} from "./rows";

/** The version the pinned SDK speaks. */
const API_VERSION = "2026-10-28.endive";
/** Older events are forgotten, as Stripe forgets them after 30 days. */
const EVENTS_KEPT = 20_000;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

export interface Books {
  outside: Outside;
  sessions: Collection<SessionRow>;
  intents: Collection<IntentRow>;
  charges: Collection<ChargeRow>;
  methods: Collection<MethodRow>;
  refunds: Collection<RefundRow>;
  transactions: Collection<TransactionRow>;
  payouts: Collection<PayoutRow>;
  disputes: Collection<DisputeRow>;
  fraudWarnings: Collection<FraudWarningRow>;
  reviews: Collection<ReviewRow>;
  challenges: Collection<ChallengeRow>;
  events: Collection<EventRow>;
  /** Seconds since the epoch. */
  seconds(): number;
  newId(prefix: string, length?: number): string;
  /** Writes an event about `object` (in Stripe's shape) and sends its webhook at once. */
  emit(type: string, object: object): void;
  /** Whether the webhook of an event has not been answered with 2xx yet. */
  isPending(eventId: string): boolean;
  /** Set while an API request runs, so that its events can name it. */
  cause: { requestId: string | null; idempotencyKey: string | null };
}

export function openBooks(outside: Outside): Books {
  const events = outside.collection<EventRow>("stripe-events");
  const undelivered = outside.collection<{ id: string }>("stripe-undelivered");
  const secret = outside.settings.value("STRIPE_WEBHOOK_SECRET") ?? "";
  outside.signWebhooks("stripe", (body) => ({
    "stripe-signature": sign(body, { secret, at: Math.floor(outside.now() / 1000) }),
    "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
  }));
  const send = (event: EventRow): void => {
    if (outside.callbackUrl("stripe") === undefined) return;
    undelivered.put({ id: event.id });
    outside.deliverWebhook({
      provider: "stripe",
      id: event.id,
      topic: event.type,
      body: event.body,
      delivered: () => undelivered.remove(event.id),
    });
  };
  // What an earlier process had written but not yet delivered leaves now.
  outside.later(0, () => {
    for (const { id } of undelivered.all()) {
      const event = events.get(id);
      if (event) send(event);
      else undelivered.remove(id);
    }
  });

  const books: Books = {
    outside,
    sessions: outside.collection("stripe-sessions"),
    intents: outside.collection("stripe-intents"),
    charges: outside.collection("stripe-charges"),
    methods: outside.collection("stripe-methods"),
    refunds: outside.collection("stripe-refunds"),
    transactions: outside.collection("stripe-transactions"),
    payouts: outside.collection("stripe-payouts"),
    disputes: outside.collection("stripe-disputes"),
    fraudWarnings: outside.collection("stripe-fraud-warnings"),
    reviews: outside.collection("stripe-reviews"),
    challenges: outside.collection("stripe-challenges"),
    events,
    seconds: () => Math.floor(outside.now() / 1000),
    newId,
    emit(type, object) {
      const id = newId("evt", 24);
      const created = Math.floor(outside.now() / 1000);
      const body = JSON.stringify({
        id,
        object: "event",
        api_version: API_VERSION,
        created,
        data: { object },
        livemode: false,
        pending_webhooks: outside.callbackUrl("stripe") === undefined ? 0 : 1,
        request: { id: books.cause.requestId, idempotency_key: books.cause.idempotencyKey },
        type,
      });
      const event = events.put({ id, created, type, body });
      forgetOldest(events);
      send(event);
    },
    isPending: (eventId) => undelivered.get(eventId) !== undefined,
    cause: { requestId: null, idempotencyKey: null },
  };
  return books;
}

function newId(prefix: string, length = 24): string {
  let id = `${prefix}_`;
  // A byte in 248 is even over 62 letters; the few above it are drawn again.
  while (id.length < prefix.length + 1 + length) {
    for (const byte of randomBytes(length)) {
      if (byte < 248 && id.length < prefix.length + 1 + length) id += ALPHABET[byte % 62];
    }
  }
  return id;
}

function forgetOldest(events: Collection<EventRow>): void {
  if (events.size <= EVENTS_KEPT * 1.1) return;
  for (const event of events.all().slice(0, events.size - EVENTS_KEPT)) events.remove(event.id);
}

/** Stripe's header: HMAC-SHA256 over `<seconds>.<body>`. */
function sign(body: string, key: { secret: string; at: number }): string {
  const digest = createHmac("sha256", key.secret).update(`${key.at}.${body}`).digest("hex");
  return `t=${key.at},v1=${digest}`;
}
