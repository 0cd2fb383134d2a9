ALTER TABLE "vms" ADD COLUMN "live_vcpus" integer;--> statement-breakpoint
ALTER TABLE "vms" ADD COLUMN "live_memory_bytes" bigint;--> statement-breakpoint
ALTER TABLE "vms" ADD CONSTRAINT "vms_live" CHECK (("vms"."live_vcpus" is null) = ("vms"."live_memory_bytes" is null) and ("vms"."live_vcpus" is null or "vms"."counts_running"));