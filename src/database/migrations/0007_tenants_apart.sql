DROP INDEX "trunks_of_organization";--> statement-breakpoint
ALTER TABLE "trunk_revisions" DROP CONSTRAINT "trunk_revisions_trunk_id_revision_pk";--> statement-breakpoint
ALTER TABLE "trunks" ALTER COLUMN "id" DROP IDENTITY;--> statement-breakpoint
ALTER TABLE "trunk_revisions" ADD CONSTRAINT "trunk_revisions_organization_id_trunk_id_revision_pk" PRIMARY KEY("organization_id","trunk_id","revision");--> statement-breakpoint
CREATE UNIQUE INDEX "trunk_revisions_id_given_once" ON "trunk_revisions" USING btree ("trunk_id") WHERE "trunk_revisions"."revision" = 1;--> statement-breakpoint
CREATE INDEX "trunks_of_organization" ON "trunks" USING btree ("organization_id","created_at","id");