CREATE TABLE "catalogue_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"found" jsonb,
	"last_error" jsonb,
	"refreshed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "image_shares" (
	"image_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "image_shares_image_id_user_id_pk" PRIMARY KEY("image_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "snippets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"name" text NOT NULL,
	"content" text NOT NULL,
	"revision" bigint DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"image_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"length_bytes" bigint NOT NULL,
	"received_bytes" bigint DEFAULT 0 NOT NULL,
	"last_modified_ms" bigint,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "uploads_image_id_unique" UNIQUE("image_id"),
	CONSTRAINT "uploads_length" CHECK ("uploads"."length_bytes" > 0 and "uploads"."received_bytes" between 0 and "uploads"."length_bytes")
);
--> statement-breakpoint
CREATE TABLE "vm_cdroms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"vm_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"bus" text DEFAULT 'scsi' NOT NULL,
	"image_id" uuid,
	"disc_id" uuid,
	CONSTRAINT "vm_cdroms_bus" CHECK ("vm_cdroms"."bus" in ('scsi', 'sata')),
	CONSTRAINT "vm_cdroms_one" CHECK ("vm_cdroms"."image_id" is null or "vm_cdroms"."disc_id" is null)
);
--> statement-breakpoint
CREATE TABLE "vm_cloud_init" (
	"vm_id" uuid PRIMARY KEY NOT NULL,
	"form" jsonb,
	"user_data" text NOT NULL,
	"network_config" text,
	"instance_id" text NOT NULL,
	"detach_after_boot" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"detail" text,
	"reported_at" timestamp (3) with time zone,
	"revision" bigint DEFAULT 1 NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vm_cloud_init_state" CHECK ("vm_cloud_init"."state" in ('waiting', 'running', 'finished', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "vm_discs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"vm_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vm_discs_kind" CHECK ("vm_discs"."kind" in ('cloud-init', 'answers'))
);
--> statement-breakpoint
CREATE TABLE "vm_exports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"vm_id" uuid,
	"owner_id" uuid NOT NULL,
	"host_id" uuid NOT NULL,
	"name" text NOT NULL,
	"format" text NOT NULL,
	"state" text NOT NULL,
	"size_bytes" bigint DEFAULT 0 NOT NULL,
	"sha256" text,
	"last_error" jsonb,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revision" bigint DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vm_exports_format" CHECK ("vm_exports"."format" in ('qcow2', 'ova')),
	CONSTRAINT "vm_exports_state" CHECK ("vm_exports"."state" in ('building', 'ready', 'failed', 'deleting'))
);
--> statement-breakpoint
ALTER TABLE "images" DROP CONSTRAINT "images_state";--> statement-breakpoint
ALTER TABLE "images" ADD COLUMN "visibility" text DEFAULT 'private' NOT NULL;--> statement-breakpoint
ALTER TABLE "images" ADD COLUMN "source" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "images" ADD COLUMN "file_name" text;--> statement-breakpoint
ALTER TABLE "images" ADD COLUMN "architecture" text DEFAULT 'x86_64' NOT NULL;--> statement-breakpoint
ALTER TABLE "images" ADD COLUMN "os_id" text;--> statement-breakpoint
ALTER TABLE "images" ADD COLUMN "volume_id" text;--> statement-breakpoint
ALTER TABLE "images" ADD COLUMN "cloud_init" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "images" ADD COLUMN "default_user" text;--> statement-breakpoint
ALTER TABLE "images" ADD COLUMN "family_id" uuid;--> statement-breakpoint
ALTER TABLE "images" ADD COLUMN "version" integer;--> statement-breakpoint
ALTER TABLE "images" ADD COLUMN "hardware" jsonb;--> statement-breakpoint
ALTER TABLE "images" ADD COLUMN "expected_sha256" text;--> statement-breakpoint
ALTER TABLE "images" ADD COLUMN "last_error" jsonb;--> statement-breakpoint
ALTER TABLE "vm_disks" ADD COLUMN "bus" text DEFAULT 'virtio' NOT NULL;--> statement-breakpoint
ALTER TABLE "vm_nics" ADD COLUMN "model" text DEFAULT 'virtio' NOT NULL;--> statement-breakpoint
ALTER TABLE "vms" ADD COLUMN "os_id" text;--> statement-breakpoint
ALTER TABLE "vms" ADD COLUMN "tpm" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "vms" ADD COLUMN "video" text DEFAULT 'vga' NOT NULL;--> statement-breakpoint
ALTER TABLE "vms" ADD COLUMN "clock" text DEFAULT 'utc' NOT NULL;--> statement-breakpoint
ALTER TABLE "vms" ADD COLUMN "hyperv" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "vms" ADD COLUMN "boot_order" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "vms" ADD COLUMN "boot_once" text;--> statement-breakpoint
ALTER TABLE "image_shares" ADD CONSTRAINT "image_shares_image_id_images_id_fk" FOREIGN KEY ("image_id") REFERENCES "public"."images"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "image_shares" ADD CONSTRAINT "image_shares_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "image_shares" ADD CONSTRAINT "image_shares_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snippets" ADD CONSTRAINT "snippets_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_image_id_images_id_fk" FOREIGN KEY ("image_id") REFERENCES "public"."images"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vm_cdroms" ADD CONSTRAINT "vm_cdroms_vm_id_vms_id_fk" FOREIGN KEY ("vm_id") REFERENCES "public"."vms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vm_cdroms" ADD CONSTRAINT "vm_cdroms_image_id_images_id_fk" FOREIGN KEY ("image_id") REFERENCES "public"."images"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vm_cdroms" ADD CONSTRAINT "vm_cdroms_disc_id_vm_discs_id_fk" FOREIGN KEY ("disc_id") REFERENCES "public"."vm_discs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vm_cloud_init" ADD CONSTRAINT "vm_cloud_init_vm_id_vms_id_fk" FOREIGN KEY ("vm_id") REFERENCES "public"."vms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vm_discs" ADD CONSTRAINT "vm_discs_vm_id_vms_id_fk" FOREIGN KEY ("vm_id") REFERENCES "public"."vms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vm_exports" ADD CONSTRAINT "vm_exports_vm_id_vms_id_fk" FOREIGN KEY ("vm_id") REFERENCES "public"."vms"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vm_exports" ADD CONSTRAINT "vm_exports_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vm_exports" ADD CONSTRAINT "vm_exports_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "image_shares_user" ON "image_shares" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "snippets_name" ON "snippets" USING btree ("owner_id","name");--> statement-breakpoint
CREATE INDEX "uploads_owner" ON "uploads" USING btree ("owner_id");--> statement-breakpoint
CREATE UNIQUE INDEX "vm_cdroms_position" ON "vm_cdroms" USING btree ("vm_id","position");--> statement-breakpoint
CREATE INDEX "vm_cdroms_image" ON "vm_cdroms" USING btree ("image_id");--> statement-breakpoint
CREATE UNIQUE INDEX "vm_discs_kind" ON "vm_discs" USING btree ("vm_id","kind");--> statement-breakpoint
CREATE INDEX "vm_exports_owner" ON "vm_exports" USING btree ("owner_id");--> statement-breakpoint
CREATE UNIQUE INDEX "images_version" ON "images" USING btree ("family_id","version");--> statement-breakpoint
CREATE UNIQUE INDEX "images_owner_file" ON "images" USING btree ("host_id","owner_id","sha256") WHERE "images"."family_id" is null and "images"."state" in ('ready', 'missing');--> statement-breakpoint
ALTER TABLE "images" ADD CONSTRAINT "images_visibility" CHECK ("images"."visibility" in ('private', 'public'));--> statement-breakpoint
ALTER TABLE "images" ADD CONSTRAINT "images_template" CHECK (("images"."family_id" is null) = ("images"."version" is null));--> statement-breakpoint
ALTER TABLE "images" ADD CONSTRAINT "images_state" CHECK ("images"."state" in ('uploading', 'fetching', 'importing', 'building', 'ready', 'deleting', 'failed', 'missing'));--> statement-breakpoint
ALTER TABLE "vm_disks" ADD CONSTRAINT "vm_disks_bus" CHECK ("vm_disks"."bus" in ('virtio', 'scsi', 'sata'));--> statement-breakpoint
ALTER TABLE "vm_nics" ADD CONSTRAINT "vm_nics_model" CHECK ("vm_nics"."model" in ('virtio', 'e1000e'));--> statement-breakpoint
ALTER TABLE "vms" ADD CONSTRAINT "vms_video" CHECK ("vms"."video" in ('vga', 'virtio'));--> statement-breakpoint
ALTER TABLE "vms" ADD CONSTRAINT "vms_clock" CHECK ("vms"."clock" in ('utc', 'localtime'));