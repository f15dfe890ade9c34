CREATE TABLE "api_keys" (
	"public_id" text PRIMARY KEY NOT NULL,
	"secret_hash" text NOT NULL,
	"organization_id" text,
	"label" text NOT NULL,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp (6) with time zone,
	CONSTRAINT "api_keys_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
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
	"contract" text NOT NULL,
	"collision_key" text NOT NULL,
	"state" text NOT NULL,
	"request" jsonb NOT NULL,
	"request_hash" text NOT NULL,
	"idempotency_key" text,
	"failure" jsonb,
	"accepted_at" timestamp (6) with time zone NOT NULL,
	"finished_at" timestamp (6) with time zone,
	"dispatch_after" timestamp (6) with time zone NOT NULL,
	"dispatches" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "operations_finished_when_final" CHECK (("operations"."finished_at" is not null) = ("operations"."state" in ('succeeded', 'failed')))
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"agent_name" text,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "trunks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "trunks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
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
	"created_at" timestamp (6) with time zone NOT NULL,
	"updated_at" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "trunks_operation_id_unique" UNIQUE("operation_id"),
	CONSTRAINT "trunks_collision_key_unique" UNIQUE("collision_key"),
	CONSTRAINT "trunks_never_open" CHECK ("trunks"."inbound_digest" or jsonb_array_length("trunks"."allowed_addresses") > 0)
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "number_reservations" ADD CONSTRAINT "number_reservations_operation_id_operations_id_fk" FOREIGN KEY ("operation_id") REFERENCES "public"."operations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trunks" ADD CONSTRAINT "trunks_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trunks" ADD CONSTRAINT "trunks_operation_id_operations_id_fk" FOREIGN KEY ("operation_id") REFERENCES "public"."operations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "operations_idempotency_key" ON "operations" USING btree ("organization_id","idempotency_key");--> statement-breakpoint
CREATE INDEX "operations_of_number" ON "operations" USING btree ("collision_key","accepted_at");--> statement-breakpoint
CREATE INDEX "operations_unfinished" ON "operations" USING btree ("dispatch_after") WHERE "operations"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "trunks_of_organization" ON "trunks" USING btree ("organization_id","id");