-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "disabledAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "userId" UUID,
    "memberId" UUID,
    "userAgent" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInFailure" (
    "email" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SignInFailure_pkey" PRIMARY KEY ("email")
);

-- CreateTable
CREATE TABLE "Setting" (
    "siteId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("siteId","name")
);

-- CreateTable
CREATE TABLE "Attempt" (
    "id" UUID NOT NULL,
    "siteId" TEXT NOT NULL,
    "key" TEXT,
    "operation" TEXT NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "parentId" UUID,
    "reason" TEXT,
    "requestId" TEXT,
    "outcome" TEXT NOT NULL,
    "errorCode" TEXT,
    "subjectKind" TEXT,
    "subjectId" TEXT,
    "wixRequestId" TEXT,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "reconcileAt" TIMESTAMPTZ(3) NOT NULL,
    "settledAt" TIMESTAMPTZ(3),

    CONSTRAINT "Attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "seq" BIGINT NOT NULL,
    "siteId" TEXT NOT NULL,
    "attemptId" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "operation" TEXT NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "subjectKind" TEXT,
    "subjectId" TEXT,
    "errorCode" TEXT,
    "requestId" TEXT,
    "wixRequestId" TEXT,
    "payloadDigest" TEXT NOT NULL,
    "prevHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "AuditPayload" (
    "seq" BIGINT NOT NULL,
    "salt" TEXT,
    "content" JSONB,
    "erasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "AuditPayload_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "Mapping" (
    "id" UUID NOT NULL,
    "siteId" TEXT NOT NULL,
    "namespace" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "generation" INTEGER NOT NULL,
    "externalId" UUID NOT NULL,
    "wixId" UUID,
    "attemptId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "boundAt" TIMESTAMPTZ(3),

    CONSTRAINT "Mapping_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RequestBudget" (
    "siteId" TEXT NOT NULL,
    "second" BIGINT NOT NULL,
    "interactive" INTEGER[],
    "bulk" INTEGER[],
    "bulkWantedAt" TIMESTAMPTZ(3),
    "bulkTakenAt" TIMESTAMPTZ(3),
    "loweredTo" INTEGER,
    "loweredUntil" TIMESTAMPTZ(3),

    CONSTRAINT "RequestBudget_pkey" PRIMARY KEY ("siteId")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Attempt_siteId_startedAt_idx" ON "Attempt"("siteId", "startedAt");

-- CreateIndex
CREATE INDEX "Attempt_siteId_subjectKind_subjectId_startedAt_idx" ON "Attempt"("siteId", "subjectKind", "subjectId", "startedAt");

-- CreateIndex
CREATE INDEX "Attempt_siteId_actorId_startedAt_idx" ON "Attempt"("siteId", "actorId", "startedAt");

-- CreateIndex
CREATE INDEX "Attempt_siteId_operation_startedAt_idx" ON "Attempt"("siteId", "operation", "startedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Attempt_siteId_key_key" ON "Attempt"("siteId", "key");

-- CreateIndex
CREATE INDEX "AuditEntry_attemptId_idx" ON "AuditEntry"("attemptId");

-- CreateIndex
CREATE UNIQUE INDEX "Mapping_siteId_namespace_kind_key_generation_key" ON "Mapping"("siteId", "namespace", "kind", "key", "generation");

-- CreateIndex
CREATE UNIQUE INDEX "Mapping_siteId_kind_externalId_key" ON "Mapping"("siteId", "kind", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "Mapping_siteId_kind_wixId_key" ON "Mapping"("siteId", "kind", "wixId");

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuditEntry" ADD CONSTRAINT "AuditEntry_attemptId_fkey" FOREIGN KEY ("attemptId") REFERENCES "Attempt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuditPayload" ADD CONSTRAINT "AuditPayload_seq_fkey" FOREIGN KEY ("seq") REFERENCES "AuditEntry"("seq") ON DELETE RESTRICT ON UPDATE CASCADE;


-- Written by hand from here on: what schema.prisma cannot say. lib/db.test.ts asserts each of it.

-- Closed sets of words.
ALTER TABLE "User" ADD CONSTRAINT "User_role_check" CHECK ("role" IN ('owner', 'manager', 'operator', 'viewer'));
ALTER TABLE "Session" ADD CONSTRAINT "Session_kind_check" CHECK (
    ("kind" = 'user' AND "userId" IS NOT NULL AND "memberId" IS NULL)
    OR ("kind" = 'member' AND "memberId" IS NOT NULL AND "userId" IS NULL)
);
ALTER TABLE "Attempt" ADD CONSTRAINT "Attempt_outcome_check" CHECK (
    "outcome" IN ('intended', 'succeeded', 'failed', 'partial', 'unknown', 'refused', 'settled-by-hand')
);
ALTER TABLE "Attempt" ADD CONSTRAINT "Attempt_actorKind_check" CHECK (
    "actorKind" IN ('user', 'member', 'token', 'system', 'import')
);
ALTER TABLE "Attempt" ADD CONSTRAINT "Attempt_source_check" CHECK (
    "source" IN ('form', 'api', 'cli', 'import', 'seed', 'undo')
);
ALTER TABLE "AuditEntry" ADD CONSTRAINT "AuditEntry_type_check" CHECK (
    "type" IN ('intended', 'succeeded', 'failed', 'partial', 'settled-by-hand', 'refused', 'unknown', 'observed', 'undone')
);
ALTER TABLE "AuditPayload" ADD CONSTRAINT "AuditPayload_erased_check" CHECK (
    ("erasedAt" IS NULL) = ("content" IS NOT NULL)
);

-- One intention and at most one final entry for an attempt.
CREATE UNIQUE INDEX "AuditEntry_one_intended" ON "AuditEntry" ("attemptId") WHERE "type" = 'intended';
CREATE UNIQUE INDEX "AuditEntry_one_final" ON "AuditEntry" ("attemptId")
    WHERE "type" IN ('succeeded', 'failed', 'partial', 'settled-by-hand');

-- What the reconciler looks for.
CREATE INDEX "Attempt_unsettled" ON "Attempt" ("siteId", "reconcileAt") WHERE "outcome" IN ('intended', 'unknown');

-- Entries are facts: nobody changes or removes one. A payload can be erased, and nothing else.
CREATE FUNCTION "audit_refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit log is append-only: % on "%" is refused', TG_OP, TG_TABLE_NAME;
END $$;

CREATE FUNCTION "audit_allow_erasure"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW."seq" = OLD."seq" AND OLD."erasedAt" IS NULL AND NEW."erasedAt" IS NOT NULL
        AND NEW."content" IS NULL AND NEW."salt" IS NULL THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A payload of the audit log can be erased and not changed';
END $$;

CREATE TRIGGER "AuditEntry_append_only" BEFORE UPDATE OR DELETE ON "AuditEntry"
    FOR EACH ROW EXECUTE FUNCTION "audit_refuse_change"();
CREATE TRIGGER "AuditEntry_no_truncate" BEFORE TRUNCATE ON "AuditEntry"
    FOR EACH STATEMENT EXECUTE FUNCTION "audit_refuse_change"();
CREATE TRIGGER "AuditPayload_erase_only" BEFORE UPDATE ON "AuditPayload"
    FOR EACH ROW EXECUTE FUNCTION "audit_allow_erasure"();
CREATE TRIGGER "AuditPayload_no_delete" BEFORE DELETE ON "AuditPayload"
    FOR EACH ROW EXECUTE FUNCTION "audit_refuse_change"();
CREATE TRIGGER "AuditPayload_no_truncate" BEFORE TRUNCATE ON "AuditPayload"
    FOR EACH STATEMENT EXECUTE FUNCTION "audit_refuse_change"();

-- One-second counters of the request budget, the present second first.
CREATE FUNCTION "budget_shift"(counts integer[], seconds bigint) RETURNS integer[] LANGUAGE sql IMMUTABLE AS $$
    SELECT (array_fill(0, ARRAY[least(greatest(seconds, 0), 61)::integer]) || counts)[1:61]
$$;
CREATE FUNCTION "budget_total"(counts integer[]) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(sum(n), 0)::bigint FROM unnest(counts) AS n
$$;
CREATE FUNCTION "budget_bump"(counts integer[], n integer) RETURNS integer[] LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY[counts[1] + n] || counts[2:61]
$$;
-- How many requests a minute may be sent now: fewer for a while after a 429.
CREATE FUNCTION "budget_most"(b "RequestBudget", most integer) RETURNS integer LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN b."loweredUntil" > clock_timestamp() THEN least(b."loweredTo", most) ELSE most END
$$;
-- When the next bulk request may be sent: they are spread evenly over what interactive ones leave, at least over their share.
CREATE FUNCTION "budget_bulk_at"(b "RequestBudget", present bigint, most integer, bulk_share float8)
RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT coalesce(b."bulkTakenAt" + interval '60 seconds' / greatest(
        budget_most(b, most) - budget_total(budget_shift(b."interactive", present - b."second")),
        budget_most(b, most) * bulk_share, 1), '-infinity')
$$;
-- Whether one more request fits. Interactive ones leave the bulk share free while bulk work has wanted it in the last minute.
CREATE FUNCTION "budget_allows"(b "RequestBudget", present bigint, is_bulk boolean, most integer, bulk_share float8)
RETURNS boolean LANGUAGE sql STABLE AS $$
    WITH used AS (
        SELECT budget_total(budget_shift(b."interactive", present - b."second")) AS interactive,
               budget_total(budget_shift(b."bulk", present - b."second")) AS bulk,
               budget_most(b, most) AS most
    )
    SELECT CASE
        WHEN used.interactive + used.bulk >= used.most THEN false
        WHEN is_bulk THEN clock_timestamp() >= budget_bulk_at(b, present, most, bulk_share)
        WHEN b."bulkWantedAt" > clock_timestamp() - interval '60 seconds'
            THEN used.interactive < greatest(used.most * (1 - bulk_share), 1)
        ELSE true
    END FROM used
$$;
