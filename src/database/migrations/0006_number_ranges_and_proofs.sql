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
ALTER TABLE "number_proofs" ADD CONSTRAINT "number_proofs_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "number_ranges" ADD CONSTRAINT "number_ranges_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;