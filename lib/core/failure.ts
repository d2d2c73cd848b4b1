/** What a verb may refuse with. `code` picks the buyer's text in `messages/`; `detail` is for the log alone. */
export interface Failure<Code extends string = string> {
  code: Code;
  /** Values for the buyer's text: formatted amounts, names, times. Nothing secret. */
  values?: Record<string, string | number>;
  detail?: string;
}
