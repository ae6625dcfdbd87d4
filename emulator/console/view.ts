import type { html } from "hono/html";
import type { Emulator } from "../emulator";

export type Html = ReturnType<typeof html>;

/** What a view is made from: one visit of a browser. */
export interface Visit {
  emulator: Emulator;
  /** Asks a control, like every program, and gives its JSON. */
  ask: (path: string) => Promise<unknown>;
  query: Readonly<Record<string, string>>;
  /** What was typed into a form that was refused; nothing of it is lost. */
  typed: Typed;
}

export type Typed = Readonly<Record<string, string>>;
export type Files = Readonly<Record<string, File>>;

/** What a form asks of a control. */
export interface Order {
  method: "POST" | "PUT" | "DELETE";
  path: string;
  body?: unknown;
  /** JSON as it was typed or chosen, in place of a body. */
  document?: string | File;
}

/** A form of a view: the order that it gives, and the words for its success. */
export interface Action {
  order(typed: Typed, files: Files): Order;
  said: string;
}

/** One part of the console. `name` is the last part of its address. */
export interface View {
  name: string;
  title: string;
  lead: string;
  /** What of its address, or of the hidden fields of its forms, stays when something was done. */
  keeps?: readonly string[];
  show(visit: Visit): Html | Promise<Html>;
  actions: Readonly<Record<string, Action>>;
}
