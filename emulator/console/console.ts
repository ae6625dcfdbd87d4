import { type Context, Hono } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { z } from "zod";
import type { Emulator } from "../emulator";
import { formOf } from "../form";
import { Refusal } from "../refusal";
import type { Env } from "../server";
import { assumptionsView } from "./assumptions";
import { clockView } from "./clock";
import { entitiesView } from "./entities";
import { faultsView } from "./faults";
import { overviewView } from "./overview";
import { addressOf, page } from "./page";
import { requestsView } from "./requests";
import { stateView } from "./state";
import type { Files, Order, Typed, View, Visit } from "./view";

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
    const ask = (path: string) => answerOf(send(c, path));
    const body = await view.show({ emulator, ask, query: more.query ?? c.req.query(), typed });
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
  const send = (c: Request, path: string, order?: Order) =>
    controls.request(path, order && requestOf(order), c.env);

  app.get("/", (c) => show(c, overviewView));
  for (const view of views) {
    app.get(`/console/${view.name}`, (c) => show(c, view));
    for (const [name, action] of Object.entries(view.actions)) {
      app.post(`/console/${view.name}/${name}`, async (c) => {
        const { typed, files } = split(await formOf(c));
        try {
          const order = action.order(typed, files);
          await answerOf(send(c, order.path, order));
        } catch (error) {
          return show(c, view, { query: kept(view, typed), typed, ...problemOf(error) });
        }
        const query = new URLSearchParams({ ...kept(view, typed), done: name });
        return c.redirect(`${addressOf(view.name)}?${query.toString()}`, 303);
      });
    }
  }
  // What is wrong with an address, or with a form that nobody can read, is said on the page that was meant.
  app.onError((error, c) => {
    const view = views.find(({ name }) => c.req.path.includes(`/console/${name}`));
    return show(c, view ?? overviewView, { query: {}, ...problemOf(error) });
  });
  return app;
}

interface Shown {
  query?: Visit["query"];
  typed?: Typed;
  said?: string;
  status?: number;
}

/** The words of an action that was done; an address can say nothing else. */
function saidOf({ actions }: View, done = ""): string | undefined {
  return Object.hasOwn(actions, done) ? actions[done]?.said : undefined;
}

/** What of the address the form came from is in its hidden fields. */
function kept({ keeps = [] }: View, typed: Typed): Typed {
  return Object.fromEntries(Object.entries(typed).filter(([name]) => keeps.includes(name)));
}

/** Throws on what is a mistake of ours. */
function problemOf(error: unknown): { said: string; status: number } {
  if (!(error instanceof Refusal)) throw error;
  return { said: error.message, status: error.status };
}

function requestOf({ method, body, document }: Order): RequestInit {
  const json = body === undefined ? undefined : JSON.stringify(body);
  return { method, headers: { "content-type": "application/json" }, body: document ?? json };
}

/** Throws what the control refused, in its words. */
async function answerOf(sent: Response | Promise<Response>): Promise<unknown> {
  const response = await sent;
  const answer: unknown = await response.json();
  if (response.status === 200) return answer;
  throw new Refusal(
    response.status,
    refusal.safeParse(answer).data?.message ?? "The emulator said no.",
  );
}

function split(form: Record<string, unknown>): { typed: Typed; files: Files } {
  const fields = Object.entries(form);
  const texts = fields.map(
    ([name, value]) => [name, typeof value === "string" ? value.trim() : ""] as const,
  );
  const files = fields.filter((field): field is [string, File] => field[1] instanceof File);
  return { typed: Object.fromEntries(texts), files: Object.fromEntries(files) };
}
