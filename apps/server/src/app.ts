import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { auditRoutes } from '@limen/contract/audit';
import { changeRoutes } from '@limen/contract/changes';
import { bootRoutes } from '@limen/contract/boot';
import { diskRoutes } from '@limen/contract/disks';
import { hardwareRoutes } from '@limen/contract/hardware';
import { housekeepingRoutes } from '@limen/contract/housekeeping';
import { resizeRoutes } from '@limen/contract/resize';
import { snapshotScheduleRoutes } from '@limen/contract/snapshot-schedules';
import { snapshotRoutes } from '@limen/contract/snapshots';
import { catalogueRoutes } from '@limen/contract/catalogue';
import { cloudInitRoutes } from '@limen/contract/cloud-init';
import { copyRoutes } from '@limen/contract/copies';
import { exportRoutes } from '@limen/contract/exports';
import { consolePath, consoleRoutes } from '@limen/contract/consoles';
import { deviceRoutes } from '@limen/contract/devices';
import { factorRoutes } from '@limen/contract/factors';
import { fetchRoutes } from '@limen/contract/fetches';
import { hostRoutes } from '@limen/contract/hosts';
import { imageAccessRoutes } from '@limen/contract/image-access';
import { imageRoutes } from '@limen/contract/images';
import { invitationRoutes } from '@limen/contract/invitations';
import { livePath } from '@limen/contract/live';
import { operationRoutes } from '@limen/contract/operations';
import { profileRoutes } from '@limen/contract/profile';
import { providerRoutes } from '@limen/contract/providers';
import { quotaRoutes } from '@limen/contract/quotas';
import type { RouteTable } from '@limen/contract/route';
import { sessionRoutes } from '@limen/contract/sessions';
import { settingRoutes } from '@limen/contract/settings';
import { shareRoutes } from '@limen/contract/shares';
import { firewallRoutes } from '@limen/contract/firewall';
import { forwardRoutes } from '@limen/contract/forwards';
import { storagePoolRoutes } from '@limen/contract/storage-pools';
import { networkRoutes } from '@limen/contract/networks';
import { hostDeviceRoutes } from '@limen/contract/host-devices';
import { nicRoutes } from '@limen/contract/nics';
import { snippetRoutes } from '@limen/contract/snippets';
import { systemRoutes } from '@limen/contract/system';
import { systemsRoutes } from '@limen/contract/systems';
import { accessTokenRoutes, tokenRoutes } from '@limen/contract/tokens';
import { uploadRoutes } from '@limen/contract/uploads';
import { userRoutes } from '@limen/contract/users';
import { vmRoutes } from '@limen/contract/vms';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { auditHandlers } from './audit/audit.routes.ts';
import { keepHeads } from './audit/keep-heads.ts';
import { endExpired } from './auth/end-expired.ts';
import { forgetOldVerifications } from './auth/verification.rows.ts';
import { catalogueHandlers } from './catalogue/catalogue.routes.ts';
import { consoleTargets } from './console-targets.ts';
import { consoleHandlers } from './consoles/console.routes.ts';
import { createConsoleSocket } from './consoles/console-socket.ts';
import type { Deps } from './deps.ts';
import { deviceHandlers } from './devices/device.routes.ts';
import { factorHandlers } from './factors/factor.routes.ts';
import { hostHandlers } from './hosts/host.routes.ts';
import { apiDocs } from './http/api-docs.ts';
import { apiPolicy, bareHeaders, contentSecurity } from './http/content-security.ts';
import { sendError } from './http/errors.ts';
import { forgetOldKeys } from './http/idempotency.rows.ts';
import { type Handlers, implement } from './http/implement.ts';
import { LiveReplies } from './http/live-replies.ts';
import { Origins } from './http/origins.ts';
import { PageRequests } from './http/page-requests.ts';
import { serveWeb } from './http/serve-web.ts';
import { tlsServerFactory } from './http/tls.ts';
import { routeUpgrades } from './http/upgrades.ts';
import { fetchHandlers } from './images/fetch.routes.ts';
import { imageAccessHandlers } from './images/image-access.routes.ts';
import { imageHandlers } from './images/image.routes.ts';
import { offerImages } from './images/offer-images.ts';
import { invitationHandlers } from './invitations/invitation.routes.ts';
import { AppError } from './lib/app-error.ts';
import { repeat } from './lib/repeat.ts';
import { createLiveSocket } from './live/live-socket.ts';
import { liveSources } from './live-sources.ts';
import { operationDefinitions } from './operation-definitions.ts';
import { operationHandlers } from './operations/operation.routes.ts';
import { systemsHandlers } from './osinfo/system.routes.ts';
import { providerHandlers } from './providers/provider.routes.ts';
import { keepQuotas } from './quotas/keep-quotas.ts';
import { quotaHandlers } from './quotas/quota.routes.ts';
import { sessionHandlers } from './sessions/session.routes.ts';
import { settingHandlers } from './settings/setting.routes.ts';
import { firewallHandlers } from './firewall/firewall.routes.ts';
import { forwardHandlers } from './forwards/forward.routes.ts';
import { storagePoolHandlers } from './pools/pool.routes.ts';
import { networkHandlers } from './networks/network.routes.ts';
import { snippetHandlers } from './snippets/snippet.routes.ts';
import { hostDeviceHandlers } from './vms/host-device.routes.ts';
import { nicHandlers } from './vms/nic.routes.ts';
import { systemHandlers } from './system/system.routes.ts';
import { accessTokenHandlers, tokenHandlers } from './tokens/token.routes.ts';
import { keepUploads } from './uploads/keep-uploads.ts';
import { uploadHandlers } from './uploads/upload.routes.ts';
import { keepLeaving } from './users/leaving-users.ts';
import { profileHandlers } from './users/profile.routes.ts';
import { userHandlers } from './users/user.routes.ts';
import { bootHandlers } from './vms/boot.routes.ts';
import { keepSchedules } from './snapshots/keep-schedules.ts';
import { snapshotScheduleHandlers } from './snapshots/snapshot-schedule.routes.ts';
import { snapshotHandlers } from './snapshots/snapshot.routes.ts';
import { diskHandlers } from './vms/disk.routes.ts';
import { housekeepingHandlers } from './vms/housekeeping.routes.ts';
import { hardwareHandlers } from './vms/hardware.routes.ts';
import { resizeHandlers } from './vms/resize.routes.ts';
import { cloudInitHandlers } from './vms/cloud-init.routes.ts';
import { followFirstBoots } from './vms/follow-first-boots.ts';
import { exportHandlers } from './exports/export.routes.ts';
import { deleteOldExports } from './exports/keep-exports.ts';
import { copyHandlers } from './vms/copy.routes.ts';
import { keepAutostart } from './vms/keep-autostart.ts';
import { keepTimes } from './vms/keep-times.ts';
import { shareHandlers } from './vms/share.routes.ts';
import { changeHandlers } from './vms/vm-change.routes.ts';
import { vmHandlers } from './vms/vm.routes.ts';
import { keepWorld } from './world/keep-world.ts';

/** Idempotency keys are kept for a day; how exactly is nobody's concern. */
const forgetKeysMs = 3600 * 1000;
/** Anybody may ask for a challenge, which is good for five minutes: no more than those of six are ever kept. */
const forgetVerificationsMs = 60 * 1000;

/** 1 MiB: no body of ours comes near; what uploads send is a stream, and is never held. */
const bodyLimit = 1024 * 1024;

export type App = {
  /** `inject` on it is the whole API. */
  http: FastifyInstance;
  /** Begins everything that works by itself: operations, watching, live connections, pages. Before `listen`. */
  start: () => Promise<void>;
  close: () => Promise<void>;
};

/** The server without its port: every plugin, every noun and every wire from below to above, in order. */
export const buildApp = async (deps: Deps, pages = new PageRequests()): Promise<App> => {
  // pino's own type is narrower than what Fastify asks of a logger
  const logger: FastifyBaseLogger = deps.log;
  const app: FastifyInstance = Fastify({
    loggerInstance: logger,
    ...(deps.config.tls && { serverFactory: tlsServerFactory(deps.config.tls, deps.log) }),
    bodyLimit,
    // what Fastify refuses before any route is found, e.g. an address that is no URL
    frameworkErrors: (error, request, reply) => {
      void sendError(request, reply.headers(bareHeaders(deps.config)), error);
    },
    trustProxy: deps.config.trustProxy.length > 0 ? deps.config.trustProxy : false,
    // not a UUID v7: nothing is sorted by it, and this one takes a tenth of the time (8 µs less a request)
    genReqId: () => randomUUID(),
    // one line a request, at debug: at info a page with live data would be most of the log
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { ignoreTrailingSlash: false, caseSensitive: true },
    return503OnClosing: true,
    forceCloseConnections: 'idle',
  });
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id).header('content-security-policy', apiPolicy);
  });
  app.addHook('onResponse', async (request, reply) => {
    const path = request.url.split('?', 1)[0];
    request.log.debug(
      { method: request.method, path, status: reply.statusCode, ms: reply.elapsedTime },
      'request',
    );
  });
  // the only body is JSON: a form or text/plain, which other pages can send without asking, is refused
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler((error, request, reply) => sendError(request, reply, error));
  app.setNotFoundHandler((request, reply) =>
    sendError(request, reply, new AppError('request.not_found', 'There is no such route.')),
  );
  await app.register(helmet, contentSecurity(deps.config));
  await app.register(rateLimit, {
    max: deps.config.rateLimitRps,
    timeWindow: 1000,
    skipOnError: true,
    keyGenerator: (request) => pages.clientOf(request),
  });
  await app.register(apiDocs);

  const around = { liveReplies: new LiveReplies(deps.live), pages };
  const mount = <T extends RouteTable>(table: T, handlers: Handlers<T>): void =>
    implement(app, deps, table, handlers, around);
  mount(systemRoutes, systemHandlers(deps));
  mount(userRoutes, userHandlers(deps));
  mount(providerRoutes, providerHandlers(deps));
  mount(deviceRoutes, deviceHandlers(deps));
  mount(factorRoutes, factorHandlers(deps));
  mount(profileRoutes, profileHandlers(deps));
  mount(invitationRoutes, invitationHandlers(deps));
  mount(sessionRoutes, sessionHandlers(deps));
  mount(tokenRoutes, tokenHandlers(deps));
  mount(accessTokenRoutes, accessTokenHandlers(deps));
  mount(hostRoutes, hostHandlers(deps));
  mount(storagePoolRoutes, storagePoolHandlers(deps));
  mount(imageRoutes, imageHandlers(deps));
  mount(imageAccessRoutes, imageAccessHandlers(deps));
  mount(uploadRoutes, uploadHandlers(deps));
  mount(fetchRoutes, fetchHandlers(deps));
  mount(catalogueRoutes, catalogueHandlers(deps));
  mount(vmRoutes, vmHandlers(deps));
  mount(bootRoutes, bootHandlers(deps));
  mount(hardwareRoutes, hardwareHandlers(deps));
  mount(resizeRoutes, resizeHandlers(deps));
  mount(housekeepingRoutes, housekeepingHandlers(deps));
  mount(changeRoutes, changeHandlers(deps));
  mount(snapshotRoutes, snapshotHandlers(deps));
  mount(snapshotScheduleRoutes, snapshotScheduleHandlers(deps));
  mount(diskRoutes, diskHandlers(deps));
  mount(cloudInitRoutes, cloudInitHandlers(deps));
  mount(snippetRoutes, snippetHandlers(deps));
  mount(networkRoutes, networkHandlers(deps));
  mount(nicRoutes, nicHandlers(deps));
  mount(hostDeviceRoutes, hostDeviceHandlers(deps));
  mount(forwardRoutes, forwardHandlers(deps));
  mount(firewallRoutes, firewallHandlers(deps));
  mount(copyRoutes, copyHandlers(deps));
  mount(exportRoutes, exportHandlers(deps));
  mount(systemsRoutes, systemsHandlers(deps));
  mount(shareRoutes, shareHandlers(deps));
  const targets = consoleTargets(deps);
  mount(consoleRoutes, consoleHandlers(deps, targets));
  mount(operationRoutes, operationHandlers(deps));
  mount(settingRoutes, settingHandlers(deps));
  mount(auditRoutes, auditHandlers(deps));
  mount(quotaRoutes, quotaHandlers(deps));

  // whatever is left: the pages
  const web = deps.config.serveWeb ? await serveWeb(app, deps, pages) : undefined;

  const closers: (() => unknown)[] = [];
  const start = async (): Promise<void> => {
    // ends last: what everything else does while it closes is in it
    closers.push(keepHeads(deps));
    closers.push(() => deps.refusals.flush());
    closers.push(await keepQuotas(deps));
    await deps.operations.start(operationDefinitions, deps);
    closers.push(() => deps.operations.stop({ graceMs: 8000 }));
    // what other processes on this database change in people's rights → bus
    await deps.access.start();
    closers.push(
      () => deps.access.close(),
      endExpired(deps),
      () => deps.failedSignIns.close(),
    );
    // what happens on the hosts → rows → bus
    closers.push(keepWorld(deps));
    // what machines say of their first boot → rows → bus
    closers.push(followFirstBoots(deps));
    // what is over goes: machines whose time has ended, and what has lain in the trash for long enough
    closers.push(keepTimes(deps));
    // machines that are started after their host has booted
    closers.push(keepAutostart(deps));
    // snapshots that are made by themselves, and those of them that are too many
    closers.push(keepSchedules(deps));
    // whoever was being taken away when the server stopped
    closers.push(keepLeaving(deps));
    closers.push(
      () => deps.mail.close(),
      () => deps.waiting.close(),
    );
    closers.push(
      repeat(forgetKeysMs, {
        run: () => forgetOldKeys(deps.db),
        failed: (error) => deps.log.warn({ err: error }, 'idempotency keys'),
      }),
      repeat(60_000, {
        run: () => deleteOldExports(deps),
        failed: (error) => deps.log.warn({ err: error }, 'exports whose time is over'),
      }),
      repeat(forgetVerificationsMs, {
        run: () => forgetOldVerifications(deps.db, deps.clock.now()),
        failed: (error) => deps.log.warn({ err: error }, 'challenges that are over'),
      }),
    );
    // ends last of these: it waits for every connection, and live pages and consoles would keep theirs for ever
    closers.push(() => app.close());
    // uploads that nobody goes on with or brings to their end; whoever writes when we close keeps what has come
    closers.push(keepUploads(deps));
    // the bus → every page that may see it
    const origins = new Origins(deps.config);
    const permits = (headers: IncomingHttpHeaders): boolean => origins.permits(headers);
    const live = createLiveSocket(deps, { permits, sources: liveSources(deps) });
    const consoles = createConsoleSocket(deps, { permits, targets });
    closers.push(live.close, consoles.close);
    routeUpgrades(
      app.server,
      new Map([
        [livePath, live.upgrade],
        [consolePath, consoles.upgrade],
      ]),
      web?.upgrade,
    );
    if (web) closers.push(web.close);
    void offerImages(deps);
  };
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).toReversed()) await closer();
  };
  return { http: app, start, close };
};
