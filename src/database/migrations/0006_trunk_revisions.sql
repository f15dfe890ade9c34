CREATE TABLE "trunk_revisions" (
	"trunk_id" bigint NOT NULL,
	"revision" integer NOT NULL,
	"organization_id" text NOT NULL,
	"operation_id" text NOT NULL,
	"settings" jsonb NOT NULL,
	"notes" jsonb NOT NULL,
	"sealed_password" text NOT NULL,
	"made_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "trunk_revisions_trunk_id_revision_pk" PRIMARY KEY("trunk_id","revision"),
	CONSTRAINT "trunk_revisions_operation_id_unique" UNIQUE("operation_id")
);
--> statement-breakpoint
ALTER TABLE "operations" ADD COLUMN "requested_by" text;--> statement-breakpoint
ALTER TABLE "trunk_revisions" ADD CONSTRAINT "trunk_revisions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trunk_revisions" ADD CONSTRAINT "trunk_revisions_operation_id_operations_id_fk" FOREIGN KEY ("operation_id") REFERENCES "public"."operations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_requested_by_api_keys_public_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."api_keys"("public_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
WITH "kept" AS (
	SELECT
		coalesce("trunk_id", ("trunk" ->> 'id')::bigint) AS "trunk_id",
		"organization_id",
		"id" AS "operation_id",
		"request" -> 'settings' AS "settings",
		coalesce("request" -> 'notes', '{"numberProvider":null,"outboundAgentId":null,"inboundAgentVersion":null,"outboundAgentVersion":null,"inboundWebhookUrl":null}'::jsonb) AS "notes",
		"request" ->> 'sealedPassword' AS "sealed_password",
		"finished_at" AS "made_at"
	FROM "operations"
	WHERE "state" = 'succeeded' AND "kind" IN ('set_up_trunk', 'change_trunk')
), "told" AS (
	SELECT *, lag(jsonb_build_array("settings", "notes", "sealed_password")) OVER (PARTITION BY "trunk_id" ORDER BY "made_at", "operation_id") AS "before"
	FROM "kept"
	WHERE "trunk_id" IS NOT NULL
)
INSERT INTO "trunk_revisions" ("trunk_id", "revision", "organization_id", "operation_id", "settings", "notes", "sealed_password", "made_at")
SELECT "trunk_id", row_number() OVER (PARTITION BY "trunk_id" ORDER BY "made_at", "operation_id"), "organization_id", "operation_id", "settings", "notes", "sealed_password", "made_at"
FROM "told"
WHERE "before" IS DISTINCT FROM jsonb_build_array("settings", "notes", "sealed_password");
