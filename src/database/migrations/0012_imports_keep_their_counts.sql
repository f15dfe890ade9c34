ALTER TABLE "imports" ADD COLUMN "counts" jsonb;--> statement-breakpoint
UPDATE "imports" SET "counts" = (
	SELECT jsonb_build_object(
		'pending', count(*) FILTER (WHERE "outcome" = 'pending'),
		'running', count(*) FILTER (WHERE "outcome" = 'running'),
		'undoing', count(*) FILTER (WHERE "outcome" = 'undoing'),
		'succeeded', count(*) FILTER (WHERE "outcome" = 'succeeded'),
		'failed', count(*) FILTER (WHERE "outcome" = 'failed'),
		'refused', count(*) FILTER (WHERE "outcome" = 'refused'),
		'cancelled', count(*) FILTER (WHERE "outcome" = 'cancelled'))
	FROM (
		SELECT CASE WHEN "import_lines"."code" = 'password_unreadable' THEN "import_lines"."state"
			ELSE coalesce("operations"."state", "import_lines"."state") END AS "outcome"
		FROM "import_lines" LEFT JOIN "operations" ON "operations"."id" = "import_lines"."operation_id"
		WHERE "import_lines"."import_id" = "imports"."id") AS "lines")
WHERE "state" = 'finished';
