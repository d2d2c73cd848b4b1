import { Notice } from "@/components/ui/notice";
import type { FormState } from "./form-state";

/** What became of a form that was sent, read aloud. */
export function FormAnswer({ state }: { state: FormState }) {
  if (state.failure)
    return (
      <Notice tone="bad" live>
        {state.failure}
      </Notice>
    );
  return state.done ? (
    <Notice tone="ok" live>
      {state.done}
    </Notice>
  ) : null;
}
