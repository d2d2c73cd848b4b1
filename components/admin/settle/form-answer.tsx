import { Field, fieldAria } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { inputClass } from "../control-class";
import { CODE_FIELD, type FormState } from "./form-state";

/** The code of one's authenticator, in the form that wants it; a press of the form's own button sends both. */
function CodeField({ label, hint }: { label: string; hint: string }) {
  return (
    <Field id={CODE_FIELD} label={label} hint={hint}>
      <input
        {...fieldAria(CODE_FIELD, { hint })}
        name={CODE_FIELD}
        required
        // A form that was refused for it leads there.
        autoFocus
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        className={`${inputClass} num max-w-[16rem] tracking-[0.15em]`}
      />
    </Field>
  );
}

/** What became of a form that was sent, read aloud. Stands inside the form: it may ask for a code. */
export function FormAnswer({ state }: { state: FormState }) {
  const { failure, done, code, way } = state;
  if (failure)
    return (
      <div data-answer className="grid gap-3">
        <Notice tone="bad" live>
          {failure}{" "}
          {way && (
            <a href={way.href} target="_blank" rel="noreferrer" className="link">
              {way.text}
            </a>
          )}
        </Notice>
        {code && <CodeField {...code} />}
      </div>
    );
  return done ? (
    <div data-answer>
      <Notice tone="ok" live>
        {done}
      </Notice>
    </div>
  ) : null;
}
