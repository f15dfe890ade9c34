ALTER TABLE "number_reservations" DROP CONSTRAINT "number_reservations_operation_id_unique";--> statement-breakpoint
ALTER TABLE "trunks" ADD COLUMN "other_forms" jsonb;--> statement-breakpoint
ALTER TABLE "trunks" ADD COLUMN "transport" text;--> statement-breakpoint
CREATE INDEX "number_reservations_of_operation" ON "number_reservations" USING btree ("operation_id");