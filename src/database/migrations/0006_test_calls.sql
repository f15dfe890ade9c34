CREATE TABLE "test_calls" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"requested_by" text,
	"trunk_id" bigint,
	"request" jsonb,
	"called" text NOT NULL,
	"ring_seconds" integer NOT NULL,
	"talk_seconds" integer NOT NULL,
	"state" text NOT NULL,
	"result" jsonb,
	"events" jsonb NOT NULL,
	"created_at" timestamp (6) with time zone NOT NULL,
	"dialled_at" timestamp (6) with time zone,
	"finished_at" timestamp (6) with time zone,
	"dispatch_after" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "test_calls_finished_with_result" CHECK (("test_calls"."finished_at" is not null) = ("test_calls"."state" = 'finished') and ("test_calls"."result" is not null) = ("test_calls"."state" = 'finished')),
	CONSTRAINT "test_calls_forget_the_request" CHECK ("test_calls"."request" is null or "test_calls"."state" = 'running')
);
--> statement-breakpoint
ALTER TABLE "idempotency_keys" DROP CONSTRAINT "idempotency_keys_one_subject";--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD COLUMN "test_call_id" text;--> statement-breakpoint
ALTER TABLE "test_calls" ADD CONSTRAINT "test_calls_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_calls" ADD CONSTRAINT "test_calls_requested_by_api_keys_public_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."api_keys"("public_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "test_calls_of_organization" ON "test_calls" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "test_calls_unfinished" ON "test_calls" USING btree ("dispatch_after") WHERE "test_calls"."finished_at" is null;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_test_call_id_test_calls_id_fk" FOREIGN KEY ("test_call_id") REFERENCES "public"."test_calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_one_subject" CHECK (num_nonnulls("idempotency_keys"."operation_id", "idempotency_keys"."import_id", "idempotency_keys"."test_call_id") = 1);