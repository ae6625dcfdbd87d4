import { html } from "hono/html";
import { z } from "zod";
import { field, table } from "./parts";
import type { Html, View } from "./view";

const row = z.looseObject({
  id: z.string(),
  what: z.string(),
  why: z.string(),
  choice: z.string(),
  default: z.string(),
  alternatives: z.array(z.string()),
});
const all = z.object({ assumptions: z.array(row) });
type Row = z.output<typeof row>;

export const assumptionsView: View = {
  name: "assumptions",
  title: "Assumptions",
  lead: "What neither documentation nor typings say of Wix: what the emulator does, and what it can do instead.",
  async show({ ask, query }) {
    const { assumptions } = all.parse(await ask("/assumptions"));
    const { text = "" } = query;
    const wanted = text.toLowerCase();
    const shown = assumptions.filter(({ id, what, why }) =>
      `${id} ${what} ${why}`.toLowerCase().includes(wanted),
    );
    const changed = assumptions.filter((one) => one.choice !== one.default).length;
    return html`<section aria-label="Search">
        <form class="fields" method="get">
          ${field({ name: "text", label: "Containing", value: text })}<button>Show</button>
        </form>
      </section>
      <section aria-label="Found">
        <p>
          ${assumptions.length} in all;
          ${changed === 0 ? "all as they are by default" : `${changed} changed`}.
        </p>
        ${
          shown.length === 0
            ? html`<p>None contains “${text}”.</p>`
            : table("Assumptions", ["What", "Why", "Choice"], shown.map(rowOf))
        }
      </section>`;
  },
  actions: {
    set: {
      order: ({ id = "", choice = "" }) => ({
        method: "PUT",
        path: "/assumptions",
        body: { [id]: choice },
      }),
      said: "The assumption was changed, from the next request on.",
    },
  },
};

function rowOf({ id, what, why, choice, default: byDefault, alternatives }: Row): Html {
  const options = [byDefault, ...alternatives].map(
    (one) =>
      html`<option value="${one}" ${one === choice ? "selected" : ""}>
        ${one}${one === byDefault ? " (default)" : ""}
      </option>`,
  );
  const chooser = html`<form
    class="fields"
    method="post"
    action="/__emulator/console/assumptions/set"
  >
    <input type="hidden" name="id" value="${id}" />
    <select name="choice" aria-label="Choice of ${id}">
      ${options}
    </select>
    <button aria-label="Set ${id}">Set</button>
  </form>`;
  return html`<tr>
    <td>
      ${what}<br /><small><code>${id}</code></small>
    </td>
    <td><small>${why}</small></td>
    <td>${alternatives.length === 0 ? byDefault : chooser}</td>
  </tr>`;
}
