import type { Route, SandboxReply, SandboxRequest } from "../outside";
import { expireSessionIfDue } from "./expire-session";
import type { Books } from "./open-books";
import { answerChallenge, type PayResult, paySession } from "./pay-session";
import { EMPTY_FIELDS, readCheckoutForm, type TypedFields } from "./read-checkout-form";
import { renderChallenge } from "./render-challenge";
import { renderCheckout } from "./render-checkout";
import { renderClosed, renderUnknown } from "./render-closed";
import type { SessionRow } from "./rows";

const PATH = "/c/pay/:id";

/** The hosted page: it works by plain forms, and every answer is a page or a redirect with 303. */
export function checkoutRoutes(books: Books): Route[] {
  const withSession =
    (handle: (session: SessionRow, request: SandboxRequest) => SandboxReply) =>
    (request: SandboxRequest): SandboxReply => {
      const session = expireSessionIfDue(books, request.params["id"] ?? "");
      const reply = session ? handle(session, request) : { status: 404, html: renderUnknown() };
      return { ...reply, headers: { ...PAGE_HEADERS, ...reply.headers } };
    };
  return [
    { method: "GET", path: PATH, handle: withSession((session) => showSession(books, session)) },
    { method: "POST", path: PATH, handle: withSession((session, request) => pay(books, session, request)) },
    {
      method: "GET",
      path: `${PATH}/authenticate/:challenge`,
      handle: withSession((session, request) => challengePage(books, session, request)),
    },
    {
      method: "POST",
      path: `${PATH}/authenticate/:challenge`,
      handle: withSession((session, request) => answer(books, session, request)),
    },
  ];
}

const PAGE_HEADERS = {
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'",
};

function showSession(books: Books, session: SessionRow, failure?: string): SandboxReply {
  if (session.status !== "open") return { html: renderClosed(session) };
  const email = session.customerEmail ?? session.payer?.email ?? "";
  const intent = session.intent === null ? undefined : books.intents.get(session.intent);
  const waiting = intent?.status === "requires_action" ? openChallenge(books, session) : undefined;
  if (waiting !== undefined) return { redirect: waiting };
  return { html: renderCheckout(session, { typed: { ...EMPTY_FIELDS, email }, errors: {}, failure }) };
}

function openChallenge(books: Books, session: SessionRow): string | undefined {
  const challenge = books.challenges.all().findLast((row) => row.session === session.id);
  return challenge && `/c/pay/${session.id}/authenticate/${challenge.id}`;
}

function pay(books: Books, session: SessionRow, request: SandboxRequest): SandboxReply {
  // A second press of the button finds the Session complete and follows the first.
  if (session.status === "complete") return { redirect: returnUrl(session) };
  if (session.status === "expired") return { status: 410, html: renderClosed(session) };
  const form = request.form();
  const filled = form.get("fill");
  if (filled !== null) return fillIn(session, form, filled);
  if (session.customerEmail !== null) form.set("email", session.customerEmail);
  const reading = readCheckoutForm(form, books.outside.now());
  if (!reading.ok) return { status: 422, html: renderCheckout(session, reading) };
  return follow(session, paySession(books, session, reading.card), reading.typed);
}

/** A press on one of the test cards: the form comes back with that card and everything else as typed. */
function fillIn(session: SessionRow, form: URLSearchParams, number: string): SandboxReply {
  const value = (name: string, fallback: string): string => form.get(name)?.trim() || fallback;
  const typed: TypedFields = {
    email: session.customerEmail ?? value("email", ""),
    number,
    expiry: value("expiry", "12 / 34"),
    cvc: number.startsWith("3") ? "1234" : "123",
    name: value("name", "Test Buyer"),
    country: value("country", "US"),
  };
  return { html: renderCheckout(session, { typed, errors: {}, keepCode: true }) };
}

function follow(session: SessionRow, result: PayResult, typed: TypedFields): SandboxReply {
  switch (result.kind) {
    case "paid":
      return { redirect: returnUrl(result.session) };
    case "challenge":
      return { redirect: `/c/pay/${session.id}/authenticate/${result.challenge.id}` };
    case "declined":
      return {
        status: 402,
        html: renderCheckout(session, { typed, errors: {}, failure: result.problem.message }),
      };
  }
}

function challengePage(books: Books, session: SessionRow, request: SandboxRequest): SandboxReply {
  const challenge = books.challenges.get(request.params["challenge"] ?? "");
  if (!challenge || session.status !== "open") return { redirect: `/c/pay/${session.id}` };
  return { html: renderChallenge(session, books.methods.get(challenge.method)?.last4 ?? "") };
}

function answer(books: Books, session: SessionRow, request: SandboxRequest): SandboxReply {
  if (session.status === "complete") return { redirect: returnUrl(session) };
  const challenge = books.challenges.get(request.params["challenge"] ?? "");
  if (!challenge || session.status !== "open") return { redirect: `/c/pay/${session.id}` };
  const passed = request.form().get("answer") === "complete";
  const result = answerChallenge(books, session, { challenge, passed });
  const payer = books.methods.get(challenge.method)?.payer;
  const typed = { ...EMPTY_FIELDS, email: payer?.email ?? "", name: payer?.name ?? "" };
  return follow(session, result, { ...typed, country: payer?.country ?? EMPTY_FIELDS.country });
}

function returnUrl(session: SessionRow): string {
  return session.successUrl.replaceAll("{CHECKOUT_SESSION_ID}", session.id);
}
