import { escapeHtml, renderPage } from "../render-page";
import type { Books, Recharge } from "./open-books";
import { CIRCLES, OPERATORS } from "./price-list";

const MOST_ROWS = 200;

const inIndia = new Intl.NumberFormat("en-IN", { style: "currency", currency: "INR" });
const rupees = (paise: number): string => inIndia.format(paise / 100);

function row({
  createdAt,
  id,
  mobile,
  operator,
  circle,
  amount,
  commission,
  balance,
  state,
}: Recharge): string {
  const at = new Date(createdAt).toISOString().slice(0, 19).replace("T", " ");
  const cells = [
    [at, id],
    [mobile, circle === null ? operator : `${operator} ${circle}`],
    [rupees(amount), `commission ${rupees(commission)}`],
    [rupees(balance)],
    [state],
  ].map((lines) => lines.map(escapeHtml).join("<br>"));
  return `<tr><td>${cells.join("</td><td>")}</td></tr>`;
}

/** The vendor's portal as a person sees it: where an order that nobody can ask about is settled. */
export function renderPortal(books: Books): string {
  const rows = books.all().slice(-MOST_ROWS).toReversed().map(row);
  const sold = OPERATORS.map(
    ({ code, name, commission, amounts }) =>
      `<tr><td><code>${code}</code></td><td>${escapeHtml(name)}</td><td>${commission / 100} %</td><td>${amounts.toSorted((a, b) => a - b).join(", ")}</td></tr>`,
  );
  const circles = Object.entries(CIRCLES).map(([code, name]) => `<code>${code}</code> ${escapeHtml(name)}`);
  return renderPage({
    title: "A1Topup portal",
    body: `<h1>A1Topup portal</h1><div class="card"><p class="soft">Wallet</p><p class="sum">${rupees(books.balance())}</p></div><h2>Recharges, newest first (times in UTC)</h2><div class="card"><table><tr><th>Time, transaction</th><th>Mobile, operator</th><th>Amount</th><th>Balance after</th><th>State</th></tr>${rows.join("")}</table></div><h2>Operators</h2><div class="card"><table><tr><th>Code</th><th>Name</th><th>Commission</th><th>Amounts in ₹</th></tr>${sold.join("")}</table></div><h2>Circles</h2><div class="card"><p>${circles.join(" · ")}</p></div>`,
  });
}
