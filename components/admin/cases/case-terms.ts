import type { OpenTerms } from "@/lib/fulfilment/types";
import type { CaseView, StaffAttempt } from "@/lib/reports/types";
import type { FloatTrailView } from "../float-hint";
import type { FormAction } from "../settle/form-state";

/** What may be done with a case: server actions, handed down by the page. */
export interface CaseActs {
  take: FormAction;
  leave: FormAction;
  decide: FormAction;
  answer: FormAction;
}

export interface CaseTerms {
  /** Null while no attempt is open. */
  terms: OpenTerms | null;
  trails: Record<string, FloatTrailView>;
  attempts: StaffAttempt[];
  /** Where one goes after a decision. */
  next: string;
}

/** What a part of an open case is made of. */
export interface CaseParts {
  of: CaseView;
  desk: CaseTerms;
  acts: CaseActs;
}
