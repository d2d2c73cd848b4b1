import type { FaultBook } from "../open-fault-book";
import type { Mount, SandboxReply, SandboxRequest } from "../outside";
import { createRouter } from "./create-router";

/** What was asked, however it came in. */
export interface Asked {
  method: string;
  url: URL;
  headers: Record<string, string | undefined>;
  rawBody: Buffer;
}

export type Answer = (asked: Asked) => Promise<SandboxReply>;

/** Answers for all mounts, with injected faults acted out around each handler. What was written is flushed before the reply is handed over. */
export function createAnswer(input: { mounts: Mount[]; faults: FaultBook; flush(): void }): Answer {
  const { faults, flush } = input;
  const route = createRouter(input.mounts);
  const find = (asked: Asked): SandboxReply | Promise<SandboxReply> => {
    const { url } = asked;
    const method = asked.method === "HEAD" ? "GET" : asked.method;
    const match = route(method, url.pathname);
    if (!match) return { status: 404, json: { error: `Nothing lives at ${url.pathname}` } };
    const request = requestOf(asked, { path: match.path, params: match.params, method });
    const handle = (): SandboxReply | Promise<SandboxReply> =>
      match.route
        ? match.route.handle(request)
        : (match.mount.notFound?.(request) ?? {
            status: 404,
            json: { error: `Nothing lives at ${method} ${url.pathname}` },
          });
    return match.mount.provider === "sandbox" ? handle() : faults.around(match.mount, request, handle);
  };
  return async (asked) => {
    const reply = await find(asked);
    flush();
    return reply;
  };
}

function requestOf(
  { url, headers, rawBody }: Asked,
  found: Pick<SandboxRequest, "path" | "params" | "method">,
): SandboxRequest {
  return {
    ...found,
    query: url.searchParams,
    headers,
    rawBody,
    json: () => parseJson(rawBody),
    form: () => new URLSearchParams(rawBody.toString("utf8")),
  };
}

function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}
