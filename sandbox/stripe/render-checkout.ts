import { escapeHtml, renderPage } from "../render-page";
import { formatAmount } from "./check-amount";
import type { CheckoutField, FieldErrors, TypedFields } from "./read-checkout-form";
import type { LineItem, SessionRow } from "./rows";
import { TEST_CARDS } from "./test-cards";

interface CheckoutView {
  typed: TypedFields;
  errors: FieldErrors;
  /** What the bank said about the last try. */
  failure?: string;
  /** Only for a test card that was filled in; a typed code is never sent back. */
  keepCode?: boolean;
}

const COUNTRIES =
  "US GB DE FR ES IT NL BE AT CH IE PT SE NO DK FI PL CZ RO GR CA MX BR CO AU NZ JP SG HK AE SA IN PH NG KE GH ZA MA EG TR UA".split(
    " ",
  );
const COUNTRY_NAMES = new Intl.DisplayNames("en", { type: "region" });

/** The page where the buyer types the card. */
export function renderCheckout(session: SessionRow, view: CheckoutView): string {
  const total = formatAmount(session.amount, session.currency);
  return renderPage({
    title: `Pay ${total}`,
    narrow: true,
    body: `<p class="note"><strong>Sandbox: test cards only.</strong> No money moves, and real card numbers are refused.</p>${summary(session, total)}<form method="post" action="/c/pay/${session.id}" novalidate>${failure(view)}<div class="card">${fields(session, view)}<button type="submit">Pay ${escapeHtml(total)}</button>${held(session)}</div>${testCards()}</form>`,
  });
}

function summary(session: SessionRow, total: string): string {
  const back =
    session.cancelUrl === null
      ? ""
      : `<p><a href="${escapeHtml(session.cancelUrl)}">← Back to ${merchant(session)}</a></p>`;
  const items = session.items.map((item) => itemRow(item, session.currency)).join("");
  return `${back}<div class="card"><h1>Pay ${merchant(session)}</h1><p class="sum">${escapeHtml(total)}</p><table>${items}</table></div>`;
}

function itemRow(item: LineItem, currency: string): string {
  const price = formatAmount(item.unitAmount * item.quantity, currency);
  const count = item.quantity > 1 ? ` × ${item.quantity}` : "";
  const detail = item.description ? `<br><span class="soft">${escapeHtml(item.description)}</span>` : "";
  return `<tr><td>${escapeHtml(item.name)}${count}${detail}</td><td>${escapeHtml(price)}</td></tr>`;
}

/** The shop is known by the address it wants the buyer back at. */
function merchant(session: SessionRow): string {
  const host = /^https?:\/\/([^/:]+)/.exec(session.successUrl)?.[1] ?? "the shop";
  return /^(localhost|127\.0\.0\.1)$/.test(host) ? "Homeline" : escapeHtml(host);
}

function failure(view: CheckoutView): string {
  if (view.failure !== undefined) {
    return `<p class="error" role="alert">${escapeHtml(view.failure)} You were not charged. You can try another card.</p>`;
  }
  if (Object.keys(view.errors).length === 0) return "";
  return '<p class="error" role="alert">Please check the marked fields. You were not charged.</p>';
}

function fields(session: SessionRow, view: CheckoutView): string {
  const field = createField(view);
  const email =
    session.customerEmail === null
      ? field("email", "E-mail", 'type="email" autocomplete="email" inputmode="email"')
      : `<label for="email">E-mail</label><input id="email" value="${escapeHtml(session.customerEmail)}" readonly>`;
  const options = COUNTRIES.map(
    (code) =>
      `<option value="${code}"${code === view.typed.country ? " selected" : ""}>${escapeHtml(COUNTRY_NAMES.of(code) ?? code)}</option>`,
  ).join("");
  return [
    email,
    field(
      "number",
      "Card number",
      'autocomplete="cc-number" inputmode="numeric" placeholder="1234 1234 1234 1234"',
    ),
    '<div class="pair"><div>',
    field("expiry", "Expiry", 'autocomplete="cc-exp" inputmode="numeric" placeholder="MM / YY"'),
    "</div><div>",
    field("cvc", "CVC", 'autocomplete="cc-csc" inputmode="numeric" placeholder="123" maxlength="4"'),
    "</div></div>",
    field("name", "Name on card", 'autocomplete="cc-name"'),
    `<label for="country">Country</label><select id="country" name="country" autocomplete="country">${options}</select>`,
  ].join("");
}

function createField(view: CheckoutView): (name: CheckoutField, label: string, attributes: string) => string {
  return (name, label, attributes) => {
    const value = name === "cvc" && !view.keepCode ? "" : view.typed[name];
    const shown = name === "number" ? value.replace(/\D/g, "").replace(/(\d{4})(?=\d)/g, "$1 ") : value;
    const error = view.errors[name];
    const marks = error ? ` aria-invalid="true" aria-describedby="${name}-error"` : "";
    const message = error ? `<span class="bad" id="${name}-error">${escapeHtml(error)}</span>` : "";
    return `<label for="${name}">${label}</label><input id="${name}" name="${name}" value="${escapeHtml(shown)}" ${attributes}${marks}>${message}`;
  };
}

function held(session: SessionRow): string {
  return session.intentInput.manual
    ? '<p class="soft">The amount is only reserved now. It is charged when the shop has delivered.</p>'
    : "";
}

/** Buttons of the same form, so that a press keeps what was typed; Pay stands before them, for the Enter key. */
function testCards(): string {
  const rows = TEST_CARDS.map((card) => {
    const number = card.number.replace(/(\d{4})(?=\d)/g, "$1 ");
    return `<button class="fill" type="submit" name="fill" value="${card.number}" formnovalidate><code>${number}</code><span>${escapeHtml(card.says)}</span></button>`;
  });
  return `<details class="card" open><summary>Test cards: press one to fill it in</summary>${rows.join("")}</details>`;
}
