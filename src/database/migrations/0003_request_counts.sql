CREATE TABLE "request_counts" (
	"subject" text PRIMARY KEY NOT NULL,
	"window_end" timestamp (6) with time zone NOT NULL,
	"hits" integer NOT NULL
);
