import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth, { type NextAuthOptions } from "next-auth";

interface Answer {
  status: number;
  headers: Map<string, string | string[]>;
  body: string | null;
}

/** The few calls next-auth makes on a response. */
function createResponse(answer: Answer) {
  const response = {
    status: (code: number) => {
      answer.status = code;
      return response;
    },
    getHeader: (name: string) => answer.headers.get(name.toLowerCase()),
    setHeader: (name: string, value: string | string[]) => {
      answer.headers.set(name.toLowerCase(), value);
      return response;
    },
    json: (body: unknown) => void (answer.body = JSON.stringify(body)),
    send: (body: unknown) =>
      void (answer.body = typeof body === "string" ? body : JSON.stringify(body ?? null)),
    end: () => undefined,
  };
  return response;
}

function cookiesOf(header: string): Record<string, string> {
  const pairs = header.split(";").map((pair): [string, string] => {
    const [name = "", ...value] = pair.split("=");
    return [name.trim(), decodeURIComponent(value.join("=").trim())];
  });
  return Object.fromEntries(pairs.filter(([name]) => name !== ""));
}

async function requestOf(request: Request, path: string[]) {
  const form = request.method === "POST" ? new URLSearchParams(await request.text()) : undefined;
  return {
    method: request.method,
    headers: Object.fromEntries(request.headers),
    cookies: cookiesOf(request.headers.get("cookie") ?? ""),
    // Where to go afterwards is ours to say.
    query: {
      ...Object.fromEntries(new URL(request.url).searchParams),
      callbackUrl: "/admin",
      nextauth: path,
    },
    body: form ? { ...Object.fromEntries(form), callbackUrl: "/admin" } : undefined,
  };
}

function headersOf(answer: Answer): Headers {
  const headers = new Headers({ "cache-control": "no-store", "referrer-policy": "no-referrer" });
  for (const [name, value] of answer.headers) {
    if (typeof value === "string") headers.set(name, value);
    else for (const one of value) headers.append(name, one);
  }
  return headers;
}

/**
 * Lets next-auth answer a request of ours. Its handler for route files asks Next for the request by itself and could not be tested;
 * the one for API pages takes what it is given.
 * @param call.path what follows `/api/auth/`
 */
export async function answerWithNextAuth(
  options: NextAuthOptions,
  call: { request: Request; path: string[] },
): Promise<Response> {
  const answer: Answer = { status: 200, headers: new Map(), body: null };
  const request = await requestOf(call.request, call.path);
  // The two shapes hold what next-auth reads and calls, and nothing else of an API page.
  await NextAuth(
    request as unknown as NextApiRequest,
    createResponse(answer) as unknown as NextApiResponse,
    options,
  );
  // After a form the browser is to get the next page, not to send the form again.
  const status = answer.status === 302 ? 303 : answer.status;
  return new Response(answer.headers.has("location") ? null : answer.body, {
    status,
    headers: headersOf(answer),
  });
}
