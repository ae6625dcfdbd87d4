import { html } from "hono/html";
import type { Member } from "../state/members";

interface LoginPage {
  /** The request, kept in the forms. */
  parameters: Record<string, string>;
  members: readonly Member[];
  /** What was typed, when it has to be typed again. */
  email?: string;
  problem?: string;
  /** Where giving up leads. */
  cancelUrl: string;
}

/** Signing in as somebody. No password: nobody is behind these members. */
export function loginPage({ parameters, members, email = "", problem, cancelUrl }: LoginPage) {
  const request = Object.entries(parameters).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  const error = problem
    ? html`<p class="said problem" id="problem" role="alert">${problem}</p>`
    : html``;
  return page(
    "Sign in",
    html`<p>
        This is the login page of an emulated Wix site. No password is asked: choose whom to sign in
        as.
      </p>
      ${error}
      <form class="card" method="post" aria-labelledby="by-email">
        <h2 id="by-email">With an e-mail address</h2>
        ${request}
        <label for="email">E-mail address of a member</label>
        <input
          id="email"
          name="email"
          type="email"
          autocomplete="username"
          required
          value="${email}"
          ${problem ? html`aria-invalid="true" aria-describedby="problem"` : html``}
        />
        <button type="submit">Sign in</button>
      </form>
      <form class="card" method="post" aria-labelledby="as-member">
        <h2 id="as-member">As a member</h2>
        ${request}
        <ul class="members">
          ${members.map(memberButton)}
        </ul>
      </form>
      <p><a href="${cancelUrl}">Cancel and go back</a></p>`,
  );
}

/** What went wrong, when there is no place to go back to. */
export function problemPage(problem: string) {
  return page(
    "This sign-in is not possible",
    html`<p role="alert" class="said problem">${problem}</p>`,
  );
}

export function signedOutPage() {
  return page("You are signed out", html`<p>You may close this page.</p>`);
}

function memberButton({ id, loginEmail, profile, status }: Member) {
  const note = status === "APPROVED" ? html`` : html` <em>(${status.toLowerCase()})</em>`;
  return html`<li>
    <button type="submit" name="memberId" value="${id}">
      <img src="/__emulator/photos/${profile.slug}.svg" alt="" width="32" height="32" />
      <span>${profile.nickname}${note}<small>${loginEmail}</small></span>
    </button>
  </li> `;
}

function page(title: string, body: ReturnType<typeof html>) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} - emulated Wix site</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/__emulator/style.css" />
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`;
}
