import type { Artefact, Finding, Preparation, Provider } from "../spec";

export interface Record {
  /** Everything that was answered, thrown or logged, as text. */
  said: string[];
  /** Codes that buyers were given: they may stand nowhere else. */
  codes: Set<string>;
}

const codeOf = (artefact: Artefact): string =>
  artefact.kind === "esim" ? artefact.activationCode : artefact.code;

function withoutCode(answer: Finding | Preparation, { codes }: Record): object {
  if (answer.kind !== "delivered" || !answer.artefact) return answer;
  codes.add(codeOf(answer.artefact));
  return { ...answer, artefact: undefined };
}

/** The same provider, whose words are written down. */
export function recordCalls(provider: Provider, record: Record): Provider {
  const told =
    <Given, Answer>(call: (given: Given) => Promise<Answer>, show: (answer: Answer) => object) =>
    async (given: Given): Promise<Answer> => {
      try {
        const answer = await call(given);
        record.said.push(JSON.stringify(show(answer)));
        return answer;
      } catch (error) {
        record.said.push(String(error));
        throw error;
      }
    };
  const { submit, prepare, resolve, balance, lookup } = provider;
  const hide = (answer: Finding | Preparation): object => withoutCode(answer, record);
  const all = (answer: object): object => answer;
  return {
    ...provider,
    submit: told(submit, hide),
    ...(prepare && { prepare: told(prepare, hide) }),
    ...(resolve && { resolve: told(resolve, hide) }),
    ...(balance && { balance: told(balance, all) as NonNullable<Provider["balance"]> }),
    ...(lookup && { lookup: told(lookup, all) }),
  };
}
