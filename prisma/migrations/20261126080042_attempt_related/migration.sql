-- DropIndex
DROP INDEX "Attempt_siteId_subjectKind_subjectId_startedAt_idx";

-- AlterTable
ALTER TABLE "Attempt" ADD COLUMN     "relatedId" TEXT,
ADD COLUMN     "relatedKind" TEXT;

-- CreateIndex
CREATE INDEX "Attempt_siteId_subjectId_startedAt_idx" ON "Attempt"("siteId", "subjectId", "startedAt");

-- CreateIndex
CREATE INDEX "Attempt_siteId_relatedId_startedAt_idx" ON "Attempt"("siteId", "relatedId", "startedAt");
