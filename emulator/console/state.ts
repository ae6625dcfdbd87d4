import { html } from "hono/html";
import { z } from "zod";
import { button, field, form, numberOf, table, time } from "./parts";
import type { Order, Typed, View } from "./view";

const kept = z.object({
  snapshots: z.array(z.object({ name: z.string(), savedDate: z.string() })),
});

export const stateView: View = {
  name: "state",
  title: "State",
  lead: "All that the emulator holds: kept by name, emptied, filled, taken out and put back.",
  async show({ ask, typed }) {
    const { snapshots } = kept.parse(await ask("/snapshots"));
    const rows = snapshots.map(
      ({ name, savedDate }) =>
        html`<tr>
          <td>${name}</td>
          <td>${time(savedDate)}</td>
          <td>
            <div class="buttons">
              ${button("state", "restore", `Restore ${name}`, { fields: { name } })}
              ${button("state", "delete", `Delete ${name}`, { fields: { name }, isDangerous: true })}
            </div>
          </td>
        </tr>`,
    );
    return html`<section aria-labelledby="snapshots">
        <h2 id="snapshots">Snapshots</h2>
        ${
          rows.length === 0
            ? html`<p>There are none yet. Save one before you try something.</p>`
            : table("Saved", ["Name", "Saved (UTC)", "Do"], rows)
        }
        ${form(
          "state",
          "save",
          html`${field({ name: "name", label: "Name", value: typed.name, placeholder: "before-renewal" })}
            <button>Save a snapshot</button>`,
        )}
      </section>
      <section aria-labelledby="fill">
        <h2 id="fill">Fill it</h2>
        <p>
          Replaces everything with a studio of this size. The same seed and size give the same
          bytes.
        </p>
        ${form(
          "state",
          "seed",
          html`${field({ name: "seed", label: "Seed", value: typed.seed ?? "studio" })}
            ${field({ name: "programs", label: "Programs", value: typed.programs ?? "100", size: 8 })}
            <button>Fill</button>`,
        )}
      </section>
      <section aria-labelledby="document">
        <h2 id="document">As one document</h2>
        <p><a href="/__emulator/export" download="emulator.json">Download the state</a></p>
        <form
          class="fields"
          method="post"
          action="/__emulator/console/state/import"
          enctype="multipart/form-data"
        >
          <label>
            A state that was downloaded
            <input type="file" name="document" accept="application/json,.json" />
          </label>
          <button>Import</button>
        </form>
      </section>
      <section aria-labelledby="empty">
        <h2 id="empty">Empty it</h2>
        <p>
          Everything goes but the demo members, the snapshots and the settings. There is no way back
          without a snapshot.
        </p>
        <div class="buttons">${button("state", "reset", "Reset", { isDangerous: true })}</div>
      </section>`;
  },
  actions: {
    save: { order: (typed) => named("PUT", typed), said: "The snapshot was saved." },
    restore: {
      order: (typed) => named("POST", typed, "/restore"),
      said: "The snapshot was restored.",
    },
    delete: { order: (typed) => named("DELETE", typed), said: "The snapshot was deleted." },
    seed: {
      order: ({ seed, programs }) => ({
        method: "POST",
        path: "/seed",
        body: { seed, programs: numberOf(programs) },
      }),
      said: "It is filled.",
    },
    import: {
      order: (_, { document }) => ({ method: "POST", path: "/import", document }),
      said: "The state was imported.",
    },
    reset: { order: () => ({ method: "POST", path: "/reset" }), said: "It is empty." },
  },
};

/** A name of spaces alone is refused by its shape, not taken for another address. */
function named(method: Order["method"], { name = "" }: Typed, rest = ""): Order {
  return { method, path: `/snapshots/${encodeURIComponent(name === "" ? " " : name)}${rest}` };
}
