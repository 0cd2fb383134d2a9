CREATE TABLE "vm_host_devices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"vm_id" uuid NOT NULL,
	"host_id" uuid NOT NULL,
	"name" text NOT NULL,
	"source" jsonb NOT NULL,
	"key" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vm_host_devices_key" UNIQUE("host_id","key")
);
--> statement-breakpoint
ALTER TABLE "vm_host_devices" ADD CONSTRAINT "vm_host_devices_vm_id_vms_id_fk" FOREIGN KEY ("vm_id") REFERENCES "public"."vms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vm_host_devices" ADD CONSTRAINT "vm_host_devices_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "vm_host_devices_vm" ON "vm_host_devices" USING btree ("vm_id");