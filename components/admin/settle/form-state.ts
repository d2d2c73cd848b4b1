/** What a staff form shows after it was sent: what was refused or done, and everything that was typed. */
export interface FormState {
  failure: string | null;
  done: string | null;
  typed: Record<string, string>;
  /** The deed wants a code of the second factor: the form shows a field for it, and is sent again as it is. */
  code?: { label: string; hint: string };
  /** Where to go before it can be done. */
  way?: { href: string; text: string };
}

export type FormAction = (state: FormState, form: FormData) => Promise<FormState>;

export const FRESH: FormState = { failure: null, done: null, typed: {} };

/** Name of the field that a code of the second factor is typed into. */
export const CODE_FIELD = "factor-code";
