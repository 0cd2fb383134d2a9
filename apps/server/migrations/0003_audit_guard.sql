-- The record of who did what: numbered and chained by the database, never changed. Each row's hash covers the one before it,
-- so that a changed, removed or reordered row breaks every later one (src/audit/verify-audit.ts computes it again).
-- The functions belong to whoever migrates and run with their rights: who only inserts can set neither number nor hash.
create function audit_text(r audit_log) returns text language sql immutable set timezone = 'UTC' as $$
  select string_agg(coalesce(length(part) || ':' || part, '-'), ',' order by place)
  from unnest(array[
    r.seq::text, r.id::text, to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), r.actor_id::text,
    r.actor_name, r.via, r.session_id::text, r.token_id::text, r.address, r.action, r.object_type, r.object_id::text,
    r.object_name, r.owner_id::text, r.request_id, r.operation_id::text, r.before::text, r.after::text, r.result, r.code
  ]) with ordinality as parts(part, place)
$$;
--> statement-breakpoint
create function audit_append() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  last record;
begin
  -- held until the transaction ends: rows are chained in the order of their commits, without a gap
  perform pg_advisory_xact_lock(7305467003);
  select seq, hash into last from audit_log order by seq desc limit 1;
  new.seq := coalesce(last.seq, 0) + 1;
  new.previous_hash := coalesce(last.hash, '');
  new.at := clock_timestamp();
  new.hash := encode(sha256(convert_to(new.previous_hash || audit_text(new), 'UTF8')), 'hex');
  return new;
end
$$;
--> statement-breakpoint
create trigger audit_append before insert on audit_log for each row execute function audit_append();
--> statement-breakpoint
create function audit_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is only ever added to' using errcode = 'insufficient_privilege';
end
$$;
--> statement-breakpoint
create trigger audit_refuse before update or delete or truncate on audit_log for each statement execute function audit_refuse();
