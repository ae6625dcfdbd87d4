import { type Context, Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { z } from "zod";
import type { Emulator } from "../emulator";
import type { Env } from "../server";
import { assumptionsView } from "./assumptions";
import { clockView } from "./clock";
import { entitiesView } from "./entities";
import { faultsView } from "./faults";
import { overviewView } from "./overview";
import { addressOf, page } from "./page";
import { requestsView } from "./requests";
import { stateView } from "./state";
import type { Order, Typed, View } from "./view";

type Request = Context<Env>;

const views: readonly View[] = [
  overviewView,
  entitiesView,
  requestsView,
  clockView,
  faultsView,
  stateView,
  assumptionsView,
];

const refusal = z.object({ message: z.string() });

/**
 * Pages that show and steer the emulator, for a person. They do what they do through the controls, like every
 * program: plain HTML and forms, no script.
 */
export function consoleApp(emulator: Emulator, controls: Hono<Env>): Hono<Env> {
  const app = new Hono<Env>();
  const show = async (c: Request, view: View, more: Shown = {}) => {
    const { typed = {}, said = saidOf(view, c.req.query("done")), status = 200 } = more;
    const ask = async (path: string) => (await send(c, path)).answer;
    const body = await view.show({ emulator, ask, query: c.req.query(), typed });
    c.header("Cache-Control", "no-store");
    c.header(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    return c.html(
      page({ views, view, body, said, isProblem: status >= 400 }),
      status as ContentfulStatusCode,
    );
  };
  /** A request to the controls, without the network. */
  const send = async (c: Request, path: string, order?: Order) => {
    const init = order && {
      method: order.method,
      headers: { "content-type": "application/json" },
      body: order.body === undefined ? undefined : JSON.stringify(order.body),
    };
    const response = await controls.request(path, init, c.env);
    const answer: unknown = await response.json();
    return { status: response.status, answer };
  };

  app.get("/", (c) => show(c, overviewView));
  for (const view of views) {
    app.get(`/console/${view.name}`, (c) => show(c, view));
    for (const [name, action] of Object.entries(view.actions)) {
      app.post(`/console/${view.name}/${name}`, async (c) => {
        const typed = await textOf(await c.req.parseBody());
        const order = orderOf(() => action.order(typed));
        if (typeof order === "string") return show(c, view, { typed, said: order, status: 400 });
        const { status, answer } = await send(c, order.path, order);
        if (status === 200) {
          return c.redirect(`${addressOf(view.name)}?done=${name}`, 303);
        }
        const said = refusal.safeParse(answer).data?.message ?? "The emulator said no.";
        return show(c, view, { typed, said, status });
      });
    }
  }
  return app;
}

interface Shown {
  typed?: Typed;
  said?: string;
  status?: number;
}

/** The words of an action that was done; an address can say nothing else. */
function saidOf({ actions }: View, done = ""): string | undefined {
  return Object.hasOwn(actions, done) ? actions[done]?.said : undefined;
}

/** The order, or why what was typed makes none. */
function orderOf(make: () => Order): Order | string {
  try {
    return make();
  } catch (error) {
    if (error instanceof SyntaxError) return `That is not JSON: ${error.message}`;
    throw error;
  }
}

/** A file counts as the text in it. */
async function textOf(form: Record<string, unknown>): Promise<Typed> {
  const texts = Object.entries(form).map(async ([name, value]) => {
    const text = value instanceof File ? await value.text() : value;
    return [name, typeof text === "string" ? text.trim() : ""] as const;
  });
  return Object.fromEntries(await Promise.all(texts));
}
