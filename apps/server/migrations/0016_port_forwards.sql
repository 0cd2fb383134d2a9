CREATE TABLE "port_forwards" (
	"id" uuid PRIMARY KEY NOT NULL,
	"host_id" uuid NOT NULL,
	"nic_id" uuid NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"protocol" text NOT NULL,
	"host_port" integer NOT NULL,
	"guest_port" integer NOT NULL,
	"sources" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "port_forwards_protocol" CHECK ("port_forwards"."protocol" in ('tcp', 'udp')),
	CONSTRAINT "port_forwards_ports" CHECK ("port_forwards"."host_port" between 1 and 65535 and "port_forwards"."guest_port" between 1 and 65535)
);
--> statement-breakpoint
ALTER TABLE "port_forwards" ADD CONSTRAINT "port_forwards_host_id_hosts_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."hosts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "port_forwards" ADD CONSTRAINT "port_forwards_nic_id_vm_nics_id_fk" FOREIGN KEY ("nic_id") REFERENCES "public"."vm_nics"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "port_forwards_port" ON "port_forwards" USING btree ("host_id","protocol","host_port");--> statement-breakpoint
CREATE INDEX "port_forwards_nic" ON "port_forwards" USING btree ("nic_id");