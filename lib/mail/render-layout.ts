import { directionOf } from "@/i18n/locales";

export interface MailBody {
  subject: string;
  html: string;
  text: string;
}

export interface Layout {
  locale: string;
  heading: string;
  paragraphs: string[];
  line: { name: string; note: string; tone: "done" | "now" | "bad" }[];
  rows: [label: string, value: string][];
  button: { label: string; url: string };
  /** A second way, below the button. */
  link?: { label: string; url: string };
  footer: string;
}

export const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const INK = "#1a2033";
const QUIET = "#5b6275";
const RULE = "#e7e2d8";
const MARIGOLD = "#ffb81f";

const DOT = {
  done: { fill: "#0b6b3a", rail: "#0b6b3a", ink: INK },
  now: { fill: MARIGOLD, rail: RULE, ink: INK },
  bad: { fill: "#a3271c", rail: RULE, ink: "#a3271c" },
} as const;

/** A stop and the rail to the next: cells with a background, which every mail program draws. */
function lineRow({ name, note, tone }: Layout["line"][number], last: boolean, rtl: boolean): string {
  const { fill, rail, ink } = DOT[tone];
  const dot = `<div style="width:16px;height:16px;border-radius:8px;background:${fill};font-size:0;line-height:0">&nbsp;</div>`;
  const bar = last
    ? ""
    : `<div style="width:3px;height:37px;margin:${rtl ? "0 6.5px 0 0" : "0 0 0 6.5px"};background:${rail};font-size:0;line-height:0">&nbsp;</div>`;
  return `<tr><td style="width:30px;padding:3px 0 0;vertical-align:top">${dot}${bar}</td>
<td style="padding:0 0 8px;vertical-align:top"><strong style="color:${ink}">${escapeHtml(name)}</strong><br><span style="color:${QUIET};font-size:13px;line-height:1.4">${escapeHtml(note)}</span></td></tr>`;
}

const priceRow = ([label, value]: [string, string], rtl: boolean): string =>
  `<tr><td style="padding:${rtl ? "5px 0 5px 12px" : "5px 12px 5px 0"};color:${QUIET};font-size:15px">${escapeHtml(label)}</td><td align="${rtl ? "left" : "right"}" style="padding:5px 0;text-align:end;font-size:15px">${escapeHtml(value)}</td></tr>`;

/** One column, inline styles, readable without pictures: what mail programs show alike. */
export function renderLayout({
  locale,
  heading,
  paragraphs,
  line,
  rows,
  button,
  link,
  footer,
}: Layout): string {
  const dir = directionOf(locale);
  const rtl = dir === "rtl";
  const table = (inner: string) =>
    `<table role="presentation" style="width:100%;border-collapse:collapse;margin:16px 0">${inner}</table>`;
  return `<!doctype html><html lang="${locale}" dir="${dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light"><meta name="robots" content="noindex"></head><body dir="${dir}" style="margin:0;background:#fbf9f5;color:${INK};font:16px/1.5 Figtree,system-ui,sans-serif">
<div dir="${dir}" style="max-width:520px;margin:0 auto;padding:28px 20px"><p style="font-weight:800;font-size:19px;letter-spacing:-.3px;margin:0 0 18px">Homeline</p>
<div style="background:#fff;border:1px solid ${RULE};border-radius:22px;padding:26px 24px">
<h1 style="font-size:26px;line-height:1.15;letter-spacing:-.5px;margin:0 0 10px">${escapeHtml(heading)}</h1>
${paragraphs.map((text) => `<p style="margin:0 0 10px">${escapeHtml(text)}</p>`).join("")}
${line.length > 0 ? table(line.map((stop, index) => lineRow(stop, index === line.length - 1, rtl)).join("")) : ""}${rows.length > 0 ? `<div style="border-top:1px solid ${RULE}"></div>${table(rows.map((row) => priceRow(row, rtl)).join(""))}` : ""}
<p style="margin:20px 0 0"><a href="${escapeHtml(button.url)}" style="background:${MARIGOLD};color:${INK};font-weight:700;padding:14px 22px;border-radius:14px;text-decoration:none;display:inline-block">${escapeHtml(button.label)}</a></p>
${link ? `<p style="margin:16px 0 0"><a href="${escapeHtml(link.url)}" style="color:${INK}">${escapeHtml(link.label)}</a></p>` : ""}
</div><p style="color:${QUIET};font-size:13px;margin:18px 0 0">${escapeHtml(footer)}</p></div></body></html>`;
}
