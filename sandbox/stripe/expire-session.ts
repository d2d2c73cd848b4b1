import type { Books } from "./open-books";
import { cancelIntent } from "./release-hold";
import { renderSession } from "./render-session";
import type { SessionRow } from "./rows";

/** Closes an open Session, and its intent when a try had failed before. */
export function expireSession(books: Books, session: SessionRow): SessionRow {
  const expired = books.sessions.put({ ...session, status: "expired" });
  books.emit("checkout.session.expired", renderSession(expired, books.outside.settings.port));
  const intent = session.intent === null ? undefined : books.intents.get(session.intent);
  if (intent && (intent.status === "requires_payment_method" || intent.status === "requires_action")) {
    cancelIntent(books, intent, null);
  }
  return expired;
}

/** Also called for open Sessions at start. */
export function planSessionEnd(books: Books, session: SessionRow): void {
  const wait = session.expiresAt * 1000 - books.outside.now() + 1;
  books.outside.later(wait, () => {
    // Timers may run a moment early by the clock, and clocks may be set.
    if (expireSessionIfDue(books, session.id)?.status === "open") planSessionEnd(books, session);
  });
}

/** Returns the Session as it stands after its time may have run out. */
export function expireSessionIfDue(books: Books, sessionId: string): SessionRow | undefined {
  const session = books.sessions.get(sessionId);
  const due = session?.status === "open" && session.expiresAt * 1000 <= books.outside.now();
  return due ? expireSession(books, session) : session;
}
