CREATE TABLE "idempotency_keys" (
	"organization_id" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"operation_id" text,
	"import_id" text,
	"used_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_organization_id_key_pk" PRIMARY KEY("organization_id","key"),
	CONSTRAINT "idempotency_keys_of_one_thing" CHECK (num_nonnulls("idempotency_keys"."operation_id", "idempotency_keys"."import_id") = 1)
);
--> statement-breakpoint
DROP INDEX "imports_idempotency_key";--> statement-breakpoint
DROP INDEX "operations_idempotency_key";--> statement-breakpoint
DROP INDEX "operations_cancel_key";--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_operation_id_operations_id_fk" FOREIGN KEY ("operation_id") REFERENCES "public"."operations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
INSERT INTO "idempotency_keys" ("organization_id", "key", "fingerprint", "operation_id", "import_id", "used_at")
SELECT "organization_id", CASE WHEN "key" ~ '^"([^"\\]|\\["\\])+"$' THEN regexp_replace(substr("key", 2, length("key") - 2), '\\(["\\])', '\1', 'g') ELSE "key" END, "fingerprint", "operation_id", "import_id", "used_at"
FROM (
	SELECT "organization_id", "idempotency_key" AS "key", coalesce('retry ' || "retry_of", "request_hash") AS "fingerprint", "id" AS "operation_id", NULL AS "import_id", "accepted_at" AS "used_at"
	FROM "operations"
	UNION ALL
	SELECT "organization_id", "cancel_key", 'cancel ' || "id", "id", NULL, "cancel_requested_at"
	FROM "operations"
	UNION ALL
	SELECT "organization_id", "idempotency_key", "request_hash", NULL, "id", "created_at"
	FROM "imports"
) AS "used"
WHERE "key" IS NOT NULL AND "fingerprint" IS NOT NULL
ORDER BY "used_at"
ON CONFLICT DO NOTHING;--> statement-breakpoint
UPDATE "operations" SET "request_hash" = NULL WHERE "kind" <> 'set_up_trunk' AND "request_hash" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" DROP COLUMN "idempotency_key";--> statement-breakpoint
ALTER TABLE "imports" DROP COLUMN "request_hash";--> statement-breakpoint
ALTER TABLE "operations" DROP COLUMN "idempotency_key";--> statement-breakpoint
ALTER TABLE "operations" DROP COLUMN "cancel_key";