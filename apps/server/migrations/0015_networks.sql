CREATE TABLE "networks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"host_id" uuid NOT NULL,
	"owner_id" uuid,
	"name" text,
	"kind" text NOT NULL,
	"bridge" text,
	"subnet" text,
	"revision" bigint DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "networks_name" UNIQUE NULLS NOT DISTINCT("host_id","owner_id","name"),
	CONSTRAINT "networks_kind" CHECK ("networks"."kind" in ('nat', 'isolated', 'bridge', 'user')),
	CONSTRAINT "networks_bridge" CHECK (("networks"."kind" = 'bridge') = ("networks"."bridge" is not null)),
	CONSTRAINT "networks_first" CHECK (("networks"."id" = "networks"."host_id") = ("networks"."name" is null))
);
--> statement-breakpoint
-- a host's first network has the host's id: every card there is is on it
INSERT INTO "networks" ("id", "host_id", "kind") SELECT "id", "id", 'nat' FROM "hosts";--> statement-breakpoint
ALTER TABLE "vm_nics" ADD COLUMN "network_id" uuid;--> statement-breakpoint
UPDATE "vm_nics" SET "network_id" = "vms"."host_id" FROM "vms" WHERE "vms"."id" = "vm_nics"."vm_id";--> statement-breakpoint
ALTER TABLE "vm_nics" ALTER COLUMN "network_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "vm_nics" ADD COLUMN "link_up" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "vm_nics" ADD COLUMN "guarded" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "vm_nics" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "networks" ADD CONSTRAINT "networks_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "networks" ADD CONSTRAINT "networks_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "networks_subnet" ON "networks" USING btree ("host_id","subnet");--> statement-breakpoint
ALTER TABLE "vm_nics" ADD CONSTRAINT "vm_nics_network_id_networks_id_fk" FOREIGN KEY ("network_id") REFERENCES "public"."networks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "vm_nics_address" ON "vm_nics" USING btree ("network_id","address");--> statement-breakpoint
CREATE INDEX "vm_nics_network" ON "vm_nics" USING btree ("network_id");--> statement-breakpoint
ALTER TABLE "vm_nics" DROP COLUMN "network";