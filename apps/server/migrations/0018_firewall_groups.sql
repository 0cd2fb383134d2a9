CREATE TABLE "firewall_groups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid,
	"name" text NOT NULL,
	"rules" jsonb NOT NULL,
	"revision" bigint DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "firewall_groups_name" UNIQUE NULLS NOT DISTINCT("owner_id","name")
);
--> statement-breakpoint
CREATE TABLE "nic_groups" (
	"nic_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	CONSTRAINT "nic_groups_nic_id_group_id_pk" PRIMARY KEY("nic_id","group_id")
);
--> statement-breakpoint
ALTER TABLE "firewall_groups" ADD CONSTRAINT "firewall_groups_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nic_groups" ADD CONSTRAINT "nic_groups_nic_id_vm_nics_id_fk" FOREIGN KEY ("nic_id") REFERENCES "public"."vm_nics"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nic_groups" ADD CONSTRAINT "nic_groups_group_id_firewall_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."firewall_groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "nic_groups_group" ON "nic_groups" USING btree ("group_id");