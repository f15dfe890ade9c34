ALTER TABLE "operations" ALTER COLUMN "request" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "operations" ALTER COLUMN "request_hash" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "operations" ADD COLUMN "kind" text DEFAULT 'set_up_trunk' NOT NULL;--> statement-breakpoint
ALTER TABLE "operations" ADD COLUMN "trunk_id" bigint;--> statement-breakpoint
CREATE UNIQUE INDEX "operations_one_per_number" ON "operations" USING btree ("collision_key") WHERE "operations"."finished_at" is null;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_know_their_trunk" CHECK (("operations"."kind" = 'set_up_trunk') = ("operations"."request" is not null)
        and ("operations"."kind" = 'set_up_trunk') = ("operations"."trunk_id" is null));