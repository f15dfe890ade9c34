DROP INDEX "operations_cancel_key";--> statement-breakpoint
CREATE INDEX "operations_failed" ON "operations" USING btree ("organization_id","accepted_at","id") WHERE "operations"."state" = 'failed';--> statement-breakpoint
CREATE INDEX "operations_cancel_key" ON "operations" USING btree ("organization_id","cancel_key") WHERE "operations"."cancel_key" is not null;