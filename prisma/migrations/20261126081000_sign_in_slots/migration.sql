-- A browser that has signed in before is braked by itself, and what is old is forgotten.
ALTER TABLE "SignInFailure" RENAME COLUMN "email" TO "slot";

-- CreateIndex
CREATE INDEX "SignInFailure_lastAt_idx" ON "SignInFailure"("lastAt");
