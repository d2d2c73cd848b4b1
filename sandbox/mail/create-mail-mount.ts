import type { Collection, Mount, SandboxReply } from "../outside";
import { escapeHtml, renderPage } from "../render-page";
import type { StoredMail } from "./create-mailbox";

const LISTED = 200;

/** Pages and JSON to read the mailbox with, newest first. */
export function createMailMount(stored: Collection<StoredMail>): Mount {
  return {
    provider: "mail",
    prefix: "/mail",
    routes: [
      { method: "GET", path: "/", handle: ({ query }) => ({ html: renderList(choose(stored, query)) }) },
      {
        method: "GET",
        path: "/messages.json",
        handle: ({ query }) => ({ json: { messages: choose(stored, query) } }),
      },
      {
        method: "GET",
        path: "/messages/:file",
        handle: ({ params }) => showOne(stored, params["file"] ?? ""),
      },
    ],
  };
}

/** `to` compares whole addresses without case, `subject` looks for a part, `since` is an ISO time. */
function choose(stored: Collection<StoredMail>, query: URLSearchParams): StoredMail[] {
  const to = query.get("to")?.toLowerCase();
  const subject = query.get("subject")?.toLowerCase();
  const since = query.get("since");
  return stored
    .all()
    .filter(
      (mail) =>
        (!to || mail.to.some((address) => address.toLowerCase() === to)) &&
        (!subject || mail.subject.toLowerCase().includes(subject)) &&
        (!since || mail.at >= since),
    )
    .toReversed()
    .slice(0, LISTED);
}

function showOne(stored: Collection<StoredMail>, file: string): SandboxReply {
  const asJson = file.endsWith(".json");
  const mail = stored.get(asJson ? file.slice(0, -".json".length) : file);
  if (asJson) return mail ? { json: mail } : { status: 404, json: { error: "No such mail" } };
  if (mail) return { html: renderMail(mail) };
  const body = '<h1>No such mail</h1><p><a href="/mail">All mails</a></p>';
  return { status: 404, html: renderPage({ title: "No such mail", body }) };
}

function renderList(mails: StoredMail[]): string {
  const rows = mails.map(
    (mail) =>
      `<tr><td><a href="/mail/messages/${mail.id}">${escapeHtml(mail.subject || "(no subject)")}</a><br><span class="soft">to ${escapeHtml(mail.to.join(", "))}</span></td><td class="soft">${timeTag(mail.at)}</td></tr>`,
  );
  const empty = '<p class="soft">No mail has come yet. Reload the page after something was sent.</p>';
  const body = rows.length === 0 ? empty : `<table>${rows.join("")}</table>`;
  return renderPage({
    title: "Mailbox",
    body: `<h1>Mailbox</h1><p class="soft">Every mail sent in the sandbox, newest first. Nothing leaves this machine.</p><div class="card">${body}</div>`,
  });
}

function renderMail(mail: StoredMail): string {
  // The sandbox attribute lets links open in a new tab, and forbids scripts and forms of the mail.
  const html = mail.html
    ? `<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title="The mail as HTML" srcdoc="${escapeHtml(`<base target="_blank">${mail.html}`)}"></iframe>`
    : "";
  const text = mail.text ? `<h2>As text</h2><div class="card"><pre>${linkify(mail.text)}</pre></div>` : "";
  return renderPage({
    title: mail.subject || "Mail",
    body: `<p><a href="/mail">All mails</a></p><h1>${escapeHtml(mail.subject || "(no subject)")}</h1><p class="soft">From ${escapeHtml(mail.from)} to ${escapeHtml(mail.to.join(", "))}, ${timeTag(mail.at)}</p>${html}${text}`,
  });
}

function linkify(text: string): string {
  return escapeHtml(text).replace(
    /https?:\/\/[^\s<>]+/g,
    (url) => `<a href="${url}" rel="noreferrer">${url}</a>`,
  );
}

function timeTag(at: string): string {
  return `<time datetime="${at}">${at.replace("T", " ").slice(0, 19)} UTC</time>`;
}
