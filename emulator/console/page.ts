import { html } from "hono/html";
import type { Html, View } from "./view";

interface Page {
  views: readonly View[];
  view: View;
  body: Html;
  /** What a form did, or why it was refused. */
  said?: string;
  isProblem?: boolean;
}

/** The frame around a view. */
export function page({ views, view, body, said, isProblem = false }: Page): Html {
  const links = views.map(
    ({ name, title }) =>
      html`<li>
        <a href="${addressOf(name)}" ${name === view.name ? html`aria-current="page"` : ""}
          >${title}</a
        >
      </li>`,
  );
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${view.title} - Emulator of Wix Benefit Programs</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/__emulator/style.css" />
      </head>
      <body>
        <a class="skip" href="#content">Skip to content</a>
        <header>
          <strong>Emulator of Wix Benefit Programs</strong>
          <nav aria-label="Console">
            <ul>
              ${links}
            </ul>
          </nav>
        </header>
        <main id="content">
          <h1>${view.title}</h1>
          <p class="quiet">${view.lead}</p>
          ${
            said === undefined
              ? ""
              : html`<p
                  class="said ${isProblem ? "problem" : ""}"
                  role="${isProblem ? "alert" : "status"}"
                >
                  ${said}
                </p>`
          }
          ${body}
        </main>
      </body>
    </html>`;
}

export function addressOf(name: string): string {
  return name === "overview" ? "/__emulator" : `/__emulator/console/${name}`;
}
