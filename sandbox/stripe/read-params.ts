import { badParameter } from "./stripe-error";

export type Param = string | Param[] | { [name: string]: Param };
export type Params = { [name: string]: Param };

/** Reads `a[b][0][c]=1` into objects and arrays, as Stripe's form encoding nests them. */
export function parseForm(form: URLSearchParams): Params {
  const root: Params = {};
  for (const [name, value] of form) {
    const keys = name.replaceAll("]", "").split("[");
    let node: Params = root;
    for (const key of keys.slice(0, -1)) {
      const next = Object.hasOwn(node, key) ? node[key] : undefined;
      const child: Params = typeof next === "object" && !Array.isArray(next) ? next : {};
      node[key] = child;
      node = child;
    }
    const last = keys.at(-1) ?? name;
    node[last === "" ? String(Object.keys(node).length) : last] = value;
  }
  return toArrays(root) as Params;
}

function toArrays(value: Param): Param {
  if (typeof value === "string" || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, child]) => [key, toArrays(child)] as const);
  const isList = entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key));
  return isList ? entries.map(([, child]) => child) : Object.fromEntries(entries);
}

/** One level of parameters with readers that complain as Stripe does, naming the whole path. */
export class ParamReader {
  private readonly values: Params;
  private readonly path: string;

  constructor(values: Params, path = "") {
    this.values = values;
    this.path = path;
  }

  name(key: string): string {
    return this.path === "" ? key : `${this.path}[${key}]`;
  }

  has(key: string): boolean {
    return this.values[key] !== undefined;
  }

  /** Refuses parameters that the real endpoint does not know. */
  allow(known: readonly string[]): void {
    const unknown = Object.keys(this.values).find((key) => !known.includes(key));
    if (unknown === undefined) return;
    const name = this.name(unknown);
    throw badParameter(name, `Received unknown parameter: ${name}`, "parameter_unknown");
  }

  text(key: string): string | null {
    const value = this.values[key];
    if (value === undefined || value === "") return null;
    if (typeof value !== "string") throw badParameter(this.name(key), `Invalid string: ${this.name(key)}`);
    return value;
  }

  requiredText(key: string): string {
    const value = this.text(key);
    if (value !== null) return value;
    throw badParameter(this.name(key), `Missing required param: ${this.name(key)}.`, "parameter_missing");
  }

  choice<Choice extends string>(key: string, choices: readonly Choice[]): Choice | null {
    const value = this.text(key);
    const found = choices.find((choice) => choice === value);
    if (value !== null && found === undefined) {
      throw badParameter(
        this.name(key),
        `Invalid ${this.name(key)}: must be one of ${choices.slice(0, -1).join(", ")}, or ${choices.at(-1)}`,
      );
    }
    return found ?? null;
  }

  integer(key: string): number | null {
    const value = this.text(key);
    if (value === null) return null;
    if (!/^-?\d{1,15}$/.test(value)) {
      throw badParameter(this.name(key), `Invalid integer: ${value}`, "parameter_invalid_integer");
    }
    return Number(value);
  }

  requiredInteger(key: string): number {
    const value = this.integer(key);
    if (value !== null) return value;
    throw badParameter(this.name(key), `Missing required param: ${this.name(key)}.`, "parameter_missing");
  }

  flag(key: string): boolean {
    return this.choice(key, ["true", "false"]) === "true";
  }

  inside(key: string): ParamReader {
    const value = this.values[key];
    if (value === undefined || value === "") return new ParamReader({}, this.name(key));
    if (typeof value !== "object" || Array.isArray(value)) {
      throw badParameter(this.name(key), `Invalid object`);
    }
    return new ParamReader(value, this.name(key));
  }

  list(key: string): ParamReader[] {
    const value = this.values[key];
    if (value === undefined) return [];
    if (!Array.isArray(value)) throw badParameter(this.name(key), "Invalid array");
    return value.map((item, index) => {
      const name = `${this.name(key)}[${index}]`;
      if (typeof item === "string" || Array.isArray(item)) throw badParameter(name, "Invalid object");
      return new ParamReader(item, name);
    });
  }

  texts(key: string): string[] {
    const value = this.values[key];
    if (value === undefined) return [];
    if (!Array.isArray(value)) throw badParameter(this.name(key), "Invalid array");
    return value.map((item) => {
      if (typeof item !== "string") throw badParameter(this.name(key), "Invalid array");
      return item;
    });
  }

  /** The raw value, for parts that are only given back as they came. */
  raw(key: string): Param | undefined {
    return this.values[key];
  }

  metadata(key = "metadata"): Record<string, string> {
    const inner = this.inside(key);
    const names = Object.keys(inner.values);
    if (names.length > 50) throw badParameter(this.name(key), "Metadata can have at most 50 keys");
    const entries = names.map((name) => {
      const value = inner.text(name) ?? "";
      if (name.length > 40)
        throw badParameter(inner.name(name), "Metadata keys can be at most 40 characters long");
      if (value.length > 500)
        throw badParameter(inner.name(name), "Metadata values can have up to 500 characters");
      return [name, value] as const;
    });
    return Object.fromEntries(entries.filter(([, value]) => value !== ""));
  }
}
