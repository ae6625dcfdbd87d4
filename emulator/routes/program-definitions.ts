import { z } from "zod";
import { answerQuery, fieldRules } from "../query";
import { extendedFields, externalId, namespace, optional, revision, text } from "../shapes";
import {
  createProgramDefinition,
  deleteProgramDefinition,
  getProgramDefinitionByExternalId,
  updateProgramDefinition,
} from "../state/program-definitions";
import { found } from "../state/site";
import { parse } from "../validation";
import { cascadeOf, externalKeyOf, idOf, type Route } from "./route";

const base = "/benefit-programs/v1/program-definitions";

const createRequest = z.object({
  programDefinition: z.object({
    namespace,
    externalId,
    displayName: optional(text(64)),
    description: optional(text(450)),
    extendedFields: optional(extendedFields),
  }),
});

const updateRequest = z.object({
  programDefinition: z.object({
    revision: optional(revision),
    displayName: text(64).nullish(),
    description: text(450).nullish(),
    extendedFields: extendedFields.nullish(),
    // Of what cannot be changed only the limits count.
    namespace: namespace.nullish(),
  }),
});

const querySpec = {
  name: "programDefinitions",
  rules: fieldRules({ all: ["id", "createdDate", "externalId", "namespace"] }),
  limitMax: 100,
};

export const programDefinitionRoutes: Route[] = [
  {
    method: "programDefinitions.createProgramDefinition",
    verb: "POST",
    path: base,
    answer({ site, body }) {
      const { programDefinition } = parse(createRequest, body);
      return { programDefinition: createProgramDefinition(site, programDefinition) };
    },
  },
  {
    method: "programDefinitions.queryProgramDefinitions",
    verb: "POST",
    path: `${base}/query`,
    answer({ site, body }) {
      return answerQuery(site, site.programDefinitions, querySpec, body);
    },
  },
  {
    method: "programDefinitions.getProgramDefinitionByExternalIdAndNamespace",
    verb: "GET",
    path: `${base}/by-namespace-and-external-id`,
    answer(call) {
      const { namespace: ns, externalId: key } = externalKeyOf(call);
      return { programDefinition: getProgramDefinitionByExternalId(call.site, ns, key) };
    },
  },
  {
    method: "programDefinitions.getProgramDefinition",
    verb: "GET",
    path: `${base}/:id`,
    answer(call) {
      const id = idOf(call, "programDefinitionId");
      return { programDefinition: found(call.site, call.site.programDefinitions, id) };
    },
  },
  {
    method: "programDefinitions.updateProgramDefinition",
    verb: "PATCH",
    path: `${base}/:id`,
    answer(call) {
      const id = idOf(call, "programDefinition.id");
      const { programDefinition } = parse(updateRequest, call.body);
      return { programDefinition: updateProgramDefinition(call.site, id, programDefinition) };
    },
  },
  {
    method: "programDefinitions.deleteProgramDefinition",
    verb: "DELETE",
    path: `${base}/:id`,
    answer(call) {
      const id = idOf(call, "programDefinitionId");
      deleteProgramDefinition(call.site, id, cascadeOf(call, "cascadeType"));
      return {};
    },
  },
];
