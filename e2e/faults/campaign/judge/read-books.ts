import type { Estate } from "../open-estate";
import type { Credit, Payment } from "@/e2e/fixtures/sandbox";

export interface OurOrder {
  id: string;
  publicId: string;
  checkoutId: string;
  email: string;
  number: string;
  state: string;
  alerted: boolean;
  /** Why it was given to a person, where it was. */
  why: string | null;
  totalMinor: number;
  totalCurrency: string;
  faceMinor: number;
  faceCurrency: string;
  deliveredMinor: number | null;
  deliveredCurrency: string | null;
  attempts: { provider: string; reference: string; providerReference: string | null; state: string }[];
}

export interface OurPayment {
  id: string;
  checkoutId: string;
  state: string;
  intent: string | null;
  amountMinor: number;
  capturedMinor: number;
  refundedMinor: number;
  /** Why nothing is sent until a person has looked at who pays. */
  heldBack: string | null;
  /** Kinds of ledger entries that book a loss or a write-off of this checkout. */
  booked: string[];
}

/** Our rows and the witness's, side by side. */
export interface Books {
  orders: OurOrder[];
  payments: OurPayment[];
  credits: Credit[];
  theirs: Payment[];
  mails: { to: string; subject: string }[];
}

async function readWitness(sandboxUrl: string): Promise<Pick<Books, "credits" | "theirs" | "mails">> {
  const all = { credits: [] as Credit[], theirs: [] as Payment[], mails: [] as Books["mails"] };
  let cursor = "";
  for (;;) {
    const response = await fetch(`${sandboxUrl}/__sandbox/ledger?limit=2000${cursor && `&cursor=${cursor}`}`);
    const page = (await response.json()) as {
      credits: Credit[];
      payments: Payment[];
      mails: Books["mails"];
      next: string | null;
    };
    all.credits.push(...page.credits);
    all.theirs.push(...page.payments);
    all.mails.push(...page.mails);
    if (!page.next) return all;
    cursor = page.next;
  }
}

const readOrders = (estate: Estate) =>
  estate.sql()<OurOrder[]>`
    select o.id, o.public_id as "publicId", o.checkout_id as "checkoutId", o.email, o.number, o.state,
      o.alerted_at is not null as alerted,
      (select e.data ->> 'why' from order_events e where e.order_id = o.id and e.to_state = 'review' order by seq desc limit 1) as why,
      o.total_minor::int as "totalMinor", o.total_currency as "totalCurrency",
      o.face_minor::int as "faceMinor", o.face_currency as "faceCurrency",
      o.delivered_minor::int as "deliveredMinor", o.delivered_currency as "deliveredCurrency",
      coalesce((select jsonb_agg(jsonb_build_object('provider', provider, 'reference', reference,
        'providerReference', provider_reference, 'state', a.state) order by n) from attempts a where a.order_id = o.id), '[]') as attempts
    from orders o order by o.created_at`;

const readPayments = (estate: Estate) =>
  estate.sql()<OurPayment[]>`
    select p.id, p.checkout_id as "checkoutId", p.state, p.payment_intent_id as intent, p.amount_minor::int as "amountMinor",
      p.captured_minor::int as "capturedMinor", p.refunded_minor::int as "refundedMinor", p.held_back as "heldBack",
      coalesce((select array_agg(distinct l.kind) from ledger_entries l
        where l.checkout_id = p.checkout_id and l.kind in ('loss', 'write-off')), '{}') as booked
    from payments p`;

export async function readBooks(estate: Estate): Promise<Books> {
  const [orders, payments, witness] = await Promise.all([
    readOrders(estate),
    readPayments(estate),
    readWitness(estate.sandboxUrl),
  ]);
  return { orders: [...orders], payments: [...payments], ...witness };
}
