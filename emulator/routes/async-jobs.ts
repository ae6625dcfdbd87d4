import { presentJob } from "../state/jobs";
import { found } from "../state/site";
import { idOf, type Route } from "./route";

export const asyncJobRoutes: Route[] = [
  {
    method: "asyncJobs.getAsyncJob",
    verb: "GET",
    path: "/async-jobs/v1/async-jobs/:id",
    /** documented: the path and the fields. assumed (async-job-wrapper): what they are wrapped in. */
    answer(call) {
      const { site } = call;
      const job = presentJob(site, found(site, site.jobs, idOf(call, "jobId")));
      if (site.assumes("async-job-wrapper", "none")) return job;
      return site.assumes("async-job-wrapper", "job") ? { job } : { asyncJob: job };
    },
  },
];
