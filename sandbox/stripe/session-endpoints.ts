import { expireSession, expireSessionIfDue, planSessionEnd } from "./expire-session";
import type { Endpoint } from "./guard-endpoint";
import { listPage } from "./list-page";
import type { Books } from "./open-books";
import { readSessionParams } from "./read-session-params";
import { renderLineItems, renderSession } from "./render-session";
import type { SessionRow } from "./rows";
import { noSuch, StripeError } from "./stripe-error";

/** `/v1/checkout/sessions`. */
export function sessionEndpoints(books: Books): Endpoint[] {
  const { outside } = books;
  const draw = (session: SessionRow) => renderSession(session, outside.settings.port);
  const find = (id: string): SessionRow => {
    const session = expireSessionIfDue(books, id);
    if (!session) throw noSuch("checkout.session", id);
    return session;
  };
  return [
    {
      method: "POST",
      path: "/v1/checkout/sessions",
      run({ params }) {
        const created = books.seconds();
        const input = readSessionParams(params, {
          seconds: created,
          timeScale: outside.settings.timeScale,
        });
        const id = books.newId("cs_test", 58);
        const session = books.sessions.put({
          ...input,
          id,
          created,
          status: "open",
          payer: null,
          intent: null,
        });
        planSessionEnd(books, session);
        return draw(session);
      },
    },
    {
      method: "GET",
      path: "/v1/checkout/sessions",
      run({ params }) {
        const intent = params.text("payment_intent");
        const status = params.choice("status", ["complete", "expired", "open"]);
        const rows = intent === null ? books.sessions.all() : sessionsOf(books, intent);
        return listPage({
          rows: status === null ? rows : rows.filter((row) => row.status === status),
          params,
          url: "/v1/checkout/sessions",
          draw,
        });
      },
    },
    { method: "GET", path: "/v1/checkout/sessions/:id", run: ({ id }) => draw(find(id)) },
    {
      method: "GET",
      path: "/v1/checkout/sessions/:id/line_items",
      run: ({ id }) => renderLineItems(find(id)),
    },
    {
      method: "POST",
      path: "/v1/checkout/sessions/:id/expire",
      run({ id }) {
        const session = find(id);
        if (session.status !== "open") {
          throw new StripeError(
            `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
          );
        }
        return draw(expireSession(books, session));
      },
    },
  ];
}

function sessionsOf(books: Books, intentId: string): SessionRow[] {
  const intent = books.intents.get(intentId);
  if (!intent) throw noSuch("payment_intent", intentId, "payment_intent");
  const session = intent.session === null ? undefined : books.sessions.get(intent.session);
  return session ? [session] : [];
}
