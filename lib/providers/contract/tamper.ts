import { parse, stringify } from "lossless-json";

/** An answer as it came, to be made worse. */
export interface Came {
  status: number;
  text: string;
  /** What was asked, headers and body, as a gateway might repeat it. */
  asked: string;
}

export type Tampering = (came: Came) => Response;

async function textOfBody(body: RequestInit["body"]): Promise<string | undefined> {
  return body == null ? undefined : new Response(body).text();
}

const patternOf = (path: string): RegExp =>
  new RegExp(`${path.replace(/[.?+]/g, "\\$&").replaceAll("*", ".*")}$`);

/**
 * A fetch that lets requests through and changes the first answer to each of the paths, written as the sandbox's fault matcher writes
 * them. What was asked for has thus been done.
 */
export function tamperOnce(paths: (string | undefined)[], change: Tampering): typeof fetch {
  const waiting = new Set(paths.flatMap((path) => (path === undefined ? [] : [patternOf(path)])));
  return async (input, init) => {
    const text = await textOfBody(init?.body);
    const response = await fetch(input, { ...init, ...(text === undefined ? {} : { body: text }) });
    const hit = [...waiting].find((pattern) => pattern.test(new URL(String(input)).pathname));
    if (!hit) return response;
    waiting.delete(hit);
    const headers = JSON.stringify([...new Headers(init?.headers)]);
    return change({
      status: response.status,
      text: await response.text(),
      asked: `${headers} ${text ?? ""}`,
    });
  };
}

/** Answers to any request at all without asking anybody. */
export const answering =
  (answer: (signal: AbortSignal | null | undefined) => Response): typeof fetch =>
  async (_, init) =>
    answer(init?.signal);

const asIs = (came: Came, text: string): Response => new Response(text, { status: came.status });
const exactly = (json: string): unknown => parse(json);

function mapNumbers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mapNumbers);
  if (typeof value !== "object" || value === null) return value;
  if ("isLosslessNumber" in value) return String(value);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, mapNumbers(part)]));
}

function mapToHuge(value: unknown): unknown {
  const text = stringify(mapNumbers(value)) ?? "";
  return exactly(text.replace(/"-?\d+(\.\d+)?"/g, "99999999999999999999"));
}

function addFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(addFields);
  if (typeof value !== "object" || value === null || "isLosslessNumber" in value) return value;
  const parts = Object.entries(value).map(([name, part]) => [name, addFields(part)]);
  return { ...Object.fromEntries(parts), addedLater: { deep: [1, null] }, added_later: "x" };
}

/** Every number as a text of the same digits. */
export const decimalsAsTexts: Tampering = (came) =>
  asIs(came, stringify(mapNumbers(exactly(came.text))) ?? "");
/** Every number, also one written as a text, is larger than any of ours can be. */
export const hugeNumbers: Tampering = (came) => asIs(came, stringify(mapToHuge(exactly(came.text))) ?? "");
/** Fields nobody documented, in every object. */
export const withUnknownFields = (text: string): string => stringify(addFields(exactly(text))) ?? "";
export const unknownFields: Tampering = (came) => asIs(came, withUnknownFields(came.text));

/** A refusal whose code stands in no table of anybody's. */
const UNHEARD = JSON.stringify({
  status: "error",
  message: "?",
  errorCode: "NEVER_HEARD_OF",
  error_code: "9876",
  error: { code: "never_heard_of", message: "?" },
  responseCode: "444",
  responseMessage: "?",
  payLoad: null,
});

/** Answers to a purchase that was made, none of which tells what became of it. */
export const TELLING_NOTHING: Record<string, Tampering> = {
  "half a JSON": (came) => asIs(came, came.text.slice(0, came.text.length / 2)),
  "an empty body": (came) => asIs(came, ""),
  null: (came) => asIs(came, "null"),
  "an empty list": (came) => asIs(came, "[]"),
  "an empty object": (came) => asIs(came, "{}"),
  "a text": (came) => asIs(came, '"OK"'),
  "no content": () => new Response(null, { status: 204 }),
  "a redirect": () => new Response("", { status: 302, headers: { location: "http://127.0.0.1:9/" } }),
  "an unknown code": () => new Response(UNHEARD, { status: 200 }),
  "an unknown code, 400": () => new Response(UNHEARD, { status: 400 }),
  "an unknown code, 409": () => new Response(UNHEARD, { status: 409 }),
  "an unknown code, 503": () => new Response(UNHEARD, { status: 503 }),
  "a page of HTML, 418": () => new Response("<h1>Blocked</h1>", { status: 418 }),
  "more than a mebibyte": (came) => asIs(came, came.text + " ".repeat(1_100_000)),
};

/** A body of which a byte comes now and then, for ever; it ends with the caller's patience. */
export function drip(signal: AbortSignal | null | undefined): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const timer = setInterval(() => controller.enqueue(encoder.encode(" ")), 5);
      signal?.addEventListener("abort", () => {
        clearInterval(timer);
        controller.error(signal.reason);
      });
    },
  });
  return new Response(body, { status: 200 });
}

/** A body larger than any that is read. */
export function huge(): Response {
  const chunk = new Uint8Array(1_048_576).fill(32);
  return new Response(new ReadableStream({ pull: (controller) => controller.enqueue(chunk) }), {
    status: 200,
  });
}
