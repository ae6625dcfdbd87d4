import { html } from "hono/html";
import { z } from "zod";
import { json, table, time } from "./parts";
import type { View } from "./view";

const health = z.looseObject({ siteId: z.string(), appId: z.string(), isPersistent: z.boolean() });
const clock = z.looseObject({ now: z.string(), frozen: z.boolean() });
const entities = z.object({
  collections: z.array(z.object({ name: z.string(), count: z.number() })),
});

export const overviewView: View = {
  name: "overview",
  title: "Overview",
  lead: "A small Wix on this machine. Everything here can be asked for, and done, by a program too.",
  async show({ emulator, ask }) {
    const { siteId, appId, isPersistent } = health.parse(await ask("/health"));
    const { now, frozen } = clock.parse(await ask("/clock"));
    const { collections } = entities.parse(await ask("/entities"));
    const { config, site } = emulator;
    const waiting = site.schedule.nextDue;
    return html`<section aria-labelledby="site">
        <h2 id="site">Site</h2>
        <dl>
          <dt>Site id, instance id</dt>
          <dd><code>${siteId}</code></dd>
          <dt>App id</dt>
          <dd><code>${appId}</code></dd>
          <dt>App secret</dt>
          <dd><code>${config.appSecret}</code></dd>
          <dt>API key</dt>
          <dd><code>${config.apiKey}</code></dd>
          <dt>Clock</dt>
          <dd>${time(now)} UTC${frozen ? ", frozen" : ""}</dd>
          <dt>Next job</dt>
          <dd>${waiting === undefined ? "none waits" : time(new Date(waiting).toISOString())}</dd>
          <dt>Seed of ids</dt>
          <dd><code>${site.store.seed}</code></dd>
          <dt>State</dt>
          <dd>${isPersistent ? "kept on disk" : "in memory, gone when this program ends"}</dd>
        </dl>
      </section>
      <section aria-labelledby="holds">
        <h2 id="holds">What it holds</h2>
        ${table(
          "Collections",
          ["Collection", "Entities"],
          collections.map(
            ({ name, count }) =>
              html`<tr>
                <td><a href="/__emulator/console/entities?of=${name}">${name}</a></td>
                <td>${count}</td>
              </tr>`,
          ),
        )}
      </section>
      <section aria-labelledby="use">
        <h2 id="use">Use it</h2>
        <p>
          Send what the SDK sends to <code>https://www.wixapis.com</code> to this address instead,
          with the API key and the header <code>wix-site-id</code>, or with a token of the app.
        </p>
        ${json("The settings of this emulator", config)}
      </section>`;
  },
  actions: {},
};
