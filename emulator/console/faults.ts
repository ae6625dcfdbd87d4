import { html } from "hono/html";
import { z } from "zod";
import { button, choice, field, form, json, numberOf, table } from "./parts";
import type { Order, Typed, View } from "./view";

const rule = z.looseObject({
  id: z.number(),
  method: z.union([z.string(), z.array(z.string())]),
  contains: z.string().optional(),
  matched: z.number(),
  struck: z.number(),
  left: z.number().nullable(),
});
const plan = z.object({ seed: z.string(), faults: z.array(rule) });
const limit = z.object({ perMinute: z.number(), shape: z.string(), retryAfter: z.boolean() });

/** What can befall a request, and what the number beside it means. */
const deeds: Readonly<
  Record<string, { words: string; make: (number: number | string) => object }>
> = {
  status: { words: "answer with this status", make: (status) => ({ status }) },
  throttle: { words: "429, come again after (s)", make: (retryAfter) => ({ retryAfter }) },
  delay: { words: "delay by (ms)", make: (delayMs) => ({ delayMs }) },
  dropBefore: { words: "drop the connection, nothing done", make: () => ({ drop: "before" }) },
  dropAfter: { words: "drop the connection, but do it", make: () => ({ drop: "after" }) },
  hangAfter: { words: "never answer, but do it", make: () => ({ hang: "after" }) },
};

const deedChoices = Object.entries(deeds).map(([name, { words }]) => [name, words] as const);

const shapes = [
  ["token-bucket", "token bucket"],
  ["fixed-window", "fixed window"],
  ["sliding-window", "sliding window"],
] as const;

export const faultsView: View = {
  name: "faults",
  title: "Faults",
  lead: "Misfortunes that requests meet: the first rule of the plan that strikes. Kept in memory, gone at a reset.",
  async show({ ask, typed }) {
    const { seed, faults } = plan.parse(await ask("/faults"));
    const rows = faults.map((one) => {
      const { id, method, contains, matched, struck, left, ...rest } = one;
      return html`<tr>
        <td>${id}</td>
        <td>
          ${[method].flat().join(", ")}
          ${contains === undefined ? "" : html`<br /><small>containing ${contains}</small>`}
        </td>
        <td>${json(Object.keys(rest).join(", "), rest)}</td>
        <td>${matched}</td>
        <td>${struck}</td>
        <td>${left ?? "no end"}</td>
      </tr>`;
    });
    const heads = ["No.", "Method", "What and when", "Matched", "Struck", "Left"];
    const written = JSON.stringify({ seed, faults }, null, 2);
    return html`<section aria-labelledby="plan">
        <h2 id="plan">The plan</h2>
        ${
          rows.length === 0
            ? html`<p>No request meets a fault. Add one below.</p>`
            : html`${table("Rules", heads, rows)}
                <div class="buttons">${button("faults", "clear", "Clear the plan")}</div>`
        }
      </section>
      <section aria-labelledby="add">
        <h2 id="add">Add a fault</h2>
        ${form(
          "faults",
          "add",
          html`${field({ name: "method", label: "Method (* for all)", value: typed.method ?? "*", size: 36 })}
            ${field({ name: "contains", label: "Containing", value: typed.contains })}
            ${choice("deed", "What", deedChoices, typed.deed)}
            ${field({ name: "number", label: "Number", value: typed.number ?? "503", size: 6 })}
            ${field({ name: "times", label: "Times", value: typed.times ?? "1", size: 4 })}<button>
              Add
            </button>`,
        )}
      </section>
      <section aria-labelledby="document">
        <h2 id="document">The plan as JSON</h2>
        <form method="post" action="/__emulator/console/faults/replace">
          <label>
            Replaces the whole plan; its seed makes probabilities repeat
            <textarea name="plan" spellcheck="false">${typed.plan ?? written}</textarea>
          </label>
          <button>Replace</button>
        </form>
      </section>
      ${await rateLimit(ask)}`;
  },
  actions: {
    add: {
      order: (typed) => ({ method: "POST", path: "/faults", body: ruleOf(typed) }),
      said: "The fault waits.",
    },
    clear: {
      order: () => ({ method: "DELETE", path: "/faults" }),
      said: "No request meets a fault any more.",
    },
    replace: { order: replacement, said: "The plan was replaced." },
    limit: { order: limitOrder, said: "The rate limit was changed." },
  },
};

async function rateLimit(ask: (path: string) => Promise<unknown>) {
  const { perMinute, shape, retryAfter } = limit.parse(await ask("/rate-limit"));
  return html`<section aria-labelledby="limit">
    <h2 id="limit">Rate limit</h2>
    <p>${perMinute === 0 ? "It is off." : `${perMinute} requests a minute, then 429.`}</p>
    ${form(
      "faults",
      "limit",
      html`${field({ name: "perMinute", label: "Requests a minute (0: off)", value: String(perMinute), size: 8 })}
        ${choice("shape", "Counted as", shapes, shape)}
        ${choice(
          "retryAfter",
          "Retry-After",
          [
            ["true", "is sent"],
            ["false", "is not sent"],
          ],
          String(retryAfter),
        )}<button>Set</button>`,
    )}
  </section>`;
}

function ruleOf({ method = "", contains = "", deed = "", number = "", times = "" }: Typed): object {
  return {
    method: method === "" ? "*" : method,
    ...(contains === "" ? {} : { contains }),
    ...(times === "" ? {} : { times: numberOf(times) }),
    ...(Object.hasOwn(deeds, deed) ? deeds[deed]?.make(numberOf(number)) : {}),
  };
}

function replacement({ plan: text = "" }: Typed): Order {
  return { method: "PUT", path: "/faults", document: text };
}

function limitOrder({ perMinute, shape, retryAfter }: Typed): Order {
  const body = { perMinute: numberOf(perMinute), shape, retryAfter: retryAfter === "true" };
  return { method: "PUT", path: "/rate-limit", body };
}
