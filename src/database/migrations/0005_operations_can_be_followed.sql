ALTER TABLE "operations" ADD COLUMN "retry_of" text;--> statement-breakpoint
ALTER TABLE "operations" ADD COLUMN "cancel_requested_at" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "operations" ADD COLUMN "cancel_key" text;--> statement-breakpoint
ALTER TABLE "operations" ADD COLUMN "steps" jsonb;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_retry_of_operations_id_fk" FOREIGN KEY ("retry_of") REFERENCES "public"."operations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "operations_cancel_key" ON "operations" USING btree ("organization_id","cancel_key") WHERE "operations"."cancel_key" is not null;--> statement-breakpoint
CREATE INDEX "operations_of_organization" ON "operations" USING btree ("organization_id","accepted_at","id");--> statement-breakpoint
CREATE INDEX "operations_failed" ON "operations" USING btree ("organization_id","accepted_at","id") WHERE "operations"."state" = 'failed';--> statement-breakpoint
CREATE INDEX "operations_of_trunk" ON "operations" USING btree ("organization_id",coalesce("trunk_id", ("trunk" ->> 'id')::bigint),"accepted_at","id");