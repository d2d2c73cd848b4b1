import { FRESH, type FormState } from "../settle/form-state";

/** What a form of the second factor shows; recovery codes once, and never again. */
export interface FactorState extends FormState {
  recoveryCodes?: string[];
}

export type FactorAction = (state: FactorState, form: FormData) => Promise<FactorState>;

export const FRESH_FACTOR: FactorState = FRESH;
