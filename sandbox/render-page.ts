/** Text made safe inside HTML, also inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

const STYLE = `
:root{color-scheme:light dark;--ink:#14213d;--soft:#5b6478;--line:#d7dce5;--paper:#fff;--ground:#f4f6fa;--act:#1d4ed8;--bad:#b42318;--note:#fff7e0;--note-line:#e7c766}
@media (prefers-color-scheme:dark){:root{--ink:#e8ecf5;--soft:#a2abbe;--line:#333c4f;--paper:#161c29;--ground:#0d121c;--act:#7aa2ff;--bad:#ff8f82;--note:#2c2713;--note-line:#6b5a1e}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:44rem;margin:0 auto;padding:1rem}
main.narrow{max-width:27rem}
h1{font-size:1.375rem;line-height:1.25;margin:.5rem 0}
h2{font-size:1.0625rem;margin:1.5rem 0 .5rem}
.card{background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding:1rem;margin:0 0 1rem}
.note{background:var(--note);border:1px solid var(--note-line);border-radius:.5rem;padding:.5rem .75rem;margin:0 0 1rem;font-size:.9375rem}
.bad{color:var(--bad)}
.error{border:1px solid var(--bad);color:var(--bad);border-radius:.5rem;padding:.5rem .75rem;margin:0 0 1rem}
.soft{color:var(--soft)}
.row{display:flex;justify-content:space-between;gap:1rem}
.sum{font-size:1.75rem;font-weight:650;letter-spacing:-.01em}
label{display:block;font-size:.875rem;font-weight:550;margin:.75rem 0 .25rem}
input,select{width:100%;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--line);border-radius:.5rem;padding:.625rem .75rem;min-height:44px}
input[aria-invalid=true]{border-color:var(--bad)}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:.75rem}
button,.button{display:block;width:100%;font:inherit;font-weight:600;text-align:center;text-decoration:none;border:1px solid var(--act);border-radius:.5rem;background:var(--act);color:#fff;padding:.75rem 1rem;min-height:48px;margin:1rem 0 0;cursor:pointer}
@media (prefers-color-scheme:dark){button,.button{color:#0d121c}}
button.plain{background:none;color:var(--act)}
button.fill{display:flex;justify-content:space-between;gap:.75rem;background:none;border:0;border-bottom:1px solid var(--line);border-radius:0;color:inherit;font-weight:400;font-size:.875rem;text-align:start;padding:.5rem 0;margin:0;min-height:44px}
button.fill code{color:var(--act);white-space:nowrap}
a{color:var(--act)}
:focus-visible{outline:3px solid var(--act);outline-offset:2px}
table{width:100%;border-collapse:collapse;font-size:.9375rem}
td,th{text-align:start;vertical-align:top;padding:.375rem .5rem .375rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
code{font-size:.875em}
pre{white-space:pre-wrap;overflow-wrap:anywhere}
iframe{width:100%;height:32rem;border:1px solid var(--line);border-radius:.5rem;background:#fff}
summary{cursor:pointer;padding:.5rem 0;font-weight:550}
`;

/** A whole page that works without JavaScript; `body` is HTML, `title` is text. */
export function renderPage(page: { title: string; body: string; narrow?: boolean }): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><link rel="icon" href="data:,"><title>${escapeHtml(page.title)}</title><style>${STYLE}</style></head><body><main${page.narrow ? ' class="narrow"' : ""}>${page.body}</main></body></html>`;
}
