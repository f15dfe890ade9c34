CREATE INDEX "idempotency_keys_of_operation" ON "idempotency_keys" USING btree ("operation_id");--> statement-breakpoint
UPDATE "operations" SET "failure" = jsonb_set("failure", '{code}', '"number_in_use"') WHERE "failure" ->> 'code' = 'number_taken';--> statement-breakpoint
UPDATE "operations" SET "steps" = replace("steps"::text, '"code": "number_taken"', '"code": "number_in_use"')::jsonb WHERE "steps"::text LIKE '%"code": "number_taken"%';
