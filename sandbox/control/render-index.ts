import { REQUEST_FAULTS, WEBHOOK_FAULTS } from "../open-fault-book";
import type { Mount } from "../outside";
import { escapeHtml, renderPage } from "../render-page";
import { SCENARIOS } from "../scenarios";
import { STRIPE_FAULTS } from "../stripe/stripe-faults";
import { TEST_CARDS } from "../stripe/test-cards";

/** The page at `/`: what lives in this sandbox. */
export function renderIndex(mounts: Mount[], smtpPort: number): string {
  const rows = mounts.map(
    (mount) =>
      `<tr><td>${escapeHtml(mount.provider)}</td><td><code>${escapeHtml(mount.prefix || "/")}</code></td><td>${mount.routes.length} routes</td></tr>`,
  );
  const links = [
    ["/mail", "Mailbox: every mail that was sent"],
    ["/__sandbox/scenarios", "Scenarios: what the last four digits of a number do"],
    ["/__sandbox/ledger", "Ledger: what was really credited, charged and mailed"],
    ["/__sandbox/faults", "Faults that are set"],
    ["/__sandbox/callbacks", "Where webhooks go"],
    ["/__sandbox/health", "Health"],
    ["/fx/latest?base=USD", "Exchange rates"],
  ].map(([href, label]) => `<li><a href="${href}">${label}</a></li>`);
  return renderPage({
    title: "Sandbox",
    body: `<h1>Sandbox: the outside world</h1><p>Stand-ins for the card processor, the top-up providers and the mail server. Nothing here moves money.</p><div class="card"><ul>${links.join("")}</ul></div><div class="card"><table><tr><th>Part</th><th>Path</th><th></th></tr>${rows.join("")}</table><p class="soft">SMTP listens on 127.0.0.1:${smtpPort}.</p></div>`,
  });
}

/** The page at `/__sandbox/scenarios`. */
export function renderScenarios(): string {
  const cards = TEST_CARDS.map((card) => [card.number.replace(/(\d{4})(?=\d)/g, "$1 "), card.says] as const);
  const faults = { ...REQUEST_FAULTS, ...STRIPE_FAULTS, ...WEBHOOK_FAULTS };
  return renderPage({
    title: "Scenarios",
    body: `<h1>Scenarios</h1><p>The last four digits of the number dialled choose what happens. Any other number is delivered after a realistic wait.</p><div class="card">${table(Object.entries(SCENARIOS))}</div><h2>Test cards</h2><div class="card">${table(cards)}</div><h2>Faults for <code>POST /__sandbox/faults</code></h2><div class="card">${table(Object.entries(faults))}</div>`,
  });
}

function table(rows: readonly (readonly [string, string])[]): string {
  const cells = rows.map(
    ([name, text]) => `<tr><td><code>${escapeHtml(name)}</code></td><td>${escapeHtml(text)}</td></tr>`,
  );
  return `<table>${cells.join("")}</table>`;
}
