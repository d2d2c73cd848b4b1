import type { FormState } from "../settle/form-state";

/** What a press came to: nothing yet, a refusal of the whole, or a line an order. */
export interface BulkState extends FormState {
  results?: readonly { id: string; text: string; done: boolean }[];
}

export type BulkSend = (state: BulkState, form: FormData) => Promise<BulkState>;
