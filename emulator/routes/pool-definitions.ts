import { z } from "zod";
import { answerQuery, fieldRules } from "../query";
import { cascade, extendedFields, guid, namespace, optional, revision, text } from "../shapes";
import { details } from "../state/details";
import {
  addPoolDefinitionToProgramDefinition,
  createPoolDefinition,
  deletePoolDefinition,
  findPoolDefinitionsByProgramDefinition,
  type PoolDefinition,
  presentPoolDefinition,
  removePoolDefinitionFromProgramDefinition,
  updatePoolDefinition,
} from "../state/pool-definitions";
import { found, type Site } from "../state/site";
import { parse } from "../validation";
import { benefitListOperators } from "./benefit-fields";
import { cascadeOf, idOf, type Route } from "./route";

const base = "/benefit-programs/v1/pool-definitions";

const programDefinitionIds = optional(z.array(guid).max(20));

export const newPoolDefinition = z.object({
  namespace,
  displayName: optional(text(128)),
  description: optional(text(450)),
  details,
  programDefinitionIds,
  extendedFields: optional(extendedFields),
});

export const poolDefinitionChange = z.object({
  revision: optional(revision),
  displayName: text(128).nullish(),
  description: text(450).nullish(),
  details: optional(details),
  programDefinitionIds,
  extendedFields: extendedFields.nullish(),
  // Of what cannot be changed only the limits count.
  namespace: namespace.nullish(),
});

const createRequest = z.object({ poolDefinition: newPoolDefinition, cascade: optional(cascade) });
const updateRequest = z.object({
  poolDefinition: poolDefinitionChange,
  cascade: optional(cascade),
});

const membershipRequest = z.object({
  poolDefinitionId: guid,
  programDefinitionId: guid,
  cascade: optional(cascade),
});

const findRequest = z.object({ programDefinitionId: guid, namespace });

const querySpec = (site: Site) => ({
  name: "poolDefinitions",
  rules: fieldRules({
    all: ["id", "createdDate", "namespace"],
    lists: {
      programDefinitionIds: ["$hasAll", "$hasSome", "$exists"],
      ...benefitListOperators(site),
    },
  }),
  limitMax: 100,
});

const wrapped = (site: Site, poolDefinition: PoolDefinition) => ({
  poolDefinition: presentPoolDefinition(site, poolDefinition),
});

export const poolDefinitionRoutes: Route[] = [
  {
    method: "poolDefinitions.createPoolDefinition",
    verb: "POST",
    path: base,
    answer({ site, body }) {
      const request = parse(createRequest, body);
      return wrapped(site, createPoolDefinition(site, request.poolDefinition, request.cascade));
    },
  },
  {
    method: "poolDefinitions.queryPoolDefinitions",
    verb: "POST",
    path: `${base}/query`,
    answer({ site, body }) {
      const present = (found: PoolDefinition) => presentPoolDefinition(site, found);
      return answerQuery(site, site.poolDefinitions, querySpec(site), body, present);
    },
  },
  {
    method: "poolDefinitions.addPoolDefinitionToProgramDefinition",
    verb: "POST",
    path: `${base}/program-definition/assign`,
    answer({ site, body }) {
      const request = parse(membershipRequest, body);
      return wrapped(site, addPoolDefinitionToProgramDefinition(site, request));
    },
  },
  {
    method: "poolDefinitions.removePoolDefinitionFromProgramDefinition",
    verb: "POST",
    path: `${base}/program-definition/remove`,
    answer({ site, body }) {
      const request = parse(membershipRequest, body);
      return wrapped(site, removePoolDefinitionFromProgramDefinition(site, request));
    },
  },
  {
    method: "poolDefinitions.findPoolDefinitionsByProgramDefinition",
    verb: "POST",
    path: `${base}/find-pool-definitions-by-program-definition`,
    answer({ site, body }) {
      const { programDefinitionId: id, namespace: ns } = parse(findRequest, body);
      const found = findPoolDefinitionsByProgramDefinition(site, id, ns);
      return { poolDefinitions: found.map((each) => presentPoolDefinition(site, each)) };
    },
  },
  {
    method: "poolDefinitions.getPoolDefinition",
    verb: "GET",
    path: `${base}/:id`,
    answer(call) {
      const id = idOf(call, "poolDefinitionId");
      return wrapped(call.site, found(call.site, call.site.poolDefinitions, id));
    },
  },
  {
    method: "poolDefinitions.updatePoolDefinition",
    verb: "PATCH",
    path: `${base}/:id`,
    answer(call) {
      const id = idOf(call, "poolDefinition.id");
      const { poolDefinition, cascade: given } = parse(updateRequest, call.body);
      return wrapped(call.site, updatePoolDefinition(call.site, id, poolDefinition, given));
    },
  },
  {
    method: "poolDefinitions.deletePoolDefinition",
    verb: "DELETE",
    path: `${base}/:id`,
    answer(call) {
      const id = idOf(call, "poolDefinitionId");
      deletePoolDefinition(call.site, id, cascadeOf(call, "cascade"));
      return {};
    },
  },
];
