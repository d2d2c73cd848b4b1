import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button";
import { Field, fieldAria, inputClass } from "@/components/ui/field";

/** Asks for a link; posts to next-auth, with or without scripts. */
export function SignInForm({ csrfToken, hint }: { csrfToken: string; hint: string | undefined }) {
  const t = useTranslations("admin.signIn");
  return (
    <form action="/api/auth/signin/email" method="post" className="grid gap-4">
      <input type="hidden" name="csrfToken" value={csrfToken} />
      <Field id="email" label={t("email")} hint={hint}>
        <input
          {...fieldAria("email", { hint })}
          name="email"
          type="email"
          autoComplete="email"
          inputMode="email"
          required
          maxLength={254}
          className={inputClass}
        />
      </Field>
      <button type="submit" className={buttonClass("next")}>
        {t("submit")}
      </button>
    </form>
  );
}
