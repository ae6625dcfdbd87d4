import { Hono } from "hono";
import { html } from "hono/html";
import { z } from "zod";
import type { AssumptionChoices } from "../assumption-choices";
import type { Emulator } from "../emulator";
import type { Env } from "../server";

const change = z.record(z.string(), z.string().nullable());

/** `/__emulator/assumptions`: the table with the choices in force; JSON, or a page for who asks for one. */
export function assumptionControls({ choices }: Emulator): Hono<Env> {
  const app = new Hono<Env>();
  app.get("/", (c) => {
    const isPage = c.req.header("accept")?.includes("text/html");
    return isPage ? c.html(page(choices.rows())) : c.json({ assumptions: choices.rows() });
  });
  app.put("/", async (c) => {
    choices.change(change.parse(await c.req.json()));
    return c.json({ assumptions: choices.rows() });
  });
  app.delete("/", (c) => {
    choices.clear();
    return c.json({ assumptions: choices.rows() });
  });
  return app;
}

type Rows = ReturnType<AssumptionChoices["rows"]>;

function page(rows: Rows) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Assumptions of the emulator</title>
        <style>
          body {
            font:
              15px/1.5 system-ui,
              sans-serif;
            margin: 2rem;
            color-scheme: light dark;
          }
          table {
            border-collapse: collapse;
          }
          th,
          td {
            border-bottom: 1px solid #8886;
            padding: 0.4rem 0.8rem;
            text-align: start;
            vertical-align: top;
          }
        </style>
      </head>
      <body>
        <h1>Assumptions of the emulator</h1>
        <p>
          Where neither documentation nor typings say what Wix does. The choice in force is bold.
        </p>
        <table>
          <thead>
            <tr>
              <th>id</th>
              <th>what</th>
              <th>choice</th>
              <th>why</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map(rowOf)}
          </tbody>
        </table>
      </body>
    </html>`;
}

function rowOf({ id, what, why, choice, from, default: byDefault, alternatives }: Rows[number]) {
  const all = [byDefault, ...alternatives].map((one) =>
    one === choice ? html`<strong>${one}</strong> (${from})<br />` : html`${one}<br />`,
  );
  return html`<tr>
    <td><code>${id}</code></td>
    <td>${what}</td>
    <td>${all}</td>
    <td>${why}</td>
  </tr>`;
}
