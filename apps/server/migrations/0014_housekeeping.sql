CREATE TABLE "vm_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"vm_id" uuid NOT NULL,
	"actor_id" uuid,
	"actor_name" text DEFAULT '' NOT NULL,
	"action" text NOT NULL,
	"operation_id" uuid,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "vm_favourites" (
	"user_id" uuid NOT NULL,
	"vm_id" uuid NOT NULL,
	CONSTRAINT "vm_favourites_user_id_vm_id_pk" PRIMARY KEY("user_id","vm_id")
);
--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "boot_id" text;--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "autostart_next_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "vms" ADD COLUMN "tags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "vms" ADD COLUMN "is_protected" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "vms" ADD COLUMN "autostart" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "vms" ADD COLUMN "autostart_order" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "vms" ADD COLUMN "autostart_delay_seconds" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "vms" ADD COLUMN "autostart_due" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "vm_changes" ADD CONSTRAINT "vm_changes_vm_id_vms_id_fk" FOREIGN KEY ("vm_id") REFERENCES "public"."vms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vm_changes" ADD CONSTRAINT "vm_changes_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vm_favourites" ADD CONSTRAINT "vm_favourites_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vm_favourites" ADD CONSTRAINT "vm_favourites_vm_id_vms_id_fk" FOREIGN KEY ("vm_id") REFERENCES "public"."vms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "vm_changes_vm" ON "vm_changes" USING btree ("vm_id","created_at");--> statement-breakpoint
CREATE INDEX "vm_changes_operation" ON "vm_changes" USING btree ("operation_id");--> statement-breakpoint
CREATE INDEX "vm_favourites_vm" ON "vm_favourites" USING btree ("vm_id");--> statement-breakpoint
ALTER TABLE "vms" ADD CONSTRAINT "vms_tags" CHECK (coalesce(array_length("vms"."tags", 1), 0) <= 10);--> statement-breakpoint
ALTER TABLE "vms" ADD CONSTRAINT "vms_autostart" CHECK ("vms"."autostart_order" >= 0 and "vms"."autostart_delay_seconds" >= 0);