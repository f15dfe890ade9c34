ALTER TABLE "trunks" ADD COLUMN "deleting_since" timestamp (6) with time zone;--> statement-breakpoint
UPDATE "trunks" SET "deleting_since" = "operations"."accepted_at" FROM "operations"
WHERE "operations"."trunk_id" = "trunks"."id" AND "operations"."kind" = 'tear_down_trunk' AND "operations"."finished_at" IS NULL;
