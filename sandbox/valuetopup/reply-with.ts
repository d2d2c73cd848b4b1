import type { SandboxReply } from "../outside";
import { messageOf, type ResponseCode } from "./response-codes";

/** The envelope of a success. `beside` stands next to the payload, as the paging of gift cards does. */
export function replyWith(payLoad: unknown, beside: Record<string, unknown> = {}): SandboxReply {
  return { json: { responseCode: "000", responseMessage: null, payLoad, ...beside } };
}

/** A success whose payload is JSON text already. */
export function replyText(payLoad: string): SandboxReply {
  return {
    headers: { "content-type": "application/json" },
    text: `{"responseCode":"000","responseMessage":null,"payLoad":${payLoad}}`,
  };
}

/** A failure: HTTP 200 too, and never a payload. */
export function replyCode(responseCode: ResponseCode, message?: string): SandboxReply {
  return { json: { responseCode, responseMessage: message ?? messageOf(responseCode), payLoad: null } };
}

/** Statuses of the transport; their bodies are opaque. */
export function replyStatus(status: number, text: string): SandboxReply {
  return { status, text };
}
