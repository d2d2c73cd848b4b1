import { escapeHtml, renderPage } from "../render-page";
import type { SessionRow } from "./rows";

/** The page of a Session that can no longer be paid. */
export function renderClosed(session: SessionRow): string {
  const complete = session.status === "complete";
  const target = complete
    ? session.successUrl.replaceAll("{CHECKOUT_SESSION_ID}", session.id)
    : session.cancelUrl;
  const title = complete ? "You're all done here" : "This page has expired";
  const text = complete
    ? "This payment was already completed. You were not asked to pay twice."
    : "The time to pay is over. Nothing was charged. Go back to start again.";
  const link = target === null ? "" : `<a class="button" href="${escapeHtml(target)}">Back to the shop</a>`;
  return renderPage({
    title,
    narrow: true,
    body: `<div class="card"><h1>${title}</h1><p>${text}</p>${link}</div>`,
  });
}

export function renderUnknown(): string {
  return renderPage({
    title: "No such payment page",
    narrow: true,
    body: '<div class="card"><h1>No such payment page</h1><p>Check that the whole address was copied.</p></div>',
  });
}
