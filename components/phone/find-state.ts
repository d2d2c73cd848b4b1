/** What a refused number form shows again: why, in the buyer's words, and what was typed. */
export interface FindState {
  failure: { code: string; text: string } | null;
  typed: { number: string; country: string };
}
