import type { Clock } from "@/lib/core/clock";
import type { SendRequest, SendVerdict } from "./fetcher";
import { redactCall, without } from "./redact-call";
import type { CallNote } from "./call-note";

/** What requests are made for. */
export interface CallSubject extends Pick<CallNote, "provider" | "purpose" | "reference"> {
  number?: string | undefined;
  clock: Clock;
}

const LONGEST_REQUEST = 2000;
const LONGEST_ANSWER = 4000;

/** What a database cannot keep in a text. */
const printable = (text: string): string => text.replaceAll("\0", "");

const pathOf = (url: string): string => {
  const at = URL.canParse(url) ? new URL(url) : undefined;
  return at ? at.pathname + at.search : "";
};

const wordOf = (verdict: SendVerdict): string => (verdict.kind === "in-doubt" ? verdict.why : verdict.kind);

/** A request that was answered, or was not, as it may be kept. */
export function noteOf(
  { provider, purpose, reference, number, clock }: CallSubject,
  { request, verdict, ms }: { request: SendRequest; verdict: SendVerdict; ms: number },
): CallNote {
  const known = { secrets: request.secrets, number };
  const readable = (text: string, longest: number) => printable(without(redactCall(text, longest), known));
  return {
    provider,
    purpose,
    ...(reference ? { reference } : {}),
    method: request.method,
    path: readable(pathOf(request.url), 500),
    request: request.body === undefined ? null : readable(JSON.stringify(request.body), LONGEST_REQUEST),
    status: verdict.kind === "answered" ? verdict.status : null,
    answer: readable(verdict.kind === "answered" ? verdict.text : verdict.detail, LONGEST_ANSWER),
    verdict: wordOf(verdict),
    ms: Math.round(ms),
    at: new Date(clock.now().getTime() - Math.round(ms)),
  };
}
