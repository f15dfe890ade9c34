ALTER TABLE "trunks" ADD COLUMN "inbound_enabled" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "trunks" ADD COLUMN "outbound_enabled" boolean DEFAULT true NOT NULL;