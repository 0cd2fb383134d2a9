ALTER TABLE "vms" ADD COLUMN "live_vcpus_max" integer;--> statement-breakpoint
ALTER TABLE "vms" ADD COLUMN "live_memory_max_bytes" bigint;--> statement-breakpoint
ALTER TABLE "vms" ADD CONSTRAINT "vms_live_max" CHECK (("vms"."live_vcpus_max" is null) = ("vms"."live_memory_max_bytes" is null) and ("vms"."live_vcpus_max" is null or "vms"."live_vcpus" is not null));