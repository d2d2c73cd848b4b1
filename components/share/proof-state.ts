/** What a refused proof form shows again. */
export interface ProofState {
  failure: string | null;
  message: string;
}
