"use client";

import {
  startTransition,
  useEffect,
  useRef,
  useSyncExternalStore,
  type FormEvent,
  type RefObject,
} from "react";
import {
  useForm,
  type FieldError,
  type FieldErrors,
  type ResolverResult,
  type UseFormRegisterReturn,
  type UseFormSetFocus,
  type UseFormSetValue,
} from "react-hook-form";
import { readFields, type FieldView } from "@/lib/catalog/field-schema";
import type { FieldTexts } from "./field-texts";

/** What a refused form shows again. */
export interface FieldsState {
  failure: { code: string; text: string; values?: Record<string, string | number> } | null;
  /** By the names they were posted under: `fields.<name>`, `amount`. */
  typed: Record<string, string>;
}

interface Typed {
  fields: Record<string, string | boolean>;
  amount: string;
}

/** Refusals that are about the amount, and stand beside it. */
const ABOUT_AMOUNT = ["amount-invalid", "amount-too-small", "amount-too-large"];
const noChange = () => () => undefined;

function checkTyped(fields: readonly FieldView[], values: Typed): FieldErrors<Typed> | undefined {
  const typed = Object.entries(values.fields ?? {}).map(([name, value]) => [
    name,
    typeof value === "string" ? value : "",
  ]);
  const read = readFields(fields, Object.fromEntries(typed) as Record<string, string>);
  if (read.ok) return undefined;
  const problems = Object.entries(read.problems);
  const found = problems.map(([name, problem]) => [name, { type: problem, message: problem }]);
  return { fields: Object.fromEntries(found) as Record<string, FieldError> };
}

/** What a refusal is about: the first of the fields, the amount, or neither. */
function refusalOf(fields: readonly FieldView[], failure: FieldsState["failure"]) {
  const problems = failure?.code === "fields-invalid" ? (failure.values ?? {}) : {};
  const name = fields.find((field) => problems[field.name] !== undefined)?.name;
  return { problems, name, amount: failure !== null && ABOUT_AMOUNT.includes(failure.code) };
}

/** With the button that was pressed. */
const dataOf = (event: FormEvent<HTMLFormElement>): FormData =>
  new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter);

/** After each answer: focus goes where something is to be changed, and an amount that the server found out stands in its control. */
function useFollow(
  { failure, typed }: FieldsState,
  to: {
    refusedName: string | undefined;
    refusedAmount: boolean;
    notice: RefObject<HTMLDivElement | null>;
    setFocus: UseFormSetFocus<Typed>;
    setValue: UseFormSetValue<Typed>;
  },
): void {
  const { refusedName, refusedAmount, notice, setFocus, setValue } = to;
  useEffect(() => {
    if (!failure) return;
    if (refusedName) setFocus(`fields.${refusedName}`);
    else if (refusedAmount) setFocus("amount");
    else notice.current?.focus();
  }, [failure, refusedName, refusedAmount, notice, setFocus]);
  useEffect(() => {
    if (typed.amount !== undefined) setValue("amount", typed.amount);
  }, [typed.amount, setValue]);
}

/** The fields of a product as a form: checked by the schema the server checks with, and posted as they stand where no script runs. */
export function useFieldsForm(input: {
  fields: readonly FieldView[];
  texts: Record<string, FieldTexts>;
  state: FieldsState;
  send(form: FormData): void;
}) {
  const { fields, texts, state, send } = input;
  const { failure, typed } = state;
  const form = useRef<HTMLFormElement>(null);
  const notice = useRef<HTMLDivElement>(null);
  const scripted = useSyncExternalStore(
    noChange,
    () => true,
    () => false,
  );
  const resolver = (values: Typed): ResolverResult<Typed> => {
    const errors = checkTyped(fields, values);
    return errors ? { values: {}, errors } : { values, errors: {} };
  };
  const { register, handleSubmit, setFocus, setValue, formState } = useForm<Typed>({
    resolver,
    mode: "onSubmit",
  });
  const { problems, name: refusedName, amount: refusedAmount } = refusalOf(fields, failure);
  useFollow(state, { refusedName, refusedAmount, notice, setFocus, setValue });
  const errorOf = (name: string): string | undefined => {
    const changed = formState.dirtyFields.fields?.[name];
    const problem = formState.errors.fields?.[name]?.message ?? (changed ? undefined : problems[name]);
    return problem === "missing" || problem === "wrong" ? texts[name]?.problems[problem] : undefined;
  };
  return {
    form,
    notice,
    scripted,
    /** Props of one field's control. */
    control: (field: FieldView) => ({
      field,
      texts: texts[field.name] ?? { label: field.name, problems: { missing: "", wrong: "" } },
      typed: typed[`fields.${field.name}`],
      error: errorOf(field.name),
      first: refusedName === field.name,
      register: register(`fields.${field.name}`) as UseFormRegisterReturn,
    }),
    amount: {
      error: refusedAmount ? failure?.text : undefined,
      typed: typed.amount,
      first: refusedAmount,
      register: register("amount") as UseFormRegisterReturn,
    },
    /** A refusal that belongs to no field. */
    refusal: failure && !refusedName && !refusedAmount ? failure.text : null,
    /** Sends what stands there, unchecked. */
    sendAsIs: (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault();
      const data = dataOf(event);
      startTransition(() => send(data));
    },
    submit: (event: FormEvent<HTMLFormElement>) => {
      const data = dataOf(event);
      void handleSubmit(() => startTransition(() => send(data)))(event);
    },
  };
}
