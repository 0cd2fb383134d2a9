ALTER TABLE "idempotency_keys" ADD COLUMN "holder" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "operations" ADD COLUMN "once_key" text;--> statement-breakpoint
CREATE INDEX "operations_once" ON "operations" USING btree ("actor_id","once_key");