import type { ServerResponse } from "node:http";
import type { SandboxReply } from "../outside";

/** Writes the reply as it says: whole, dropped before the first byte, or cut in the middle of its body. */
export function sendReply(outgoing: ServerResponse, reply: SandboxReply, headOnly: boolean): void {
  if (reply.ending === "drop") {
    outgoing.destroy();
    return;
  }
  const { type, text } = bodyOf(reply);
  const body = Buffer.from(text);
  const headers: Record<string, string | number> = { "content-length": body.length, ...reply.headers };
  if (type) headers["content-type"] ??= type;
  if (reply.redirect !== undefined) headers["location"] = reply.redirect;
  outgoing.writeHead(reply.status ?? (reply.redirect === undefined ? 200 : 303), headers);
  if (reply.ending === "cut") {
    // An empty body cannot be cut, so the connection ends with a byte less than announced in every case but that.
    outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => outgoing.destroy());
    return;
  }
  outgoing.end(headOnly ? undefined : body);
}

function bodyOf(reply: SandboxReply): { type?: string; text: string } {
  if (reply.json !== undefined) return { type: "application/json", text: JSON.stringify(reply.json) };
  if (reply.html !== undefined) return { type: "text/html; charset=utf-8", text: reply.html };
  if (reply.text !== undefined) return { type: "text/plain; charset=utf-8", text: reply.text };
  return { text: "" };
}
