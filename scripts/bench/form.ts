/** The fields of a form by name, as a browser sends them when nothing was typed. */
export type Fields = Map<string, string>;

/** The form that contains this text, among all of a page. Throws when there is none. */
export function formWith(html: string, text: string): string {
  const forms = html.match(/<form\b[\s\S]*?<\/form>/g) ?? [];
  const form = forms.find((one) => one.includes(text));
  if (!form) throw new Error(`the page has no form with ${text}`);
  return form;
}

export function fieldsOf(form: string): Fields {
  const fields: Fields = new Map();
  for (const [tag] of form.matchAll(/<input\b[^>]*>/g)) {
    const { name, type = "text", value, checked } = attributes(tag);
    const isBox = type === "checkbox" || type === "radio";
    if (name && (!isBox || checked !== undefined)) fields.set(name, value ?? (isBox ? "on" : ""));
  }
  for (const [whole] of form.matchAll(/<select\b[\s\S]*?<\/select>/g)) {
    const { name } = attributes(whole.slice(0, whole.indexOf(">") + 1));
    const options = (whole.match(/<option\b[^>]*>/g) ?? []).map(attributes);
    const chosen = options.find((option) => option.selected !== undefined) ?? options[0];
    if (name && chosen) fields.set(name, chosen.value ?? "");
  }
  for (const [, tag = "", text = ""] of form.matchAll(/<textarea\b([^>]*)>([^<]*)</g)) {
    const { name } = attributes(tag);
    if (name) fields.set(name, decoded(text));
  }
  return fields;
}

/** The values that a select offers, but for the empty one. */
export function choicesOf(form: string, name: string): string[] {
  const select = (form.match(/<select\b[\s\S]*?<\/select>/g) ?? []).find(
    (one) => attributes(one.slice(0, one.indexOf(">") + 1)).name === name,
  );
  const options = (select?.match(/<option\b[^>]*>/g) ?? []).map(attributes);
  return options.flatMap(({ value }) => (value ? [value] : []));
}

function attributes(tag: string): Record<string, string | undefined> {
  const pairs = [...tag.matchAll(/\s([\w:$-]+)(?:="([^"]*)")?/g)];
  return Object.fromEntries(pairs.map(([, name = "", value = ""]) => [name, decoded(value)]));
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };

function decoded(text: string): string {
  return text.replace(/&(#x27|\w+);/g, (whole, name: string) => entities[name] ?? whole);
}
