import { Bare } from "./bare";
import { ReloadLink } from "./reload-link";

/** In the place of every page while the database is gone: nobody can be known, so nobody is asked to sign in. */
export function Outage() {
  return (
    <Bare
      title="Poolkeeper is out of order"
      description="Its database cannot be reached, so nothing can be shown or changed. Nothing is lost."
    >
      <p>
        <ReloadLink>Try again</ReloadLink>
      </p>
    </Bare>
  );
}
