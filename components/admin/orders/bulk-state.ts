/** What a press came to: nothing yet, a refusal of the whole, or a line an order. */
export interface BulkState {
  failure: string | null;
  typed: string;
  results: readonly { id: string; text: string; done: boolean }[];
}

export type BulkSend = (state: BulkState, form: FormData) => Promise<BulkState>;
