ALTER TABLE "api_keys" DROP CONSTRAINT "api_keys_operator_has_no_organization";--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "scopes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "allowed_addresses" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "expires_at" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "last_used_at" timestamp (6) with time zone;--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "suspended_at" timestamp (6) with time zone;--> statement-breakpoint
-- Keys that exist keep all rights that they had.
UPDATE "api_keys" SET "scopes" = CASE
	WHEN "operator" THEN '{operator}'::text[]
	WHEN "organization_id" IS NULL THEN '{}'::text[]
	ELSE '{read,provision,admin}'::text[] END;--> statement-breakpoint
ALTER TABLE "api_keys" DROP COLUMN "operator";--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_operator_has_no_organization" CHECK (not 'operator' = any("api_keys"."scopes") or "api_keys"."organization_id" is null);