import { escapeHtml, renderPage } from "../render-page";
import { formatAmount } from "./check-amount";
import type { SessionRow } from "./rows";

/** The bank's page of 3-D Secure. */
export function renderChallenge(session: SessionRow, last4: string): string {
  const total = escapeHtml(formatAmount(session.amount, session.currency));
  return renderPage({
    title: "Confirm with your bank",
    narrow: true,
    body: `<p class="note"><strong>Sandbox.</strong> Here your bank would ask whether it is you.</p><div class="card"><h1>3-D Secure</h1><p>Confirm the payment of <strong>${total}</strong> with the card ending in ${escapeHtml(last4)}.</p><form method="post"><button name="answer" value="complete">Complete</button><button class="plain" name="answer" value="fail">Fail</button></form></div>`,
  });
}
