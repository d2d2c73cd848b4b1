import type { Endpoint } from "./guard-endpoint";
import { listPage } from "./list-page";
import type { Books } from "./open-books";
import { renderCharge, renderMethod } from "./render-charge";
import type { StripeObject } from "./render-objects";
import type { EventRow } from "./rows";
import { noSuch } from "./stripe-error";

/** `/v1/charges`, `/v1/payment_methods` and `/v1/events`: what can only be read. */
export function readEndpoints(books: Books): Endpoint[] {
  return [
    {
      method: "GET",
      path: "/v1/charges",
      run({ params }) {
        const intent = params.text("payment_intent");
        const rows = books.charges.all();
        return listPage({
          rows: intent === null ? rows : rows.filter((row) => row.intent === intent),
          params,
          url: "/v1/charges",
          draw: (row) => renderCharge(books, row),
        });
      },
    },
    {
      method: "GET",
      path: "/v1/charges/:id",
      run({ id }) {
        const charge = books.charges.get(id);
        if (!charge) throw noSuch("charge", id);
        return renderCharge(books, charge);
      },
    },
    {
      method: "GET",
      path: "/v1/payment_methods/:id",
      run({ id }) {
        const method = books.methods.get(id);
        if (!method) throw noSuch("PaymentMethod", id, "payment_method");
        return renderMethod(method);
      },
    },
    {
      method: "GET",
      path: "/v1/events",
      run({ params }) {
        const type = params.text("type");
        const types = params.texts("types");
        const wanted = (event: EventRow): boolean =>
          (type === null || matchesType(event.type, type)) &&
          (types.length === 0 || types.includes(event.type));
        const delivered = params.choice("delivery_success", ["true", "false"]);
        const rows = books.events
          .all()
          .filter(
            (event) =>
              wanted(event) && (delivered === null || books.isPending(event.id) === (delivered === "false")),
          );
        return listPage({ rows, params, url: "/v1/events", draw: (row) => drawEvent(books, row) });
      },
    },
    {
      method: "GET",
      path: "/v1/events/:id",
      run({ id }) {
        const event = books.events.get(id);
        if (!event) throw noSuch("event", id);
        return drawEvent(books, event);
      },
    },
  ];
}

/** `charge.*` stands for every type that begins so. */
function matchesType(type: string, pattern: string): boolean {
  return pattern.endsWith("*") ? type.startsWith(pattern.slice(0, -1)) : type === pattern;
}

function drawEvent(books: Books, event: EventRow): StripeObject {
  const body: unknown = JSON.parse(event.body);
  return { ...(typeof body === "object" && body), pending_webhooks: books.isPending(event.id) ? 1 : 0 };
}
