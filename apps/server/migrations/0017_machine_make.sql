ALTER TABLE "vms" ADD COLUMN "machine" text;--> statement-breakpoint
ALTER TABLE "vms" ADD COLUMN "cpu_model" text;