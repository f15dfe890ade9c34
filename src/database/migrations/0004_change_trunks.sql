ALTER TABLE "operations" DROP CONSTRAINT "operations_know_their_trunk";--> statement-breakpoint
ALTER TABLE "trunks" ADD COLUMN "notes" jsonb DEFAULT '{"numberProvider":null,"outboundAgentId":null,"inboundAgentVersion":null,"outboundAgentVersion":null,"inboundWebhookUrl":null}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_know_their_trunk" CHECK (("operations"."kind" in ('set_up_trunk', 'change_trunk')) = ("operations"."request" is not null)
        and ("operations"."kind" = 'set_up_trunk') = ("operations"."trunk_id" is null));--> statement-breakpoint
UPDATE "operations" SET "trunk" = "operations"."trunk" || jsonb_build_object('notes', '{"numberProvider":null,"outboundAgentId":null,"inboundAgentVersion":null,"outboundAgentVersion":null,"inboundWebhookUrl":null}'::jsonb) WHERE "operations"."trunk" is not null;
