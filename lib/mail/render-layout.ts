export interface MailBody {
  subject: string;
  html: string;
  text: string;
}

export interface Layout {
  heading: string;
  paragraphs: string[];
  line: { name: string; note: string }[];
  rows: [label: string, value: string][];
  button: { label: string; url: string };
  footer: string;
}

export const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const INK = "#1a2033";
const QUIET = "#5b6275";
const LEAF = "#0b6b3a";
const RULE = "#e7e2d8";

const lineRow = ({ name, note }: Layout["line"][number]): string =>
  `<tr><td style="width:26px;padding:6px 0;vertical-align:top"><div style="width:14px;height:14px;border-radius:7px;background:${LEAF};margin-top:3px"></div></td>
<td style="padding:6px 0"><strong>${escapeHtml(name)}</strong><br><span style="color:${QUIET};font-size:13px">${escapeHtml(note)}</span></td></tr>`;

const priceRow = ([label, value]: [string, string]): string =>
  `<tr><td style="padding:4px 0;color:${QUIET}">${escapeHtml(label)}</td><td style="padding:4px 0;text-align:end">${escapeHtml(value)}</td></tr>`;

/** One column, inline styles, readable without pictures: what mail programs show alike. */
export function renderLayout({ heading, paragraphs, line, rows, button, footer }: Layout): string {
  const table = (inner: string) =>
    `<table role="presentation" style="width:100%;border-collapse:collapse;margin:16px 0">${inner}</table>`;
  return `<!doctype html><html><body style="margin:0;background:#fbf9f5;color:${INK};font:16px/1.5 Figtree,system-ui,sans-serif">
<div style="max-width:520px;margin:0 auto;padding:28px 20px"><p style="font-weight:800;margin:0 0 18px">Homeline</p>
<div style="background:#fff;border:1px solid ${RULE};border-radius:18px;padding:24px">
<h1 style="font-size:24px;line-height:1.2;margin:0 0 10px">${escapeHtml(heading)}</h1>
${paragraphs.map((text) => `<p style="margin:0 0 10px">${escapeHtml(text)}</p>`).join("")}
${line.length > 0 ? table(line.map(lineRow).join("")) : ""}${rows.length > 0 ? table(rows.map(priceRow).join("")) : ""}
<p style="margin:20px 0 0"><a href="${escapeHtml(button.url)}" style="background:#ffb81f;color:${INK};font-weight:700;padding:13px 20px;border-radius:12px;text-decoration:none;display:inline-block">${escapeHtml(button.label)}</a></p>
</div><p style="color:${QUIET};font-size:13px;margin:18px 0 0">${escapeHtml(footer)}</p></div></body></html>`;
}
