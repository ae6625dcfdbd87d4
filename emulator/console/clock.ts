import { html } from "hono/html";
import { z } from "zod";
import { button, field, form, time } from "./parts";
import type { View } from "./view";

const clock = z.object({ now: z.string(), frozen: z.boolean(), delays: z.string() });

const steps = [
  ["PT1H", "1 hour"],
  ["P1D", "1 day"],
  ["P7D", "1 week"],
  ["P1M", "1 month"],
  ["P1Y", "1 year"],
] as const;

export const clockView: View = {
  name: "clock",
  title: "Clock",
  lead: "All times come from it. It goes forward; what is due by then happens in its turn.",
  async show({ ask, typed }) {
    const { now, frozen, delays } = clock.parse(await ask("/clock"));
    return html`<section aria-labelledby="shows">
        <h2 id="shows">It shows ${time(now)} UTC${frozen ? ", frozen" : ""}</h2>
        <p class="quiet">
          Jobs wait on ${delays === "real" ? "the clock of the machine" : "this clock"}.
        </p>
        <div class="buttons">
          ${
            frozen
              ? button("clock", "unfreeze", "Let it run")
              : button("clock", "freeze", "Freeze it")
          }
          ${steps.map(([duration, words]) =>
            button("clock", "advance", `${words} on`, { fields: { duration } }),
          )}
        </div>
        ${form(
          "clock",
          "advance",
          html`${field({
              name: "duration",
              label: "Move on by (ISO 8601)",
              value: typed.duration,
              placeholder: "P1M, PT30M",
            })}<button>Move on</button>`,
        )}
      </section>
      <section aria-labelledby="set">
        <h2 id="set">Set it</h2>
        ${form(
          "clock",
          "set",
          html`${field({
              name: "now",
              label: "Time (UTC)",
              value: typed.now,
              placeholder: "2030-01-01T00:00:00Z",
              size: 26,
            })}<button>Set</button>`,
        )}
      </section>
      <section aria-labelledby="cycles">
        <h2 id="cycles">Renew in cycles</h2>
        <p>Renews each active program at each cycle of its own, and sets the clock to the end.</p>
        ${form(
          "clock",
          "renew",
          html`${field({ name: "every", label: "Every", value: typed.every ?? "P1M" })}
            ${field({ name: "for", label: "For", value: typed.for ?? "P1Y" })}<button>
              Renew
            </button>`,
        )}
      </section>`;
  },
  actions: {
    freeze: {
      order: () => ({ method: "PUT", path: "/clock", body: { frozen: true } }),
      said: "The clock stands still.",
    },
    unfreeze: {
      order: () => ({ method: "PUT", path: "/clock", body: { frozen: false } }),
      said: "The clock runs.",
    },
    advance: {
      order: ({ duration }) => ({ method: "POST", path: "/clock/advance", body: { duration } }),
      said: "The clock was moved on.",
    },
    set: {
      order: ({ now }) => ({ method: "PUT", path: "/clock", body: { now } }),
      said: "The clock was set.",
    },
    renew: {
      order: (typed) => ({
        method: "POST",
        path: "/clock/renew",
        body: { every: typed.every, for: typed.for },
      }),
      said: "The programs were renewed, and the clock was set.",
    },
  },
};
