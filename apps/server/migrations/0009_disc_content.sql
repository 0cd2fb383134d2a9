DROP INDEX "vm_discs_kind";--> statement-breakpoint
ALTER TABLE "vm_discs" ADD COLUMN "content" jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "vm_discs_vm" ON "vm_discs" USING btree ("vm_id","kind");