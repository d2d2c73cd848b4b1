/** What a refused choice shows again. */
export interface ChoiceState {
  failure: { code: string; text: string } | null;
  typed: Record<string, string>;
}

/** The action that makes a checkout of a choice; it only returns when it refuses. */
export type StartChoice = (state: ChoiceState, form: FormData) => Promise<ChoiceState>;
