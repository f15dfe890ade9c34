ALTER TABLE "operations" ADD COLUMN "carrier" jsonb;--> statement-breakpoint
ALTER TABLE "trunks" ADD COLUMN "carrier" jsonb;