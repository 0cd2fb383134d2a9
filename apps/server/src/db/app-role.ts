import pg from 'pg';

/** The role the server works as in the private PostgreSQL; `limen` owns the tables and is what migrations run as. */
export const appRole = 'limen_app';

/**
 * Gives a role what the server needs and no more: rows of every table, but of the audit log only reading and adding.
 * Done again after each migration, so that homes of older versions get it, and new tables too; in one transaction, so
 * that there is no moment with more.
 *
 * @param client connected as the owner of the tables
 */
export const grantToApp = async (client: pg.Client, role: string): Promise<void> => {
  const name = pg.escapeIdentifier(role);
  const statements = [
    `grant usage on schema public, drizzle to ${name}`,
    `grant select, insert, update, delete on all tables in schema public to ${name}`,
    `grant usage, select on all sequences in schema public to ${name}`,
    `grant select on all tables in schema drizzle to ${name}`,
    `alter default privileges in schema public grant select, insert, update, delete on tables to ${name}`,
    `alter default privileges in schema public grant usage, select on sequences to ${name}`,
    `revoke all on audit_log from ${name}, public`,
    `grant select, insert on audit_log to ${name}`,
    // a trigger of whoever owns the table is all that may call it: it runs with the owner's rights
    'revoke all on function audit_append() from public',
  ];
  await client.query('begin');
  for (const statement of statements) await client.query(statement);
  await client.query('commit');
};

/**
 * Whether the role behind a connection could change the audit log all the same, if it switched the triggers off: as its
 * owner, as a superuser, or by a right that somebody gave it.
 */
export const mayChangeAudit = async (pool: pg.Pool): Promise<boolean> => {
  const { rows } = await pool.query<{ may: boolean }>(
    `select pg_has_role(relowner, 'member') or has_table_privilege(oid, 'update, delete, truncate, trigger') as may
      from pg_class where oid = 'public.audit_log'::regclass`,
  );
  return rows[0]?.may !== false;
};
