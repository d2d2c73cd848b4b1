import type { SandboxReply } from "../outside";

/** A JSON number written as given: the wire keeps scales such as `10.00` that a JavaScript number forgets. */
export interface Literal {
  literal: string;
}

export function literal(text: string): Literal {
  return { literal: text };
}

function isLiteral(value: unknown): value is Literal {
  return (
    typeof value === "object" && value !== null && "literal" in value && typeof value.literal === "string"
  );
}

/** JSON text in which every `Literal` stands as a bare number. */
export function toJson(value: unknown): string {
  const text = JSON.stringify(value, (_key, part: unknown) =>
    isLiteral(part) ? `\u0001${part.literal}\u0001` : part,
  );
  return text.replace(/"\\u0001([-0-9.E]+)\\u0001"/g, "$1");
}

export function replyJson(text: string, status = 200): SandboxReply {
  return { status, headers: { "content-type": "application/json" }, text };
}

export interface WireError {
  status: number;
  errorCode: string | null;
  message: string;
}

/** `YYYY-MM-DD HH:mm:ss` in UTC. */
export function wireTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replace("T", " ");
}

export interface ErrorPlace {
  path: string;
  now: number;
}

/** The one error body of all hosts. */
export function replyError(error: WireError, place: ErrorPlace): SandboxReply {
  const body = {
    timeStamp: wireTime(place.now),
    message: error.message,
    path: place.path,
    errorCode: error.errorCode,
    infoLink: null,
    details: [],
  };
  return { status: error.status, json: body };
}

/** What the framework answers where no route is. */
export function replyNoRoute(place: ErrorPlace): SandboxReply {
  const timestamp = new Date(place.now).toISOString().replace("Z", "+0000");
  return {
    status: 404,
    json: { timestamp, status: 404, error: "Not Found", message: "No message available", path: place.path },
  };
}
