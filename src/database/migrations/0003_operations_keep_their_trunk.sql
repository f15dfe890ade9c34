ALTER TABLE "operations" ADD COLUMN "trunk" jsonb;--> statement-breakpoint
UPDATE "operations" SET "trunk" = jsonb_build_object(
	'id', "made"."id",
	'organizationId', "made"."organization_id",
	'operationId', "made"."operation_id",
	'number', jsonb_build_object('kind', "made"."number_kind", 'value', "made"."phone_number"),
	'nickname', "made"."nickname",
	'username', "made"."username",
	'outboundAddress', "made"."outbound_address",
	'callingFormat', "made"."calling_format",
	'inboundAuthorization', jsonb_build_object('digest', "made"."inbound_digest", 'allowed', "made"."allowed_addresses"),
	'outboundProxy', "made"."outbound_proxy",
	'countryCode', "made"."country_code",
	'agentName', "made"."agent_name",
	'inboundTrunkId', "made"."inbound_trunk_id",
	'outboundTrunkId', "made"."outbound_trunk_id",
	'dispatchRuleId', "made"."dispatch_rule_id",
	'createdAt', to_char("made"."created_at" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
	'updatedAt', to_char("made"."updated_at" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
) FROM "trunks" "made" WHERE "made"."operation_id" = "operations"."id";
