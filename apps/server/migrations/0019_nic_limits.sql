ALTER TABLE "vm_nics" ADD COLUMN "to_guest_bits_per_second" bigint;--> statement-breakpoint
ALTER TABLE "vm_nics" ADD COLUMN "from_guest_bits_per_second" bigint;