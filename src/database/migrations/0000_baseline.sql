CREATE TABLE "idempotency_keys" (
	"organization_id" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"operation_id" text,
	"import_id" text,
	"used_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_organization_id_key_pk" PRIMARY KEY("organization_id","key"),
	CONSTRAINT "idempotency_keys_one_subject" CHECK (num_nonnulls("idempotency_keys"."operation_id", "idempotency_keys"."import_id") = 1)
);
--> statement-breakpoint
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
	"retry_of" text,
	"holder_id" text,
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
	"created_at" timestamp (6) with time zone NOT NULL,
	"cancelled_at" timestamp (6) with time zone,
	"finished_at" timestamp (6) with time zone,
	"counts" jsonb,
	"dispatch_after" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "imports_finished_when_final" CHECK (("imports"."finished_at" is not null) = ("imports"."state" = 'finished'))
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"public_id" text PRIMARY KEY NOT NULL,
	"secret_hash" text NOT NULL,
	"organization_id" text,
	"label" text NOT NULL,
	"operator" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp (6) with time zone,
	CONSTRAINT "api_keys_secret_hash_unique" UNIQUE("secret_hash"),
	CONSTRAINT "api_keys_operator_has_no_organization" CHECK (not "api_keys"."operator" or "api_keys"."organization_id" is null)
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"agent_name" text,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "number_reservations" (
	"collision_key" text PRIMARY KEY NOT NULL,
	"operation_id" text NOT NULL,
	"reserved_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "number_reservations_operation_id_unique" UNIQUE("operation_id")
);
--> statement-breakpoint
CREATE TABLE "operations" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"kind" text DEFAULT 'set_up_trunk' NOT NULL,
	"contract" text NOT NULL,
	"requested_by" text,
	"collision_key" text NOT NULL,
	"trunk_id" bigint,
	"state" text NOT NULL,
	"request" jsonb,
	"request_hash" text,
	"carrier" jsonb,
	"retry_of" text,
	"cancel_requested_at" timestamp (6) with time zone,
	"failure" jsonb,
	"steps" jsonb,
	"trunk" jsonb,
	"accepted_at" timestamp (6) with time zone NOT NULL,
	"finished_at" timestamp (6) with time zone,
	"dispatch_after" timestamp (6) with time zone NOT NULL,
	"dispatches" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "operations_finished_when_final" CHECK (("operations"."finished_at" is not null) = ("operations"."state" in ('succeeded', 'failed'))),
	CONSTRAINT "operations_request_and_trunk_by_kind" CHECK (("operations"."kind" in ('set_up_trunk', 'change_trunk')) = ("operations"."request" is not null)
        and ("operations"."kind" = 'set_up_trunk') = ("operations"."trunk_id" is null))
);
--> statement-breakpoint
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
CREATE TABLE "trunk_revisions" (
	"trunk_id" bigint NOT NULL,
	"revision" integer NOT NULL,
	"organization_id" text NOT NULL,
	"operation_id" text NOT NULL,
	"settings" jsonb NOT NULL,
	"notes" jsonb NOT NULL,
	"sealed_password" text NOT NULL,
	"made_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "trunk_revisions_organization_id_trunk_id_revision_pk" PRIMARY KEY("organization_id","trunk_id","revision"),
	CONSTRAINT "trunk_revisions_operation_id_unique" UNIQUE("operation_id")
);
--> statement-breakpoint
CREATE TABLE "trunks" (
	"id" bigint PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"operation_id" text NOT NULL,
	"collision_key" text NOT NULL,
	"number_kind" text NOT NULL,
	"phone_number" text NOT NULL,
	"nickname" text,
	"username" text NOT NULL,
	"sealed_password" text NOT NULL,
	"outbound_address" text NOT NULL,
	"calling_format" text NOT NULL,
	"inbound_digest" boolean NOT NULL,
	"allowed_addresses" jsonb NOT NULL,
	"outbound_proxy" boolean NOT NULL,
	"country_code" text,
	"agent_name" text,
	"inbound_trunk_id" text NOT NULL,
	"outbound_trunk_id" text NOT NULL,
	"dispatch_rule_id" text NOT NULL,
	"notes" jsonb DEFAULT '{"numberProvider":null,"outboundAgentId":null,"inboundAgentVersion":null,"outboundAgentVersion":null,"inboundWebhookUrl":null}'::jsonb NOT NULL,
	"carrier" jsonb,
	"deleting_since" timestamp (6) with time zone,
	"created_at" timestamp (6) with time zone NOT NULL,
	"updated_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "trunks_operation_id_unique" UNIQUE("operation_id"),
	CONSTRAINT "trunks_collision_key_unique" UNIQUE("collision_key"),
	CONSTRAINT "trunks_authorize_inbound" CHECK ("trunks"."inbound_digest" or jsonb_array_length("trunks"."allowed_addresses") > 0)
);
--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_operation_id_operations_id_fk" FOREIGN KEY ("operation_id") REFERENCES "public"."operations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_lines" ADD CONSTRAINT "import_lines_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_lines" ADD CONSTRAINT "import_lines_retry_of_operations_id_fk" FOREIGN KEY ("retry_of") REFERENCES "public"."operations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_lines" ADD CONSTRAINT "import_lines_holder_id_operations_id_fk" FOREIGN KEY ("holder_id") REFERENCES "public"."operations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_requested_by_api_keys_public_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."api_keys"("public_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "number_reservations" ADD CONSTRAINT "number_reservations_operation_id_operations_id_fk" FOREIGN KEY ("operation_id") REFERENCES "public"."operations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_requested_by_api_keys_public_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."api_keys"("public_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_retry_of_operations_id_fk" FOREIGN KEY ("retry_of") REFERENCES "public"."operations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation_findings" ADD CONSTRAINT "reconciliation_findings_reconciliation_id_reconciliations_id_fk" FOREIGN KEY ("reconciliation_id") REFERENCES "public"."reconciliations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trunk_revisions" ADD CONSTRAINT "trunk_revisions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trunk_revisions" ADD CONSTRAINT "trunk_revisions_operation_id_operations_id_fk" FOREIGN KEY ("operation_id") REFERENCES "public"."operations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trunks" ADD CONSTRAINT "trunks_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trunks" ADD CONSTRAINT "trunks_operation_id_operations_id_fk" FOREIGN KEY ("operation_id") REFERENCES "public"."operations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "imports_of_organization" ON "imports" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "imports_unfinished" ON "imports" USING btree ("dispatch_after") WHERE "imports"."finished_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "operations_one_per_number" ON "operations" USING btree ("collision_key") WHERE "operations"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "operations_of_number" ON "operations" USING btree ("collision_key","accepted_at");--> statement-breakpoint
CREATE INDEX "operations_of_organization" ON "operations" USING btree ("organization_id","accepted_at","id");--> statement-breakpoint
CREATE INDEX "operations_failed" ON "operations" USING btree ("organization_id","accepted_at","id") WHERE "operations"."state" = 'failed';--> statement-breakpoint
CREATE INDEX "operations_of_trunk" ON "operations" USING btree ("organization_id",coalesce("trunk_id", ("trunk" ->> 'id')::bigint),"accepted_at","id");--> statement-breakpoint
CREATE INDEX "operations_unfinished" ON "operations" USING btree ("dispatch_after") WHERE "operations"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "reconciliation_findings_in_order" ON "reconciliation_findings" USING btree ("reconciliation_id","position");--> statement-breakpoint
CREATE INDEX "reconciliation_findings_undecided" ON "reconciliation_findings" USING btree ("reconciliation_id","action","trunk_id") WHERE "reconciliation_findings"."outcome" is null;--> statement-breakpoint
CREATE INDEX "reconciliations_by_start" ON "reconciliations" USING btree ("started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "trunk_revisions_first_once" ON "trunk_revisions" USING btree ("trunk_id") WHERE "trunk_revisions"."revision" = 1;--> statement-breakpoint
CREATE INDEX "trunks_of_organization" ON "trunks" USING btree ("organization_id","created_at","id");