import { AsyncLocalStorage } from "node:async_hooks";
import type { Clock } from "@/lib/core/clock";
import type { SendRequest, SendVerdict } from "./send";
import { redactCall, without } from "./redact-call";
import type { CallNote } from "./call-note";

/** For what calls are made just now, and who wants to know of them. */
export interface CallSubject extends Pick<CallNote, "provider" | "purpose" | "reference"> {
  number?: string | undefined;
  clock: Clock;
  take(note: CallNote): void;
}

/** Follows the work of one call of a provider through everything it awaits: kits need not hand it on. */
export const callSubject = new AsyncLocalStorage<CallSubject>();

const LONGEST_REQUEST = 2000;
const LONGEST_ANSWER = 4000;

/** What a database cannot keep in a text. */
const printable = (text: string): string => text.replaceAll("\0", "");

const pathOf = (url: string): string => {
  const at = URL.canParse(url) ? new URL(url) : undefined;
  return at ? at.pathname + at.search : "";
};

const wordOf = (verdict: SendVerdict): string => (verdict.kind === "in-doubt" ? verdict.why : verdict.kind);

/** Tells whoever listens of a request that was answered, or was not. */
export function noteCall(request: SendRequest, verdict: SendVerdict, ms: number): void {
  const subject = callSubject.getStore();
  if (!subject) return;
  const { provider, purpose, reference, number, clock } = subject;
  const known = { secrets: request.secrets, number };
  const readable = (text: string, longest: number) => printable(without(redactCall(text, longest), known));
  subject.take({
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
  });
}
