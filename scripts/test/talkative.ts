import { onRequestError } from "@/instrumentation";
import { log } from "@/lib/log";
import { db } from "@/lib/db";
import { signIn } from "@/lib/auth/sign-in";
import { runOperation } from "@/lib/operations/run";
import { createPoolDefinition } from "@/lib/operations/pool-definitions";
import { addUser } from "@/lib/operations/users";
import { newPoolDefinition, request, user } from "./samples";

// Everything that is secret passes through here once, and what is logged is printed.
const [, , password = ""] = process.argv;
await runOperation(
  addUser,
  { email: "owner@example.com", name: "Olive", role: "owner", password },
  request({ kind: "system", id: "cli", role: "system" }),
);
const signedIn = await signIn("owner@example.com", password, null);
const outcome = await runOperation(createPoolDefinition, newPoolDefinition(), {
  ...request(user("owner")),
  requestId: "of-the-page",
});
const token = signedIn.status === "signed-in" ? signedIn.token : "";
log().info(
  { password, token, nested: { secret: password, deeper: { cookie: token } } },
  "by mistake",
);
const cause = Object.assign(new Error("it broke"), {
  config: { headers: { Authorization: token } },
});
const error = new Error("it went wrong", { cause });
log().error(
  { err: error, Cookie: [token], deep: [{ deeper: { passwordHash: token } }] },
  "mistaken",
);
process.env.NEXT_RUNTIME = "nodejs";
const page = { path: "/mappings?text=order-1001", method: "GET", headers: {} };
const context = { routerKind: "App Router", routePath: "/mappings", routeType: "render" } as const;
await onRequestError(error, page, { ...context, revalidateReason: undefined });
log().info({ outcome: outcome.status, signedIn: signedIn.status }, "done");
await db().$disconnect();
