import type { Clock } from "@/lib/core/clock";
import type { CallNote } from "./call-note";
import { callSubject, type CallSubject } from "./note-call";
import { without } from "./redact-call";
import type { Provider } from "./spec";

/** Calls that bring one thing after another. */
const STREAMS = ["listOffers", "statement"] as const;
/** What asks nobody. */
const SILENT = ["readWebhook"] as const;

const textsIn = (value: unknown): string[] => {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** Whatever a buyer is given to redeem must not be read in a note, under whatever name it came. */
function artefactIn(result: unknown): string[] {
  if (typeof result !== "object" || result === null || !("artefact" in result)) return [];
  const { artefact } = result;
  if (typeof artefact !== "object" || artefact === null) return [];
  return textsIn(Object.fromEntries(Object.entries(artefact).filter(([name]) => name !== "kind")));
}

const textAt = (value: unknown, ...names: string[]): string | undefined => {
  if (typeof value !== "object" || value === null) return undefined;
  const found = names.map((name) => Object.getOwnPropertyDescriptor(value, name)?.value as unknown);
  return found.find((one): one is string => typeof one === "string");
};

type Watching = { note(call: CallNote): void; clock: Clock };
type Work = (...args: unknown[]) => unknown;

/** Who watches a provider that is watched already hears of its calls as well. */
function tell({ note }: Watching, held: CallNote[], result: unknown): void {
  const outer = callSubject.getStore();
  const secrets = artefactIn(result);
  for (const call of held.splice(0)) {
    const clean = (text: string | null) => (text === null ? null : without(text, { secrets }));
    const told = { ...call, request: clean(call.request), answer: clean(call.answer) };
    note(told);
    outer?.take(told);
  }
}

type Subject = Omit<CallSubject, "take" | "clock">;

function subjectOf(provider: Provider, purpose: string, first: unknown): Subject {
  const reference = textAt(first, "reference");
  const number = textAt(first, "number", "e164");
  return { provider: provider.name, purpose, number, ...(reference ? { reference } : {}) };
}

/** Notes are told once the whole call has ended: only then its codes are known. */
function watchOnce(watching: Watching, subject: Subject, work: () => unknown): unknown {
  const held: CallNote[] = [];
  const take = (call: CallNote) => void held.push(call);
  return (async () => {
    let result: unknown;
    try {
      result = await callSubject.run({ ...subject, clock: watching.clock, take }, work);
      return result;
    } finally {
      tell(watching, held, result);
    }
  })();
}

/** Each step is made on behalf of the call, whoever asks for it. */
function watchStream(
  watching: Watching,
  subject: Subject,
  work: () => AsyncIterable<unknown>,
): AsyncIterable<unknown> {
  const store: CallSubject = { ...subject, clock: watching.clock, take: (call) => watching.note(call) };
  return {
    [Symbol.asyncIterator]() {
      const inner = callSubject.run(store, () => work()[Symbol.asyncIterator]());
      return {
        next: () => callSubject.run(store, () => inner.next()),
        return: async (value?: unknown) => (await inner.return?.(value)) ?? { done: true, value },
      };
    },
  };
}

const isOneOf = (names: readonly string[], name: string): boolean => names.includes(name);

/** The same provider, telling of every request it makes. */
export function watchCalls<P extends Provider>(provider: P, watching: Watching): P {
  const watched = Object.entries(provider).map(([name, value]: [string, unknown]) => {
    if (typeof value !== "function" || isOneOf(SILENT, name)) return [name, value] as const;
    const work = (value as Work).bind(provider);
    const call = (...args: unknown[]) => {
      const subject = subjectOf(provider, name, args[0]);
      return isOneOf(STREAMS, name)
        ? watchStream(watching, subject, () => work(...args) as AsyncIterable<unknown>)
        : watchOnce(watching, subject, () => work(...args));
    };
    return [name, call] as const;
  });
  return Object.assign({}, provider, Object.fromEntries(watched));
}
