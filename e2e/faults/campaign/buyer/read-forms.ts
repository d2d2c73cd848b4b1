/** A form of a page as a browser without scripts knows it. */
export interface PageForm {
  action: string;
  /** Every named field with what it says at first; of a choice the option that is chosen. */
  fields: [name: string, value: string][];
  buttons: { name: string; value: string; text: string }[];
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'" };

const plain = (text: string): string =>
  text.replace(/&(#x27|#39|amp|lt|gt|quot);/g, (whole, name: string) => ENTITIES[name] ?? whole);

function attributesOf(tag: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = "", , quoted] of tag.matchAll(/\s([a-zA-Z$:_-]+)(="([^"]*)")?/g))
    found[name.toLowerCase()] = plain(quoted ?? "");
  return found;
}

const textOf = (html: string): string =>
  plain(
    html
      .replace(/<!--.*?-->/gs, "")
      .replace(/<[^>]+>/g, " ")
      .replace(/\s+/g, " "),
  ).trim();

const inputsOf = (inside: string): PageForm["fields"] =>
  [...inside.matchAll(/<input\b[^>]*>/g)].flatMap(([tag]) => {
    const { name, value = "", type = "text", checked } = attributesOf(tag);
    const counts = (type !== "checkbox" && type !== "radio") || checked !== undefined;
    return name && counts ? [[name, value] as [string, string]] : [];
  });

const choicesOf = (inside: string): PageForm["fields"] =>
  [...inside.matchAll(/<select\b([^>]*)>(.*?)<\/select>/gs)].flatMap(([, tag = "", options = ""]) => {
    const { name } = attributesOf(tag);
    const chosen = /<option\b[^>]*\sselected\b[^>]*>/.exec(options) ?? /<option\b[^>]*>/.exec(options);
    return name ? [[name, attributesOf(chosen?.[0] ?? "")["value"] ?? ""] as [string, string]] : [];
  });

const buttonsOf = (inside: string): PageForm["buttons"] =>
  [...inside.matchAll(/<button\b([^>]*)>(.*?)<\/button>/gs)].map(([, tag = "", text = ""]) => {
    const { name = "", value = "" } = attributesOf(tag);
    return { name, value, text: textOf(text) };
  });

const readForm = (attributes: string, inside: string): PageForm => ({
  action: attributesOf(attributes)["action"] ?? "",
  fields: [...inputsOf(inside), ...choicesOf(inside)],
  buttons: buttonsOf(inside),
});

/** The forms of a page in their order. */
export function readForms(html: string): PageForm[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, attributes = "", inside = ""]) =>
    readForm(attributes, inside),
  );
}
