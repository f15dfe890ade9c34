CREATE TABLE "audit" (
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"organization_id" text,
	"actor" text NOT NULL,
	"address" text,
	"action" text NOT NULL,
	"subject" text,
	"result" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"position" bigint,
	"hash" text,
	CONSTRAINT "audit_at_id_pk" PRIMARY KEY("at","id"),
	CONSTRAINT "audit_position_unique" UNIQUE("position"),
	CONSTRAINT "audit_sealed_completely" CHECK (("audit"."position" is null) = ("audit"."hash" is null))
);
--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "requested_from" text;--> statement-breakpoint
ALTER TABLE "operations" ADD COLUMN "requested_from" text;--> statement-breakpoint
CREATE INDEX "audit_of_organization" ON "audit" USING btree ("organization_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_unsealed" ON "audit" USING btree ("at","id") WHERE "audit"."position" is null;--> statement-breakpoint
CREATE FUNCTION "audit_only_add"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	-- The seal is the only change: it gives an entry its place in the chain, once.
	IF TG_OP = 'UPDATE' AND OLD.position IS NULL AND NEW.position IS NOT NULL
		AND to_jsonb(NEW) - 'position' - 'hash' = to_jsonb(OLD) - 'position' - 'hash' THEN
		RETURN NEW;
	END IF;
	RAISE EXCEPTION 'Entries of the audit log are only added.';
END;
$$;--> statement-breakpoint
CREATE TRIGGER "audit_only_add" BEFORE UPDATE OR DELETE ON "audit" FOR EACH ROW EXECUTE FUNCTION "audit_only_add"();--> statement-breakpoint
CREATE TRIGGER "audit_never_truncated" BEFORE TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION "audit_only_add"();--> statement-breakpoint
CREATE FUNCTION "audit_operation"() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
	INSERT INTO "audit" ("at", "organization_id", "actor", "address", "action", "subject", "result", "details")
	VALUES (
		coalesce(NEW.finished_at, NEW.accepted_at), NEW.organization_id, coalesce(NEW.requested_by, 'trunkline'),
		NEW.requested_from, NEW.kind, NEW.id, CASE WHEN NEW.finished_at IS NULL THEN 'accepted' ELSE NEW.state END,
		jsonb_strip_nulls(jsonb_build_object(
			'contract', NEW.contract, 'code', NEW.failure ->> 'code', 'retry_of', NEW.retry_of)));
	RETURN NULL;
END;
$$;--> statement-breakpoint
CREATE TRIGGER "audit_accepted_operation" AFTER INSERT ON "operations" FOR EACH ROW EXECUTE FUNCTION "audit_operation"();--> statement-breakpoint
CREATE TRIGGER "audit_finished_operation" AFTER UPDATE OF "finished_at" ON "operations" FOR EACH ROW
	WHEN (OLD.finished_at IS NULL AND NEW.finished_at IS NOT NULL) EXECUTE FUNCTION "audit_operation"();
