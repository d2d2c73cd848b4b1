/** What a staff form shows after it was sent: what was refused or done, and everything that was typed. */
export interface FormState {
  failure: string | null;
  done: string | null;
  typed: Record<string, string>;
}

export type FormAction = (state: FormState, form: FormData) => Promise<FormState>;

export const FRESH: FormState = { failure: null, done: null, typed: {} };
