ALTER TABLE "import_lines" ADD COLUMN "retry_of" text;--> statement-breakpoint
ALTER TABLE "import_lines" ADD COLUMN "holder_id" text;--> statement-breakpoint
ALTER TABLE "import_lines" ADD CONSTRAINT "import_lines_retry_of_operations_id_fk" FOREIGN KEY ("retry_of") REFERENCES "public"."operations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_lines" ADD CONSTRAINT "import_lines_holder_id_operations_id_fk" FOREIGN KEY ("holder_id") REFERENCES "public"."operations"("id") ON DELETE no action ON UPDATE no action;