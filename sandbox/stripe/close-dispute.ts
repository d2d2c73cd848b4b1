import { bookDisputeWon } from "./book-transaction";
import type { Books } from "./open-books";
import { renderDispute } from "./render-dispute";
import type { DisputeRow } from "./rows";

/** The bank's last word. A dispute that was won brings the money back. */
export function closeDispute(books: Books, dispute: DisputeRow, status: "won" | "lost"): DisputeRow {
  const closed = books.disputes.put({ ...dispute, status });
  if (status === "won") bookDisputeWon(books, closed);
  books.emit("charge.dispute.closed", renderDispute(books, closed));
  if (status === "won") books.emit("charge.dispute.funds_reinstated", renderDispute(books, closed));
  return closed;
}
