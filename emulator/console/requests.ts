import { html } from "hono/html";
import { z } from "zod";
import { field, json, table, time } from "./parts";
import type { View } from "./view";

const log = z.object({
  requests: z.array(
    z.looseObject({
      seq: z.number(),
      at: z.string(),
      method: z.string().nullable(),
      httpMethod: z.string(),
      path: z.string(),
      body: z.unknown(),
      status: z.number().nullable(),
      response: z.unknown(),
      durationMs: z.number().optional(),
    }),
  ),
});

const shownMax = 100;

export const requestsView: View = {
  name: "requests",
  title: "Requests",
  lead: "What was asked of the API, and what it answered; the last 1,000 are kept, secrets are not.",
  async show({ ask, query }) {
    const { method = "", contains = "" } = query;
    const filter = new URLSearchParams({
      ...(method === "" ? {} : { method }),
      ...(contains === "" ? {} : { contains }),
    });
    const { requests } = log.parse(await ask(`/requests?${filter.toString()}`));
    const rows = requests
      .slice(-shownMax)
      .toReversed()
      .map(
        ({ seq, at, path, httpMethod, body, status, response, durationMs, method: name }) =>
          html`<tr>
            <td>${seq}</td>
            <td>${time(at)}</td>
            <td>
              ${name ?? html`<span class="refused">not emulated</span>`}<br />
              <small><code>${httpMethod} ${path.split("?")[0]}</code></small>
            </td>
            <td class="${status === 200 ? "" : "refused"}">${status ?? "no answer"}</td>
            <td>${durationMs === undefined ? "–" : `${durationMs.toFixed(1)} ms`}</td>
            <td>
              ${body === undefined ? "" : json("Body", body)}
              ${response === undefined ? "" : json("Answer", response)}
            </td>
          </tr>`,
      );
    return html`<section aria-label="Filter">
        <form class="fields" method="get">
          ${field({ name: "method", label: "Method", value: method, placeholder: "pools.updatePool" })}
          ${field({ name: "contains", label: "Containing", value: contains })}
          <button>Show</button>
        </form>
      </section>
      <section aria-label="Requests">
        ${
          rows.length === 0
            ? html`<p>Nothing like that was asked yet. Reload the page to see what is new.</p>`
            : table("Requests", ["No.", "At (UTC)", "Method", "Status", "Took", "What"], rows)
        }
        <p class="quiet">
          ${requests.length}
          kept${requests.length > shownMax ? `, the last ${shownMax} shown` : ""}.
        </p>
      </section>`;
  },
  actions: {},
};
