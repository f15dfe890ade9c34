CREATE TABLE "reconciliation_findings" (
	"reconciliation_id" text NOT NULL,
	"key" text NOT NULL,
	"position" integer NOT NULL,
	"first_seen_in" integer NOT NULL,
	"code" text NOT NULL,
	"severity" text NOT NULL,
	"action" text NOT NULL,
	"object_kind" text,
	"object_id" text,
	"trunk_id" bigint,
	"operation_id" text,
	"number" text,
	"evidence" text NOT NULL,
	"fields" jsonb NOT NULL,
	"outcome" text,
	"note" text,
	CONSTRAINT "reconciliation_findings_reconciliation_id_key_pk" PRIMARY KEY("reconciliation_id","key")
);
--> statement-breakpoint
CREATE TABLE "reconciliations" (
	"id" text PRIMARY KEY NOT NULL,
	"trigger" text NOT NULL,
	"state" text NOT NULL,
	"repair" boolean NOT NULL,
	"remove_many" boolean NOT NULL,
	"started_at" timestamp (6) with time zone NOT NULL,
	"finished_at" timestamp (6) with time zone,
	"compared" jsonb,
	"counts" jsonb NOT NULL,
	"failure" text,
	CONSTRAINT "reconciliations_finished_when_final" CHECK (("reconciliations"."finished_at" is not null) = ("reconciliations"."state" in ('finished', 'failed')))
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "operator" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "reconciliation_findings" ADD CONSTRAINT "reconciliation_findings_reconciliation_id_reconciliations_id_fk" FOREIGN KEY ("reconciliation_id") REFERENCES "public"."reconciliations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reconciliation_findings_in_order" ON "reconciliation_findings" USING btree ("reconciliation_id","position");--> statement-breakpoint
CREATE INDEX "reconciliation_findings_undecided" ON "reconciliation_findings" USING btree ("reconciliation_id","action","trunk_id") WHERE "reconciliation_findings"."outcome" is null;--> statement-breakpoint
CREATE INDEX "reconciliations_by_start" ON "reconciliations" USING btree ("started_at");--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_of_operators" CHECK (not "api_keys"."operator" or "api_keys"."organization_id" is null);