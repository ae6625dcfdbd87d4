import { html, raw } from "hono/html";
import type { Html } from "./view";

/** A form of a view: `action` is the name of one of the view's actions. */
export function form(view: string, action: string, content: Html | string, label = ""): Html {
  return html`<form
    class="fields"
    method="post"
    action="/__emulator/console/${view}/${action}"
    ${label === "" ? "" : html`aria-label="${label}"`}
  >
    ${content}
  </form>`;
}

/** A button that needs nothing typed. What it needs to say is in hidden fields. */
export function button(
  view: string,
  action: string,
  words: string,
  {
    fields = {},
    isDangerous = false,
    label = words,
  }: { fields?: Fields; isDangerous?: boolean; label?: string } = {},
): Html {
  return html`<form method="post" action="/__emulator/console/${view}/${action}">
    ${hidden(fields)}${submit(words, { isDangerous, label })}
  </form>`;
}

type Fields = Readonly<Record<string, string>>;

/** What a form says besides what is typed. */
export function hidden(fields: Fields): Html[] {
  return Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
}

/** The button of a form. `label` is its name where the words alone are those of others too. */
export function submit(
  words: string,
  { isDangerous = false, label = words }: { isDangerous?: boolean; label?: string } = {},
): Html {
  return html`<button
    ${isDangerous ? raw('class="danger"') : ""}
    ${label === words ? "" : html`aria-label="${label}"`}
  >
    ${words}
  </button>`;
}

interface Field {
  name: string;
  label: string;
  value?: string;
  placeholder?: string;
  type?: "text" | "number";
  size?: number;
}

export function field({
  name,
  label,
  value = "",
  placeholder = "",
  type = "text",
  size = 20,
}: Field) {
  return html`<label>
    ${label}
    <input
      name="${name}"
      type="${type}"
      value="${value}"
      placeholder="${placeholder}"
      size="${size}"
      autocomplete="off"
    />
  </label>`;
}

export function choice(
  name: string,
  label: string,
  options: readonly (readonly [value: string, words: string])[],
  chosen = "",
): Html {
  return html`<label>
    ${label}
    <select name="${name}">
      ${options.map(
        ([value, words]) =>
          html`<option value="${value}" ${value === chosen ? "selected" : ""}>${words}</option>`,
      )}
    </select>
  </label>`;
}

/** A table that scrolls by itself where it is too wide; it can be reached by keyboard for that. */
export function table(label: string, heads: readonly string[], rows: readonly Html[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}">
    <table>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

/** JSON that opens on demand. */
export function json(summary: string, value: unknown): Html {
  return html`<details>
    <summary>${summary}</summary>
    <pre tabindex="0">${JSON.stringify(value, null, 2)}</pre>
  </details>`;
}

/** A point in time as people read it; the clock is UTC. */
export function time(iso: string): Html {
  const words = iso.replace("T", " ").replace(/\.\d+Z$|Z$/, "");
  return html`<time datetime="${iso}">${words}</time>`;
}

/** The number that was typed; what is none stays as it is, so that the control can say so. */
export function numberOf(text = ""): number | string {
  return text === "" || Number.isNaN(Number(text)) ? text : Number(text);
}
