import { html } from "hono/html";
import { z } from "zod";
import { choice, field, json, table, time } from "./parts";
import type { View } from "./view";

const all = z.object({ collections: z.array(z.object({ name: z.string(), count: z.number() })) });

const found = z.object({
  entities: z.array(z.looseObject({ id: z.string() })),
  count: z.number(),
  next: z.number().nullable(),
});

export const entitiesView: View = {
  name: "entities",
  title: "Entities",
  lead: "What the emulator holds, newest first, with the fields that the API does not show.",
  async show({ ask, query }) {
    const { collections } = all.parse(await ask("/entities"));
    const of = collections.some(({ name }) => name === query.of) ? query.of : "programs";
    const { text = "", offset = "0" } = query;
    const search = new URLSearchParams({ text, offset, limit: "25" });
    const { entities, count, next } = found.parse(
      await ask(`/entities/${of}?${search.toString()}`),
    );
    const names = collections.map((one) => [one.name, `${one.name} (${one.count})`] as const);
    const more = new URLSearchParams({ of: of ?? "", text, offset: String(next) });
    const rows = entities.map(
      (entity) =>
        html`<tr>
          <td>${json(nameOf(entity), entity)}</td>
          <td><code>${entity.id}</code></td>
          <td>${typeof entity.status === "string" ? entity.status : "–"}</td>
          <td>${typeof entity.createdDate === "string" ? time(entity.createdDate) : "–"}</td>
        </tr>`,
    );
    return html`<section aria-label="Search">
        <form class="fields" method="get">
          ${choice("of", "Collection", names, of)}
          ${field({ name: "text", label: "Containing", value: text, placeholder: "an id, a name …" })}
          <button>Show</button>
        </form>
      </section>
      <section aria-label="Found">
        ${
          rows.length === 0
            ? html`<p>${text === "" ? "There are none yet." : `None contains “${text}”.`}</p>`
            : table("Entities", ["What", "Id", "Status", "Created (UTC)"], rows)
        }
        <p class="quiet">${text === "" ? `${count} in all.` : `${count} found.`}</p>
        ${next === null ? "" : html`<a href="?${more.toString()}">Older ones</a>`}
      </section>`;
  },
  actions: {},
};

function nameOf(entity: Record<string, unknown>): string {
  const { displayName, loginEmail, externalId, method, kind } = entity;
  const name = [displayName, loginEmail, externalId, method, kind].find(
    (value) => typeof value === "string" && value !== "",
  );
  return typeof name === "string" ? name : "JSON";
}
