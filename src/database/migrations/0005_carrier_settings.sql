ALTER TABLE "trunks" ADD COLUMN "carrier_settings" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
UPDATE "trunks" SET "carrier_settings" = jsonb_build_object('transport', "transport") WHERE "transport" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "trunks" DROP COLUMN "transport";
