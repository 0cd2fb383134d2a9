INSERT INTO "vm_cdroms" ("id", "vm_id", "position", "image_id") SELECT gen_random_uuid(), "id", 0, "cdrom_image_id" FROM "vms";
--> statement-breakpoint
UPDATE "images" SET "cloud_init" = false, "source" = '{"from":"recipe"}' WHERE "recipe" IS NOT NULL;
--> statement-breakpoint
ALTER TABLE "vms" DROP CONSTRAINT "vms_cdrom_image_id_images_id_fk";
--> statement-breakpoint
ALTER TABLE "vms" DROP COLUMN "cdrom_image_id";