"use client";

import { useActionState, type ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Field, fieldAria } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { inputClass } from "../control-class";
import { FormAnswer } from "../settle/form-answer";
import { FRESH_FACTOR, type FactorAction, type FactorState } from "./factor-state";

export interface FactorTexts {
  codesTitle: string;
  codesText: string;
  begin: string;
  scan: string;
  secret: string;
  qr: string;
  code: string;
  codeHint: string;
  confirm: string;
  standing: string;
  raised: string;
  enter: string;
  renew: string;
  renewText: string;
  remove: string;
  removeText: string;
}

export interface FactorProps {
  standing: "none" | "begun" | "on";
  /** While it is being set up: what the authenticator is told, and its picture as a data address. */
  secret?: string | undefined;
  qr?: string | undefined;
  /** This session may move money already. */
  raised: boolean;
  /** Where to go on to once a code was taken. */
  back?: string | undefined;
  action: FactorAction;
  texts: FactorTexts;
}

function RecoveryCodes({ codes, texts }: { codes: string[]; texts: FactorTexts }) {
  return (
    <div className="grid gap-2 rounded-md bg-marigold-wash p-4" role="status">
      <p className="font-bold">{texts.codesTitle}</p>
      <p className="text-sm">{texts.codesText}</p>
      <ol className="num grid list-inside list-decimal grid-cols-1 gap-x-6 gap-y-1 font-semibold sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
    </div>
  );
}

function CodeInput({ id, texts }: { id: string; texts: FactorTexts }) {
  return (
    <Field id={id} label={texts.code} hint={texts.codeHint}>
      <input
        {...fieldAria(id, { hint: texts.codeHint })}
        name="code"
        required
        autoComplete="one-time-code"
        spellCheck={false}
        maxLength={40}
        className={`${inputClass} num max-w-[16rem] tracking-[0.15em]`}
      />
    </Field>
  );
}

interface Part {
  act: string;
  send: (form: FormData) => void;
  state: FactorState;
  back?: string | undefined;
  children: ReactNode;
}

/** One thing to do; the answer stands in the form that asked. */
function PartForm({ act, send, state, back, children }: Part) {
  const mine = (state.typed["do"] ?? act) === act;
  return (
    <form action={send} className="grid justify-items-start gap-3">
      <input type="hidden" name="do" value={act} />
      {back && <input type="hidden" name="back" value={back} />}
      {children}
      {mine && <FormAnswer state={state} />}
    </form>
  );
}

/** One's authenticator: set up, proved by its first code, used to raise the session, renewed. Works without scripts. */
export function FactorCard({ standing, secret, qr, raised, back, action, texts }: FactorProps) {
  const [state, send] = useActionState(action, FRESH_FACTOR);
  const part = { send, state, back };
  return (
    <Card className="grid max-w-[44rem] gap-5 sm:p-5">
      <p className="text-sm">{texts.standing}</p>
      {state.recoveryCodes && <RecoveryCodes codes={state.recoveryCodes} texts={texts} />}
      {standing === "none" && (
        <PartForm {...part} act="begin">
          <SubmitButton>{texts.begin}</SubmitButton>
        </PartForm>
      )}
      {standing === "begun" && qr && (
        <PartForm {...part} act="confirm">
          <p className="text-sm">{texts.scan}</p>
          <img src={qr} alt={texts.qr} width={208} height={208} className="rounded-sm" />
          <p className="text-sm [overflow-wrap:anywhere]">
            {texts.secret} <code className="num font-semibold">{secret}</code>
          </p>
          <CodeInput id="confirm-code" texts={texts} />
          <SubmitButton>{texts.confirm}</SubmitButton>
        </PartForm>
      )}
      {standing === "on" && (
        <>
          {raised ? (
            <p className="text-sm font-semibold text-leaf">{texts.raised}</p>
          ) : (
            <PartForm {...part} act="enter">
              <CodeInput id="enter-code" texts={texts} />
              <SubmitButton>{texts.enter}</SubmitButton>
            </PartForm>
          )}
          <PartForm {...part} act="renew">
            <p className="text-sm text-ink-2">{texts.renewText}</p>
            <SubmitButton tone="quiet">{texts.renew}</SubmitButton>
          </PartForm>
          <PartForm {...part} act="remove">
            <p className="text-sm text-ink-2">{texts.removeText}</p>
            <SubmitButton tone="danger">{texts.remove}</SubmitButton>
          </PartForm>
        </>
      )}
    </Card>
  );
}
