import type { DoubtReason } from "./outcome";

export interface SendRequest {
  url: string;
  method: "GET" | "POST";
  headers: Record<string, string>;
  body?: unknown;
  /** Whole call, body included, in milliseconds of this machine. */
  timeoutMs: number;
  /** Reads are repeated after a passing failure, look-ups (somebody waits) and purchases never. */
  purpose: "read" | "lookup" | "purchase";
  /** Texts that this request carries and nobody may read: an answer that repeats them is read without them. */
  secrets: readonly string[];
}

export interface Answer {
  kind: "answered";
  status: number;
  /** Undefined when the body is no JSON. Numbers are kept as the strings they were written as. */
  json: unknown;
  text: string;
  /** Milliseconds to wait, where a 429 names them in its headers. */
  waitMs?: number;
}

export type SendVerdict =
  | Answer
  /** Proven: not a byte of it left. */
  | { kind: "not-sent"; detail: string }
  | { kind: "in-doubt"; why: DoubtReason; detail: string };

/** Hears of a request and what came of it, `ms` milliseconds later. It must not throw. */
export type NoteCall = (request: SendRequest, verdict: SendVerdict, ms: number) => void;

/** What requests go out by, and who hears of each. */
export interface Fetcher {
  (input: string, init?: RequestInit): Promise<Response>;
  note?: NoteCall;
}

/** The same way out, of which somebody else hears as well. */
export const heardBy = (fetcher: Fetcher, note: NoteCall): Fetcher =>
  Object.assign((input: string, init?: RequestInit) => fetcher(input, init), {
    note: (...call: Parameters<NoteCall>) => {
      fetcher.note?.(...call);
      note(...call);
    },
  });
