import { z } from "zod";
import { answerQuery, fieldRules } from "../query";
import {
  beneficiary,
  exactlyOne,
  extendedFields,
  externalId,
  guid,
  namespace,
  optional,
  revision,
  text,
} from "../shapes";
import { endProgram, pauseProgram, resumeProgram } from "../state/lifecycle";
import { getProgramByExternalId, provisionProgram, updateProgram } from "../state/programs";
import { renewProgram } from "../state/renewals";
import { found } from "../state/site";
import { parse } from "../validation";
import { externalKeyOf, idOf, type Route } from "./route";

const base = "/benefit-programs/v1/programs";

const provisionRequest = z.object({
  poolDefinitionLookupId: exactlyOne(
    z.object({ poolDefinitionId: optional(guid), programDefinitionId: optional(guid) }),
    ["poolDefinitionId", "programDefinitionId"],
  ),
  beneficiary,
  programStatus: optional(z.enum(["ACTIVE", "PAUSED"])),
  namespace,
  displayName: optional(text(64)),
  externalProgramId: externalId,
});

const updateRequest = z.object({
  program: z.object({
    revision: optional(revision),
    displayName: text(64).nullish(),
    extendedFields: extendedFields.nullish(),
    // Of what cannot be changed only the limits count.
    namespace: namespace.nullish(),
    programDefinitionId: guid.nullish(),
  }),
});

const keyedRequest = z.object({ programId: guid, idempotencyKey: text(64).min(1) });
const endRequest = z.object({ programId: guid });

const querySpec = {
  name: "programs",
  rules: fieldRules({
    all: ["id", "createdDate", "externalId", "namespace", "programDefinitionId", "status"],
    aliases: { "programDefinition.id": "programDefinitionId" },
  }),
  limitMax: 100,
};

export const programRoutes: Route[] = [
  {
    method: "programs.provisionProgram",
    verb: "POST",
    path: `${base}/provision`,
    answer({ site, body }) {
      return provisionProgram(site, parse(provisionRequest, body));
    },
  },
  {
    method: "programs.renewProgram",
    verb: "POST",
    path: `${base}/renew`,
    answer({ site, body }) {
      const { programId, idempotencyKey } = parse(keyedRequest, body);
      return { jobId: renewProgram(site, programId, idempotencyKey).id };
    },
  },
  {
    method: "programs.pauseProgram",
    verb: "POST",
    path: `${base}/pause`,
    answer({ site, body }) {
      const { programId, idempotencyKey } = parse(keyedRequest, body);
      return { jobId: pauseProgram(site, programId, idempotencyKey).id };
    },
  },
  {
    method: "programs.resumeProgram",
    verb: "POST",
    path: `${base}/resume`,
    answer({ site, body }) {
      const { programId, idempotencyKey } = parse(keyedRequest, body);
      return { jobId: resumeProgram(site, programId, idempotencyKey).id };
    },
  },
  {
    method: "programs.endProgram",
    verb: "POST",
    path: `${base}/end`,
    answer({ site, body }) {
      return { jobId: endProgram(site, parse(endRequest, body).programId).id };
    },
  },
  {
    method: "programs.queryPrograms",
    verb: "POST",
    path: `${base}/query`,
    answer({ site, body }) {
      return answerQuery(site, site.programs, querySpec, body);
    },
  },
  {
    method: "programs.getProgramByExternalIdAndNamespace",
    verb: "GET",
    path: `${base}/by-namespace-and-external-id`,
    answer(call) {
      const { namespace: ns, externalId: key } = externalKeyOf(call);
      return { program: getProgramByExternalId(call.site, ns, key) };
    },
  },
  {
    method: "programs.getProgram",
    verb: "GET",
    path: `${base}/:id`,
    answer(call) {
      const id = idOf(call, "programId");
      return { program: found(call.site, call.site.programs, id) };
    },
  },
  {
    method: "programs.updateProgram",
    verb: "PATCH",
    path: `${base}/:id`,
    answer(call) {
      const id = idOf(call, "program.id");
      const { program } = parse(updateRequest, call.body);
      return { program: updateProgram(call.site, id, program) };
    },
  },
];
