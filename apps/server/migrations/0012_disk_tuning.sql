ALTER TABLE "vm_disks" ADD COLUMN "cache" text DEFAULT 'default' NOT NULL;--> statement-breakpoint
ALTER TABLE "vm_disks" ADD COLUMN "bytes_per_second" bigint;--> statement-breakpoint
ALTER TABLE "vm_disks" ADD COLUMN "iops" integer;--> statement-breakpoint
ALTER TABLE "vm_disks" ADD CONSTRAINT "vm_disks_cache" CHECK ("vm_disks"."cache" in ('default', 'none', 'writeback', 'writethrough'));--> statement-breakpoint
ALTER TABLE "vm_disks" ADD CONSTRAINT "vm_disks_limits" CHECK ("vm_disks"."bytes_per_second" > 0 and "vm_disks"."iops" > 0);