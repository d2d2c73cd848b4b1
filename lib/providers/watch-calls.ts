import type { Clock } from "@/lib/core/clock";
import type { CallNote } from "./call-note";
import type { NoteCall } from "./fetcher";
import { noteOf, type CallSubject } from "./note-call";
import { without } from "./redact-call";
import type { Provider } from "./spec";

/** Calls that bring one thing after another. */
const STREAMS = ["listOffers", "statement"] as const;
/** What asks nobody. */
const SILENT = ["readWebhook", "heardBy"] as const;

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

/** Without what the call brought for the buyer. */
function tell({ note }: Watching, held: CallNote[], result: unknown): void {
  const secrets = artefactIn(result);
  const clean = (text: string | null) => (text === null ? null : without(text, { secrets }));
  for (const call of held) note({ ...call, request: clean(call.request), answer: clean(call.answer) });
}

function subjectOf(provider: Provider, purpose: string, first: unknown): Omit<CallSubject, "clock"> {
  const reference = textAt(first, "reference");
  const number = textAt(first, "number", "e164");
  return { provider: provider.name, purpose, number, ...(reference ? { reference } : {}) };
}

/** Notes are told once the whole call has ended: only then its codes are known. */
async function watchOnce(
  watching: Watching,
  subject: CallSubject,
  work: (note: NoteCall) => unknown,
): Promise<unknown> {
  const held: CallNote[] = [];
  let result: unknown;
  try {
    result = await work((request, verdict, ms) => void held.push(noteOf(subject, { request, verdict, ms })));
    return result;
  } finally {
    tell(watching, held, result);
  }
}

const isOneOf = (names: readonly string[], name: string): boolean => names.includes(name);

/** One call of the provider, whose requests somebody hears of. */
const callOf = (provider: Provider, name: string, args: unknown[]) => (note: NoteCall) => {
  const heard = provider.heardBy?.(note) ?? provider;
  const call = Object.getOwnPropertyDescriptor(heard, name)?.value as (...args: unknown[]) => unknown;
  return call.apply(heard, args);
};

/** Who hears of a provider that is watched hears of the same requests. */
const alsoHeardBy = (provider: Provider, also: NoteCall): Provider => ({
  ...provider,
  heardBy: (note) => {
    const both: NoteCall = (...call) => {
      also(...call);
      note(...call);
    };
    return provider.heardBy?.(both) ?? provider;
  },
});

/** The same provider, telling of every request it makes. */
export function watchCalls<P extends Provider>(provider: P, watching: Watching): P {
  const watched = Object.entries(provider).map(([name, value]: [string, unknown]) => {
    if (typeof value !== "function" || isOneOf(SILENT, name)) return [name, value] as const;
    const call = (...args: unknown[]) => {
      const subject = { ...subjectOf(provider, name, args[0]), clock: watching.clock };
      const work = callOf(provider, name, args);
      return isOneOf(STREAMS, name)
        ? work((request, verdict, ms) => watching.note(noteOf(subject, { request, verdict, ms })))
        : watchOnce(watching, subject, work);
    };
    return [name, call] as const;
  });
  const heardBy = (also: NoteCall) => watchCalls(alsoHeardBy(provider, also), watching);
  return Object.assign({}, provider, Object.fromEntries(watched), { heardBy });
}
