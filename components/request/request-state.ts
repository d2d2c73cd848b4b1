/** What a refused request form shows again: why, in the reader's words, beside which field, and what was typed. */
export interface RequestState {
  failures: Partial<Record<RequestInput, string>>;
  typed: Record<RequestInput, string>;
}

export const REQUEST_INPUTS = ["number", "country", "amount", "name", "message"] as const;

export type RequestInput = (typeof REQUEST_INPUTS)[number];

export const NOTHING_TYPED: RequestState = {
  failures: {},
  typed: { number: "", country: "", amount: "", name: "", message: "" },
};
