import { NextIntlClientProvider } from "next-intl";
import { text } from "node:stream/consumers";
import type { ReactNode } from "react";
import { prerenderToNodeStream } from "react-dom/static";
import messages from "@/i18n/messages-en";

/** A piece of a staff page as the server sends it, in English and UTC. @throws when a text of it is missing or lacks a value */
export async function htmlOf(piece: ReactNode): Promise<string> {
  const problems: string[] = [];
  const { prelude } = await prerenderToNodeStream(
    <NextIntlClientProvider
      locale="en"
      messages={messages}
      timeZone="UTC"
      onError={(error) => void problems.push(error.message)}
    >
      {piece}
    </NextIntlClientProvider>,
  );
  const html = await text(prelude);
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return html.replaceAll(/<!--.*?-->/g, "");
}

/** What is read of HTML: its words alone. */
export const wordsOf = (html: string): string => html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
