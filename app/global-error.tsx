"use client";

/** The last resort: the layout itself failed, so nothing of ours can be relied on. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body style={{ fontFamily: "system-ui", padding: "2rem" }}>
        <h1>Poolkeeper cannot show this page</h1>
        <p>Reload it in a moment. {error.digest && `If you report it, give ${error.digest}.`}</p>
      </body>
    </html>
  );
}
