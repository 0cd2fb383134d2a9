import { auditRoutes } from './audit.ts';
import { bootRoutes } from './boot.ts';
import { diskRoutes } from './disks.ts';
import { hardwareRoutes } from './hardware.ts';
import { firewallRoutes } from './firewall.ts';
import { forwardRoutes } from './forwards.ts';
import { networkRoutes } from './networks.ts';
import { nicRoutes } from './nics.ts';
import { resizeRoutes } from './resize.ts';
import { changeRoutes } from './changes.ts';
import { catalogueRoutes } from './catalogue.ts';
import { cloudInitRoutes } from './cloud-init.ts';
import { copyRoutes } from './copies.ts';
import { consoleRoutes } from './consoles.ts';
import { fetchRoutes } from './fetches.ts';
import { factorRoutes } from './factors.ts';
import { deviceRoutes } from './devices.ts';
import { exportRoutes } from './exports.ts';
import { hostDeviceRoutes } from './host-devices.ts';
import { hostRoutes } from './hosts.ts';
import { imageAccessRoutes } from './image-access.ts';
import { housekeepingRoutes } from './housekeeping.ts';
import { imageRoutes } from './images.ts';
import { invitationRoutes } from './invitations.ts';
import { operationRoutes } from './operations.ts';
import { providerRoutes } from './providers.ts';
import { quotaRoutes } from './quotas.ts';
import { profileRoutes } from './profile.ts';
import { settingRoutes } from './settings.ts';
import { shareRoutes } from './shares.ts';
import { snapshotRoutes } from './snapshots.ts';
import { snapshotScheduleRoutes } from './snapshot-schedules.ts';
import { storagePoolRoutes } from './storage-pools.ts';
import { snippetRoutes } from './snippets.ts';
import { sessionRoutes } from './sessions.ts';
import { systemRoutes } from './system.ts';
import { systemsRoutes } from './systems.ts';
import { accessTokenRoutes, tokenRoutes } from './tokens.ts';
import { uploadRoutes } from './uploads.ts';
import { userRoutes } from './users.ts';
import { vmRoutes } from './vms.ts';

/** The table of contents: every noun's routes, by noun. */
export const routes = {
  system: systemRoutes,
  users: userRoutes,
  profile: profileRoutes,
  invitations: invitationRoutes,
  factors: factorRoutes,
  providers: providerRoutes,
  devices: deviceRoutes,
  sessions: sessionRoutes,
  tokens: tokenRoutes,
  accessTokens: accessTokenRoutes,
  hosts: hostRoutes,
  storagePools: storagePoolRoutes,
  images: imageRoutes,
  imageAccess: imageAccessRoutes,
  uploads: uploadRoutes,
  fetches: fetchRoutes,
  catalogue: catalogueRoutes,
  vms: vmRoutes,
  boot: bootRoutes,
  resize: resizeRoutes,
  hardware: hardwareRoutes,
  housekeeping: housekeepingRoutes,
  changes: changeRoutes,
  snapshots: snapshotRoutes,
  snapshotSchedules: snapshotScheduleRoutes,
  disks: diskRoutes,
  cloudInit: cloudInitRoutes,
  snippets: snippetRoutes,
  networks: networkRoutes,
  nics: nicRoutes,
  hostDevices: hostDeviceRoutes,
  forwards: forwardRoutes,
  firewall: firewallRoutes,
  copies: copyRoutes,
  exports: exportRoutes,
  systems: systemsRoutes,
  shares: shareRoutes,
  consoles: consoleRoutes,
  operations: operationRoutes,
  settings: settingRoutes,
  audit: auditRoutes,
  quotas: quotaRoutes,
} as const;
