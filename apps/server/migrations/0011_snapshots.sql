CREATE TABLE "vm_snapshot_pictures" (
	"snapshot_id" uuid PRIMARY KEY NOT NULL,
	"png" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "vm_snapshot_schedules" (
	"vm_id" uuid PRIMARY KEY NOT NULL,
	"hourly" integer NOT NULL,
	"daily" integer NOT NULL,
	"weekly" integer NOT NULL,
	"at_minute" integer NOT NULL,
	"weekday" integer NOT NULL,
	"time_zone" text NOT NULL,
	"memory" boolean NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone,
	"last_result" text,
	"last_error" text,
	"failures" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vm_snapshot_schedules_result" CHECK ("vm_snapshot_schedules"."last_result" in ('made', 'unchanged', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "vm_snapshots" (
	"id" uuid PRIMARY KEY NOT NULL,
	"vm_id" uuid NOT NULL,
	"parent_id" uuid,
	"is_current" boolean DEFAULT false NOT NULL,
	"name" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"kind" text NOT NULL,
	"frozen" boolean,
	"paused" boolean DEFAULT false NOT NULL,
	"state" text NOT NULL,
	"made_by" text NOT NULL,
	"hardware" jsonb NOT NULL,
	"definition" text,
	"saved_memory_bytes" bigint,
	"start_generation" integer DEFAULT 0 NOT NULL,
	"revision" bigint DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vm_snapshots_kind" CHECK ("vm_snapshots"."kind" in ('memory', 'disks', 'off')),
	CONSTRAINT "vm_snapshots_state" CHECK ("vm_snapshots"."state" in ('creating', 'ready', 'deleting')),
	CONSTRAINT "vm_snapshots_made_by" CHECK ("vm_snapshots"."made_by" in ('person', 'restore', 'schedule'))
);
--> statement-breakpoint
ALTER TABLE "vm_snapshot_pictures" ADD CONSTRAINT "vm_snapshot_pictures_snapshot_id_vm_snapshots_id_fk" FOREIGN KEY ("snapshot_id") REFERENCES "public"."vm_snapshots"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vm_snapshot_schedules" ADD CONSTRAINT "vm_snapshot_schedules_vm_id_vms_id_fk" FOREIGN KEY ("vm_id") REFERENCES "public"."vms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vm_snapshots" ADD CONSTRAINT "vm_snapshots_vm_id_vms_id_fk" FOREIGN KEY ("vm_id") REFERENCES "public"."vms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vm_snapshots" ADD CONSTRAINT "vm_snapshots_parent_id_vm_snapshots_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."vm_snapshots"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "vm_snapshot_schedules_next" ON "vm_snapshot_schedules" USING btree ("next_at");--> statement-breakpoint
CREATE INDEX "vm_snapshots_vm" ON "vm_snapshots" USING btree ("vm_id","created_at");--> statement-breakpoint
CREATE INDEX "vm_snapshots_parent" ON "vm_snapshots" USING btree ("parent_id");--> statement-breakpoint
CREATE UNIQUE INDEX "vm_snapshots_current" ON "vm_snapshots" USING btree ("vm_id") WHERE "vm_snapshots"."is_current";