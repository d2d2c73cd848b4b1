import { parseSync, Visitor } from "oxc-parser";

export interface LooseText {
  line: number;
  text: string;
}

const WORD = /\p{L}{2}/u;
/** Attributes that are read or heard. */
const READ = new Set(["aria-label", "aria-description", "alt", "placeholder", "title", "label"]);
/** Their text is no text of the page. */
const CODE = new Set(["style", "script"]);

/** Words that stand in a component instead of in the messages. */
export function findLooseText(path: string, source: string): LooseText[] {
  const found: LooseText[] = [];
  const add = (start: number, text: unknown) => {
    if (typeof text !== "string" || !WORD.test(text)) return;
    found.push({ line: source.slice(0, start).split("\n").length, text: text.trim() });
  };
  new Visitor({
    JSXElement: ({ openingElement, children }) => {
      if (openingElement.name.type === "JSXIdentifier" && CODE.has(openingElement.name.name)) return;
      for (const child of children) {
        if (child.type === "JSXText") add(child.start, child.value);
        if (child.type === "JSXExpressionContainer" && child.expression.type === "Literal")
          add(child.start, child.expression.value);
      }
    },
    JSXAttribute: ({ name, value }) => {
      if (name.type === "JSXIdentifier" && READ.has(name.name) && value?.type === "Literal")
        add(value.start, value.value);
    },
  }).visit(parseSync(path, source).program);
  return found;
}
