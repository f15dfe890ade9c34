ALTER TABLE "trunks" ADD COLUMN "carrier_settings" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
UPDATE "trunks" SET "carrier_settings" = jsonb_strip_nulls(jsonb_build_object('transport', "transport", 'inboundEnabled', CASE WHEN "inbound_enabled" THEN NULL ELSE false END, 'outboundEnabled', CASE WHEN "outbound_enabled" THEN NULL ELSE false END));--> statement-breakpoint
ALTER TABLE "trunks" DROP COLUMN "transport";--> statement-breakpoint
ALTER TABLE "trunks" DROP COLUMN "inbound_enabled";--> statement-breakpoint
ALTER TABLE "trunks" DROP COLUMN "outbound_enabled";