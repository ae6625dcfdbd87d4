import { html } from "hono/html";
import { button, choice, field, form, hidden, submit } from "./parts";
import type { Action, Html, Typed } from "./view";

export interface Shown {
  id: string;
  status?: unknown;
}

/** Where the form stands: the address, and what was typed into the one that was refused. */
interface Place {
  of: string;
  fields: Readonly<Record<string, string>>;
  typed: Typed;
}

const cascades = ["IMMEDIATELY", "NEXT_RENEWAL", "FUTURE_PROVISIONS"].map(
  (one) => [one, one] as const,
);

/** What can be done to an entity as it is; nothing to those of most collections. `name` tells it from others. */
export function entityForms(entity: Shown, name: string, { of, fields, typed }: Place): Html | "" {
  const { id, status } = entity;
  const own = { ...fields, of, id };
  const press = (action: string, words: string, isDangerous = false) =>
    button("entities", action, words, { fields: own, isDangerous, label: `${words} ${name}` });
  const isTyped = typed.id === id;
  switch (of) {
    case "programs":
      return html`<div class="buttons">
        ${status === "ACTIVE" ? press("pause", "Pause") : ""}
        ${status === "PAUSED" ? press("resume", "Resume") : ""}
        ${status === "ENDED" ? "" : [press("renew", "Renew"), press("end", "End", true)]}
      </div>`;
    case "balances":
      return form(
        "entities",
        "change",
        html`${hidden(own)}
        ${choice(
          "type",
          "How",
          [
            ["ADJUST", "add"],
            ["SET", "set to"],
          ],
          isTyped ? typed.type : "",
        )}
        ${field({ name: "value", label: "Credits", value: isTyped ? typed.value : "", size: 8 })}
        ${submit("Change", { label: `Change ${name}` })}`,
      );
    case "items":
      return html`<div class="buttons">${press("delete", "Delete", true)}</div>`;
    case "poolDefinitions":
    case "programDefinitions":
      return form(
        "entities",
        "remove",
        html`${hidden(own)} ${choice("cascade", "For its pools", cascades)}
        ${submit("Delete", { isDangerous: true, label: `Delete ${name}` })}`,
      );
    default:
      return "";
  }
}

const deed = (name: string, said: string, body?: (typed: Typed) => object): Action => ({
  order: (typed) => ({
    method: "POST",
    path: `/entities/${[typed.of, typed.id, name].map((part = "") => encodeURIComponent(part)).join("/")}`,
    body: body?.(typed),
  }),
  said,
});

export const entityActions: Readonly<Record<string, Action>> = {
  pause: deed("pause", "The program is paused, or about to be."),
  resume: deed("resume", "The program is resumed, or about to be."),
  renew: deed("renew", "The program is renewed, or about to be."),
  end: deed("end", "The program is ended, or about to be."),
  change: deed("change", "The balance was changed.", ({ type, value }) => ({ type, value })),
  delete: deed("delete", "It was deleted."),
  remove: deed("delete", "It was deleted.", (typed) => ({ cascade: typed.cascade })),
};
