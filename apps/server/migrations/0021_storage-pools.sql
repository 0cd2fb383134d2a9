CREATE TABLE "storage_pools" (
	"id" uuid PRIMARY KEY NOT NULL,
	"host_id" uuid NOT NULL,
	"name" text NOT NULL,
	"path" text NOT NULL,
	"revision" bigint DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "storage_pools_path_absolute" CHECK ("storage_pools"."path" like '/_%')
);
--> statement-breakpoint
ALTER TABLE "vm_disks" ADD COLUMN "pool_id" uuid;--> statement-breakpoint
ALTER TABLE "storage_pools" ADD CONSTRAINT "storage_pools_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "storage_pools_name" ON "storage_pools" USING btree ("host_id",lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "storage_pools_path" ON "storage_pools" USING btree ("host_id","path");--> statement-breakpoint
ALTER TABLE "vm_disks" ADD CONSTRAINT "vm_disks_pool_id_storage_pools_id_fk" FOREIGN KEY ("pool_id") REFERENCES "public"."storage_pools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "vm_disks_pool" ON "vm_disks" USING btree ("pool_id");