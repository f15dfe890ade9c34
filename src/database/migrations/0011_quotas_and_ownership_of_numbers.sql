CREATE TABLE "number_holds" (
	"collision_key" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"released_at" timestamp (6) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "number_proofs" (
	"collision_key" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"proof" text NOT NULL,
	"proven_at" timestamp (6) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "number_ranges" (
	"prefix" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"assigned_at" timestamp (6) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organization_usage" (
	"organization_id" text PRIMARY KEY NOT NULL,
	"trunks" integer NOT NULL,
	"day_start" timestamp (6) with time zone NOT NULL,
	"new_numbers" integer NOT NULL,
	"imports" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "organizations" ADD COLUMN "quotas" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "number_holds" ADD CONSTRAINT "number_holds_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "number_proofs" ADD CONSTRAINT "number_proofs_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "number_ranges" ADD CONSTRAINT "number_ranges_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_usage" ADD CONSTRAINT "organization_usage_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
INSERT INTO "organization_usage" ("organization_id", "trunks", "day_start", "new_numbers", "imports")
SELECT "id",
	(SELECT count(*) FROM "trunks" WHERE "trunks"."organization_id" = "organizations"."id")
	+ (SELECT count(*) FROM "operations" WHERE "operations"."organization_id" = "organizations"."id" AND "kind" = 'set_up_trunk' AND "finished_at" IS NULL),
	'epoch', 0, 0
FROM "organizations";
