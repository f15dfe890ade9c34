CREATE TABLE "calls" (
	"participant_id" text PRIMARY KEY NOT NULL,
	"trunk_id" bigint NOT NULL,
	"direction" text NOT NULL,
	"room_id" text NOT NULL,
	"started_at" timestamp (6) with time zone NOT NULL,
	"ended_at" timestamp (6) with time zone,
	"outcome" text,
	"check_after" timestamp (6) with time zone NOT NULL,
	CONSTRAINT "calls_ended_with_outcome" CHECK (("calls"."ended_at" is null) = ("calls"."outcome" is null))
);
--> statement-breakpoint
CREATE TABLE "trunk_health" (
	"trunk_id" bigint PRIMARY KEY NOT NULL,
	"state" text DEFAULT 'unknown' NOT NULL,
	"reason" text DEFAULT 'no_call' NOT NULL,
	"since" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"changes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"review_at" timestamp (6) with time zone,
	"checked_at" timestamp (6) with time zone,
	"check_outcome" text,
	"check_names" jsonb,
	"foreign_since" timestamp (6) with time zone
);
--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_trunk_id_trunks_id_fk" FOREIGN KEY ("trunk_id") REFERENCES "public"."trunks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trunk_health" ADD CONSTRAINT "trunk_health_trunk_id_trunks_id_fk" FOREIGN KEY ("trunk_id") REFERENCES "public"."trunks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calls_of_trunk" ON "calls" USING btree ("trunk_id","direction","ended_at");--> statement-breakpoint
CREATE INDEX "calls_current" ON "calls" USING btree ("check_after") WHERE "calls"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "calls_by_end" ON "calls" USING btree ("ended_at");--> statement-breakpoint
CREATE INDEX "trunk_health_by_state" ON "trunk_health" USING btree ("state");--> statement-breakpoint
CREATE INDEX "trunk_health_to_review" ON "trunk_health" USING btree ("review_at");--> statement-breakpoint
CREATE INDEX "trunk_health_foreign" ON "trunk_health" USING btree ("trunk_id") WHERE "trunk_health"."foreign_since" is not null;--> statement-breakpoint
CREATE INDEX "trunks_by_inbound_trunk" ON "trunks" USING btree ("inbound_trunk_id");--> statement-breakpoint
CREATE INDEX "trunks_by_outbound_trunk" ON "trunks" USING btree ("outbound_trunk_id");