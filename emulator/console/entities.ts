import { html } from "hono/html";
import { z } from "zod";
import { entityActions, entityForms } from "./entity-forms";
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
  lead: "What the emulator holds, newest first, with the fields that the API does not show. What can be done to it follows the rules of the API.",
  keeps: ["of", "text", "offset"],
  async show({ ask, query, typed }) {
    const { collections } = all.parse(await ask("/entities"));
    const asked = collections.find(({ name }) => name === query.of);
    const of = asked?.name ?? "programs";
    const { text = "", offset = "0" } = query;
    const search = new URLSearchParams({ text, offset, limit: "25" });
    const { entities, count, next } = found.parse(
      await ask(`/entities/${of}?${search.toString()}`),
    );
    const names = collections.map((one) => [one.name, `${one.name} (${one.count})`] as const);
    const more = new URLSearchParams({ of, text, offset: String(next) });
    const place = { of, fields: { text, offset }, typed };
    const rows = entities.map(
      (entity) =>
        html`<tr>
          <td>${json(nameOf(entity) ?? "JSON", entity)}</td>
          <td><code>${entity.id}</code></td>
          <td>${statusOf(entity)}</td>
          <td>${typeof entity.createdDate === "string" ? time(entity.createdDate) : "–"}</td>
          <td>${entityForms(entity, labelOf(entity), place)}</td>
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
            : table("Entities", ["What", "Id", "Status", "Created (UTC)", "Do"], rows)
        }
        <p class="quiet">${text === "" ? `${count} in all.` : `${count} found.`}</p>
        ${next === null ? "" : html`<a href="?${more.toString()}">Older ones</a>`}
      </section>`;
  },
  actions: entityActions,
};

const amount = z.looseObject({ available: z.string() });

function statusOf({ status, amount: held }: Record<string, unknown>): string {
  if (typeof status === "string") return status;
  const { data } = amount.safeParse(held);
  return data ? `${data.available} available` : "–";
}

/** Tells one from others of the same name. */
function labelOf(entity: { id: string }): string {
  const name = nameOf(entity);
  return name === undefined ? entity.id : `${name}, ${entity.id.slice(0, 8)}`;
}

function nameOf(entity: Record<string, unknown>): string | undefined {
  const { displayName, loginEmail, externalId, method, kind } = entity;
  const name = [displayName, loginEmail, externalId, method, kind].find(
    (value) => typeof value === "string" && value !== "",
  );
  return typeof name === "string" ? name : undefined;
}
