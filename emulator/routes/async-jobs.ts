import { presentJob } from "../state/jobs";
import { found, type Site } from "../state/site";
import { idOf, type Route } from "./route";

export const asyncJobRoutes: Route[] = [
  {
    method: "asyncJobs.getAsyncJob",
    verb: "GET",
    path: "/async-jobs/v1/async-jobs/:id",
    answer(call) {
      const { site } = call;
      return wrapped(site, presentJob(site, found(site, site.jobs, idOf(call, "jobId"))));
    },
  },
];

/** documented: the path and the fields. assumed (async-job-wrapper): what they are wrapped in. */
function wrapped(site: Site, job: object) {
  if (site.assumes("async-job-wrapper", "none")) return job;
  return site.assumes("async-job-wrapper", "job") ? { job } : { asyncJob: job };
}
