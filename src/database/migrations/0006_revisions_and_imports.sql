CREATE TABLE "import_lines" (
	"import_id" text NOT NULL,
	"line" integer NOT NULL,
	"number" text NOT NULL,
	"collision_key" text NOT NULL,
	"operation_id" text NOT NULL,
	"request" jsonb NOT NULL,
	"request_hash" text NOT NULL,
	"state" text NOT NULL,
	"code" text,
	"attempt" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "import_lines_import_id_line_pk" PRIMARY KEY("import_id","line"),
	CONSTRAINT "import_lines_operation_id_unique" UNIQUE("operation_id"),
	CONSTRAINT "import_lines_refused_with_reason" CHECK (("import_lines"."code" is not null) = ("import_lines"."state" = 'refused'))
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"state" text NOT NULL,
	"requested_by" text,
	"total" integer NOT NULL,
	"idempotency_key" text,
	"request_hash" text NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"cancelled_at" timestamp (6) with time zone,
	"finished_at" timestamp (6) with time zone,
	"dispatch_after" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "imports_finished_when_final" CHECK (("imports"."finished_at" is not null) = ("imports"."state" = 'finished'))
);
--> statement-breakpoint
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
ALTER TABLE "import_lines" ADD CONSTRAINT "import_lines_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_requested_by_api_keys_public_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."api_keys"("public_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trunk_revisions" ADD CONSTRAINT "trunk_revisions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trunk_revisions" ADD CONSTRAINT "trunk_revisions_operation_id_operations_id_fk" FOREIGN KEY ("operation_id") REFERENCES "public"."operations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "imports_idempotency_key" ON "imports" USING btree ("organization_id","idempotency_key");--> statement-breakpoint
CREATE INDEX "imports_of_organization" ON "imports" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "imports_unfinished" ON "imports" USING btree ("dispatch_after") WHERE "imports"."finished_at" is null;--> statement-breakpoint
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
