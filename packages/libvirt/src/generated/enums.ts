// libvirt's enums, flags and error codes.
// Made by tools/gen-libvirt from libvirt 9.0.0; sha256 86c06dfb68f15c2c84e562d3afc3b08f84a19a65accc2f57dc41d7b58b911521. Do not edit.

export const BlkioParameterType = {
  INT: 1,
  UINT: 2,
  LLONG: 3,
  ULLONG: 4,
  DOUBLE: 5,
  BOOLEAN: 6,
} as const;
export type BlkioParameterType = (typeof BlkioParameterType)[keyof typeof BlkioParameterType];

export const ConnectBaselineCpuFlags = {
  /** show all features */
  EXPAND_FEATURES: 1,
  /** filter out non-migratable features */
  MIGRATABLE: 2,
} as const;
export type ConnectBaselineCpuFlags = (typeof ConnectBaselineCpuFlags)[keyof typeof ConnectBaselineCpuFlags];

export const ConnectCloseReason = {
  /** Misc I/O error */
  ERROR: 0,
  /** End-of-file from server */
  EOF: 1,
  /** Keepalive timer triggered */
  KEEPALIVE: 2,
  /** Client requested it */
  CLIENT: 3,
} as const;
export type ConnectCloseReason = (typeof ConnectCloseReason)[keyof typeof ConnectCloseReason];

export const ConnectCompareCpuFlags = {
  /** treat incompatible CPUs as failure */
  FAIL_INCOMPATIBLE: 1,
  /** validate the xml document */
  VALIDATE_XML: 2,
} as const;
export type ConnectCompareCpuFlags = (typeof ConnectCompareCpuFlags)[keyof typeof ConnectCompareCpuFlags];

export const ConnectCredentialType = {
  /** Identity to act as */
  USERNAME: 1,
  /** Identify to authorize as */
  AUTHNAME: 2,
  /** RFC 1766 languages, comma separated */
  LANGUAGE: 3,
  /** client supplies a nonce */
  CNONCE: 4,
  /** Passphrase secret */
  PASSPHRASE: 5,
  /** Challenge response */
  ECHOPROMPT: 6,
  /** Challenge response */
  NOECHOPROMPT: 7,
  /** Authentication realm */
  REALM: 8,
  /** Externally managed credential */
  EXTERNAL: 9,
} as const;
export type ConnectCredentialType = (typeof ConnectCredentialType)[keyof typeof ConnectCredentialType];

export const ConnectDomainEventAgentLifecycleReason = {
  /** unknown state change reason */
  UNKNOWN: 0,
  /** state changed due to domain start */
  DOMAIN_STARTED: 1,
  /** channel state changed */
  CHANNEL: 2,
} as const;
export type ConnectDomainEventAgentLifecycleReason = (typeof ConnectDomainEventAgentLifecycleReason)[keyof typeof ConnectDomainEventAgentLifecycleReason];

export const ConnectDomainEventAgentLifecycleState = {
  /** agent connected */
  CONNECTED: 1,
  /** agent disconnected */
  DISCONNECTED: 2,
} as const;
export type ConnectDomainEventAgentLifecycleState = (typeof ConnectDomainEventAgentLifecycleState)[keyof typeof ConnectDomainEventAgentLifecycleState];

export const ConnectDomainEventBlockJobStatus = {
  COMPLETED: 0,
  FAILED: 1,
  CANCELED: 2,
  READY: 3,
} as const;
export type ConnectDomainEventBlockJobStatus = (typeof ConnectDomainEventBlockJobStatus)[keyof typeof ConnectDomainEventBlockJobStatus];

export const ConnectDomainEventDiskChangeReason = {
  /** Removable media changed to empty according to startup policy as source was missing. oldSrcPath is set, newSrcPath is NULL */
  CHANGE_MISSING_ON_START: 0,
  /** Disk was dropped from domain as source file was missing. oldSrcPath is set, newSrcPath is NULL */
  DROP_MISSING_ON_START: 1,
} as const;
export type ConnectDomainEventDiskChangeReason = (typeof ConnectDomainEventDiskChangeReason)[keyof typeof ConnectDomainEventDiskChangeReason];

export const ConnectFlags = {
  /** A readonly connection */
  RO: 1,
  /** Don't try to resolve URI aliases */
  NO_ALIASES: 2,
} as const;
export type ConnectFlags = (typeof ConnectFlags)[keyof typeof ConnectFlags];

export const ConnectGetAllDomainStatsFlags = {
  ACTIVE: 1,
  INACTIVE: 2,
  PERSISTENT: 4,
  TRANSIENT: 8,
  RUNNING: 16,
  PAUSED: 32,
  SHUTOFF: 64,
  OTHER: 128,
  /** report statistics that can be obtained immediately without any blocking */
  NOWAIT: 536870912,
  /** include backing chain for block stats */
  BACKING: 1073741824,
  /** enforce requested stats */
  ENFORCE_STATS: 2147483648,
} as const;
export type ConnectGetAllDomainStatsFlags = (typeof ConnectGetAllDomainStatsFlags)[keyof typeof ConnectGetAllDomainStatsFlags];

export const ConnectListAllDomainsFlags = {
  ACTIVE: 1,
  INACTIVE: 2,
  PERSISTENT: 4,
  TRANSIENT: 8,
  RUNNING: 16,
  PAUSED: 32,
  SHUTOFF: 64,
  OTHER: 128,
  MANAGEDSAVE: 256,
  NO_MANAGEDSAVE: 512,
  AUTOSTART: 1024,
  NO_AUTOSTART: 2048,
  HAS_SNAPSHOT: 4096,
  NO_SNAPSHOT: 8192,
  HAS_CHECKPOINT: 16384,
  NO_CHECKPOINT: 32768,
} as const;
export type ConnectListAllDomainsFlags = (typeof ConnectListAllDomainsFlags)[keyof typeof ConnectListAllDomainsFlags];

export const ConnectListAllInterfacesFlags = {
  INACTIVE: 1,
  ACTIVE: 2,
} as const;
export type ConnectListAllInterfacesFlags = (typeof ConnectListAllInterfacesFlags)[keyof typeof ConnectListAllInterfacesFlags];

export const ConnectListAllNetworksFlags = {
  INACTIVE: 1,
  ACTIVE: 2,
  PERSISTENT: 4,
  TRANSIENT: 8,
  AUTOSTART: 16,
  NO_AUTOSTART: 32,
} as const;
export type ConnectListAllNetworksFlags = (typeof ConnectListAllNetworksFlags)[keyof typeof ConnectListAllNetworksFlags];

export const ConnectListAllNodeDeviceFlags = {
  /** System capability */
  CAP_SYSTEM: 1,
  /** PCI device */
  CAP_PCI_DEV: 2,
  /** USB device */
  CAP_USB_DEV: 4,
  /** USB interface */
  CAP_USB_INTERFACE: 8,
  /** Network device */
  CAP_NET: 16,
  /** SCSI Host Bus Adapter */
  CAP_SCSI_HOST: 32,
  /** SCSI Target */
  CAP_SCSI_TARGET: 64,
  /** SCSI device */
  CAP_SCSI: 128,
  /** Storage device */
  CAP_STORAGE: 256,
  /** FC Host Bus Adapter */
  CAP_FC_HOST: 512,
  /** Capable of vport */
  CAP_VPORTS: 1024,
  /** Capable of scsi_generic */
  CAP_SCSI_GENERIC: 2048,
  /** DRM device */
  CAP_DRM: 4096,
  /** Capable of mediated devices */
  CAP_MDEV_TYPES: 8192,
  /** Mediated device */
  CAP_MDEV: 16384,
  /** CCW device */
  CAP_CCW_DEV: 32768,
  /** CSS device */
  CAP_CSS_DEV: 65536,
  /** vDPA device */
  CAP_VDPA: 131072,
  /** s390 AP Card device */
  CAP_AP_CARD: 262144,
  /** s390 AP Queue */
  CAP_AP_QUEUE: 524288,
  /** s390 AP Matrix */
  CAP_AP_MATRIX: 1048576,
  /** Device with VPD */
  CAP_VPD: 2097152,
  /** Inactive devices */
  INACTIVE: 1073741824,
  /** Active devices */
  ACTIVE: 2147483648,
} as const;
export type ConnectListAllNodeDeviceFlags = (typeof ConnectListAllNodeDeviceFlags)[keyof typeof ConnectListAllNodeDeviceFlags];

export const ConnectListAllSecretsFlags = {
  /** kept in memory, never stored persistently */
  EPHEMERAL: 1,
  NO_EPHEMERAL: 2,
  /** not revealed to any caller of libvirt, nor to any other node */
  PRIVATE: 4,
  NO_PRIVATE: 8,
} as const;
export type ConnectListAllSecretsFlags = (typeof ConnectListAllSecretsFlags)[keyof typeof ConnectListAllSecretsFlags];

export const ConnectListAllStoragePoolsFlags = {
  INACTIVE: 1,
  ACTIVE: 2,
  PERSISTENT: 4,
  TRANSIENT: 8,
  AUTOSTART: 16,
  NO_AUTOSTART: 32,
  DIR: 64,
  FS: 128,
  NETFS: 256,
  LOGICAL: 512,
  DISK: 1024,
  ISCSI: 2048,
  SCSI: 4096,
  MPATH: 8192,
  RBD: 16384,
  SHEEPDOG: 32768,
  GLUSTER: 65536,
  ZFS: 131072,
  VSTORAGE: 262144,
  ISCSI_DIRECT: 524288,
} as const;
export type ConnectListAllStoragePoolsFlags = (typeof ConnectListAllStoragePoolsFlags)[keyof typeof ConnectListAllStoragePoolsFlags];

export const CpuCompareResult = {
  ERROR: -1,
  INCOMPATIBLE: 0,
  IDENTICAL: 1,
  SUPERSET: 2,
} as const;
export type CpuCompareResult = (typeof CpuCompareResult)[keyof typeof CpuCompareResult];

export const DomainAbortJobFlagsValues = {
  /** Interrupt post-copy migration. Since migration in a post-copy phase cannot be aborted without losing the domain (none of the hosts involved in migration has a complete state of the domain), the migration will be suspended and it can later be resumed using virDomainMigrate* APIs with VIR_MIGRATE_POSTCOPY_RESUME flag. */
  POSTCOPY: 1,
} as const;
export type DomainAbortJobFlagsValues = (typeof DomainAbortJobFlagsValues)[keyof typeof DomainAbortJobFlagsValues];

export const DomainAgentResponseTimeoutValues = {
  BLOCK: -2,
  DEFAULT: -1,
  NOWAIT: 0,
} as const;
export type DomainAgentResponseTimeoutValues = (typeof DomainAgentResponseTimeoutValues)[keyof typeof DomainAgentResponseTimeoutValues];

export const DomainAuthorizedSshKeysSetFlags = {
  /** don't truncate file, just append */
  APPEND: 1,
  /** remove keys, instead of adding them */
  REMOVE: 2,
} as const;
export type DomainAuthorizedSshKeysSetFlags = (typeof DomainAuthorizedSshKeysSetFlags)[keyof typeof DomainAuthorizedSshKeysSetFlags];

export const DomainBackupBeginFlags = {
  /** reuse separately provided images */
  REUSE_EXTERNAL: 1,
} as const;
export type DomainBackupBeginFlags = (typeof DomainBackupBeginFlags)[keyof typeof DomainBackupBeginFlags];

export const DomainBlockCommitFlags = {
  /** NULL base means next backing file, not whole chain */
  SHALLOW: 1,
  /** Delete any files that are now invalid after their contents have been committed */
  DELETE: 2,
  /** Allow a two-phase commit when top is the active layer */
  ACTIVE: 4,
  /** keep the backing chain referenced using relative names */
  RELATIVE: 8,
  /** bandwidth in bytes/s instead of MiB/s */
  BANDWIDTH_BYTES: 16,
} as const;
export type DomainBlockCommitFlags = (typeof DomainBlockCommitFlags)[keyof typeof DomainBlockCommitFlags];

export const DomainBlockCopyFlags = {
  /** Limit copy to top of source backing chain */
  SHALLOW: 1,
  /** Reuse existing external file for a copy */
  REUSE_EXT: 2,
  /** Don't force usage of recoverable job for the copy operation */
  TRANSIENT_JOB: 4,
  /** Force the copy job to synchronously propagate guest writes into the destination image, so that the copy is guaranteed to converge */
  SYNCHRONOUS_WRITES: 8,
} as const;
export type DomainBlockCopyFlags = (typeof DomainBlockCopyFlags)[keyof typeof DomainBlockCopyFlags];

export const DomainBlockJobAbortFlags = {
  ASYNC: 1,
  PIVOT: 2,
} as const;
export type DomainBlockJobAbortFlags = (typeof DomainBlockJobAbortFlags)[keyof typeof DomainBlockJobAbortFlags];

export const DomainBlockJobInfoFlags = {
  /** bandwidth in bytes/s instead of MiB/s */
  BANDWIDTH_BYTES: 1,
} as const;
export type DomainBlockJobInfoFlags = (typeof DomainBlockJobInfoFlags)[keyof typeof DomainBlockJobInfoFlags];

export const DomainBlockJobSetSpeedFlags = {
  /** bandwidth in bytes/s instead of MiB/s */
  BANDWIDTH_BYTES: 1,
} as const;
export type DomainBlockJobSetSpeedFlags = (typeof DomainBlockJobSetSpeedFlags)[keyof typeof DomainBlockJobSetSpeedFlags];

export const DomainBlockJobType = {
  /** Placeholder */
  UNKNOWN: 0,
  /** Block Pull (virDomainBlockPull, or virDomainBlockRebase without flags), job ends on completion */
  PULL: 1,
  /** Block Copy (virDomainBlockCopy, or virDomainBlockRebase with flags), job exists as long as mirroring is active */
  COPY: 2,
  /** Block Commit (virDomainBlockCommit without flags), job ends on completion */
  COMMIT: 3,
  /** Active Block Commit (virDomainBlockCommit with flags), job exists as long as sync is active */
  ACTIVE_COMMIT: 4,
  /** Backup (virDomainBackupBegin) */
  BACKUP: 5,
} as const;
export type DomainBlockJobType = (typeof DomainBlockJobType)[keyof typeof DomainBlockJobType];

export const DomainBlockPullFlags = {
  /** bandwidth in bytes/s instead of MiB/s */
  BANDWIDTH_BYTES: 64,
} as const;
export type DomainBlockPullFlags = (typeof DomainBlockPullFlags)[keyof typeof DomainBlockPullFlags];

export const DomainBlockRebaseFlags = {
  /** Limit copy to top of source backing chain */
  SHALLOW: 1,
  /** Reuse existing external file for a copy */
  REUSE_EXT: 2,
  /** Make destination file raw */
  COPY_RAW: 4,
  /** Start a copy job */
  COPY: 8,
  /** Keep backing chain referenced using relative names */
  RELATIVE: 16,
  /** Treat destination as block device instead of file */
  COPY_DEV: 32,
  /** bandwidth in bytes/s instead of MiB/s */
  BANDWIDTH_BYTES: 64,
} as const;
export type DomainBlockRebaseFlags = (typeof DomainBlockRebaseFlags)[keyof typeof DomainBlockRebaseFlags];

export const DomainBlockResizeFlags = {
  /** size in bytes instead of KiB */
  BYTES: 1,
} as const;
export type DomainBlockResizeFlags = (typeof DomainBlockResizeFlags)[keyof typeof DomainBlockResizeFlags];

export const DomainBlockedReason = {
  /** the reason is unknown */
  UNKNOWN: 0,
} as const;
export type DomainBlockedReason = (typeof DomainBlockedReason)[keyof typeof DomainBlockedReason];

export const DomainChannelFlags = {
  /** abort a (possibly) active channel connection to force a new connection */
  FORCE: 1,
} as const;
export type DomainChannelFlags = (typeof DomainChannelFlags)[keyof typeof DomainChannelFlags];

export const DomainCheckpointCreateFlags = {
  /** Restore or alter metadata */
  REDEFINE: 1,
  /** use guest agent to quiesce all mounted file systems within the domain */
  QUIESCE: 2,
  /** validate disk data state when redefining a checkpoint */
  REDEFINE_VALIDATE: 4,
} as const;
export type DomainCheckpointCreateFlags = (typeof DomainCheckpointCreateFlags)[keyof typeof DomainCheckpointCreateFlags];

export const DomainCheckpointDeleteFlags = {
  /** Also delete children */
  CHILDREN: 1,
  /** Delete just metadata */
  METADATA_ONLY: 2,
  /** Delete just children */
  CHILDREN_ONLY: 4,
} as const;
export type DomainCheckpointDeleteFlags = (typeof DomainCheckpointDeleteFlags)[keyof typeof DomainCheckpointDeleteFlags];

export const DomainCheckpointListFlags = {
  /** List all descendants, not just children, when listing a checkpoint */
  DESCENDANTS: 1,
  /** Filter by checkpoints with no parents, when listing a domain */
  ROOTS: 1,
  /** Ensure parents occur before children in the resulting list */
  TOPOLOGICAL: 2,
  /** Filter by checkpoints with no children */
  LEAVES: 4,
  /** Filter by checkpoints that have children */
  NO_LEAVES: 8,
} as const;
export type DomainCheckpointListFlags = (typeof DomainCheckpointListFlags)[keyof typeof DomainCheckpointListFlags];

export const DomainCheckpointXmlFlags = {
  /** Include sensitive data */
  SECURE: 1,
  /** Suppress <domain> subelement */
  NO_DOMAIN: 2,
  /** Include dynamic per-<disk> size */
  SIZE: 4,
} as const;
export type DomainCheckpointXmlFlags = (typeof DomainCheckpointXmlFlags)[keyof typeof DomainCheckpointXmlFlags];

export const DomainConsoleFlags = {
  /** abort a (possibly) active console connection to force a new connection */
  FORCE: 1,
  /** check if the console driver supports safe console operations */
  SAFE: 2,
} as const;
export type DomainConsoleFlags = (typeof DomainConsoleFlags)[keyof typeof DomainConsoleFlags];

export const DomainControlErrorReason = {
  /** server didn't provide a reason */
  NONE: 0,
  /** unknown reason for the error */
  UNKNOWN: 1,
  /** monitor connection is broken */
  MONITOR: 2,
  /** error caused due to internal failure in libvirt */
  INTERNAL: 3,
} as const;
export type DomainControlErrorReason = (typeof DomainControlErrorReason)[keyof typeof DomainControlErrorReason];

export const DomainControlState = {
  /** operational, ready to accept commands */
  OK: 0,
  /** background job is running (can be monitored by virDomainGetJobInfo); only limited set of commands may be allowed */
  JOB: 1,
  /** occupied by a running command */
  OCCUPIED: 2,
  /** unusable, domain cannot be fully operated, possible reason is provided in the details field */
  ERROR: 3,
} as const;
export type DomainControlState = (typeof DomainControlState)[keyof typeof DomainControlState];

export const DomainCoreDumpFlags = {
  /** crash after dump */
  CRASH: 1,
  /** live dump */
  LIVE: 2,
  /** avoid file system cache pollution */
  BYPASS_CACHE: 4,
  /** reset domain after dump finishes */
  RESET: 8,
  /** use dump-guest-memory */
  MEMORY_ONLY: 16,
} as const;
export type DomainCoreDumpFlags = (typeof DomainCoreDumpFlags)[keyof typeof DomainCoreDumpFlags];

export const DomainCoreDumpFormat = {
  /** dump guest memory in raw format */
  RAW: 0,
  /** kdump-compressed format, with zlib compression */
  KDUMP_ZLIB: 1,
  /** kdump-compressed format, with lzo compression */
  KDUMP_LZO: 2,
  /** kdump-compressed format, with snappy compression */
  KDUMP_SNAPPY: 3,
  /** Windows full crashdump format */
  WIN_DMP: 4,
} as const;
export type DomainCoreDumpFormat = (typeof DomainCoreDumpFormat)[keyof typeof DomainCoreDumpFormat];

export const DomainCrashedReason = {
  /** crashed for unknown reason */
  UNKNOWN: 0,
  /** domain panicked */
  PANICKED: 1,
} as const;
export type DomainCrashedReason = (typeof DomainCrashedReason)[keyof typeof DomainCrashedReason];

export const DomainCreateFlags = {
  /** Default behavior */
  NONE: 0,
  /** Launch guest in paused state */
  START_PAUSED: 1,
  /** Automatically kill guest when virConnectPtr is closed */
  START_AUTODESTROY: 2,
  /** Avoid file system cache pollution */
  START_BYPASS_CACHE: 4,
  /** Boot, discarding any managed save */
  START_FORCE_BOOT: 8,
  /** Validate the XML document against schema */
  START_VALIDATE: 16,
  /** Re-initialize NVRAM from template */
  START_RESET_NVRAM: 32,
} as const;
export type DomainCreateFlags = (typeof DomainCreateFlags)[keyof typeof DomainCreateFlags];

export const DomainDefineFlags = {
  /** Validate the XML document against schema */
  VALIDATE: 1,
} as const;
export type DomainDefineFlags = (typeof DomainDefineFlags)[keyof typeof DomainDefineFlags];

export const DomainDestroyFlagsValues = {
  /** Default behavior - could lead to data loss!! */
  DEFAULT: 0,
  /** only SIGTERM, no SIGKILL */
  GRACEFUL: 1,
  /** remove VM logs on destroy */
  REMOVE_LOGS: 2,
} as const;
export type DomainDestroyFlagsValues = (typeof DomainDestroyFlagsValues)[keyof typeof DomainDestroyFlagsValues];

export const DomainDeviceModifyFlags = {
  /** See virDomainModificationImpact */
  CURRENT: 0,
  /** See virDomainModificationImpact */
  LIVE: 1,
  /** See virDomainModificationImpact */
  CONFIG: 2,
  /** Forcibly modify device (ex. force eject a cdrom) */
  FORCE: 4,
} as const;
export type DomainDeviceModifyFlags = (typeof DomainDeviceModifyFlags)[keyof typeof DomainDeviceModifyFlags];

export const DomainDirtyRateCalcFlags = {
  /** default mode - page-sampling */
  PAGE_SAMPLING: 0,
  /** dirty-bitmap mode */
  DIRTY_BITMAP: 1,
  /** dirty-ring mode */
  DIRTY_RING: 2,
} as const;
export type DomainDirtyRateCalcFlags = (typeof DomainDirtyRateCalcFlags)[keyof typeof DomainDirtyRateCalcFlags];

export const DomainDirtyRateStatus = {
  /** the dirtyrate calculation has not been started */
  UNSTARTED: 0,
  /** the dirtyrate calculation is measuring */
  MEASURING: 1,
  /** the dirtyrate calculation is completed */
  MEASURED: 2,
} as const;
export type DomainDirtyRateStatus = (typeof DomainDirtyRateStatus)[keyof typeof DomainDirtyRateStatus];

export const DomainDiskErrorCode = {
  /** no error */
  NONE: 0,
  /** unspecified I/O error */
  UNSPEC: 1,
  /** no space left on the device */
  NO_SPACE: 2,
} as const;
export type DomainDiskErrorCode = (typeof DomainDiskErrorCode)[keyof typeof DomainDiskErrorCode];

export const DomainEventCrashedDetailType = {
  /** Guest was panicked */
  PANICKED: 0,
  /** Guest was crashloaded */
  CRASHLOADED: 1,
} as const;
export type DomainEventCrashedDetailType = (typeof DomainEventCrashedDetailType)[keyof typeof DomainEventCrashedDetailType];

export const DomainEventDefinedDetailType = {
  /** Newly created config file */
  ADDED: 0,
  /** Changed config file */
  UPDATED: 1,
  /** Domain was renamed */
  RENAMED: 2,
  /** Config was restored from a snapshot */
  FROM_SNAPSHOT: 3,
} as const;
export type DomainEventDefinedDetailType = (typeof DomainEventDefinedDetailType)[keyof typeof DomainEventDefinedDetailType];

export const DomainEventGraphicsAddressType = {
  /** IPv4 address */
  IPV4: 0,
  /** IPv6 address */
  IPV6: 1,
  /** UNIX socket path */
  UNIX: 2,
} as const;
export type DomainEventGraphicsAddressType = (typeof DomainEventGraphicsAddressType)[keyof typeof DomainEventGraphicsAddressType];

export const DomainEventGraphicsPhase = {
  /** Initial socket connection established */
  CONNECT: 0,
  /** Authentication & setup completed */
  INITIALIZE: 1,
  /** Final socket disconnection */
  DISCONNECT: 2,
} as const;
export type DomainEventGraphicsPhase = (typeof DomainEventGraphicsPhase)[keyof typeof DomainEventGraphicsPhase];

export const DomainEventId = {
  /** virConnectDomainEventCallback */
  LIFECYCLE: 0,
  /** virConnectDomainEventGenericCallback */
  REBOOT: 1,
  /** virConnectDomainEventRTCChangeCallback */
  RTC_CHANGE: 2,
  /** virConnectDomainEventWatchdogCallback */
  WATCHDOG: 3,
  /** virConnectDomainEventIOErrorCallback */
  IO_ERROR: 4,
  /** virConnectDomainEventGraphicsCallback */
  GRAPHICS: 5,
  /** virConnectDomainEventIOErrorReasonCallback */
  IO_ERROR_REASON: 6,
  /** virConnectDomainEventGenericCallback */
  CONTROL_ERROR: 7,
  /** virConnectDomainEventBlockJobCallback */
  BLOCK_JOB: 8,
  /** virConnectDomainEventDiskChangeCallback */
  DISK_CHANGE: 9,
  /** virConnectDomainEventTrayChangeCallback */
  TRAY_CHANGE: 10,
  /** virConnectDomainEventPMWakeupCallback */
  PMWAKEUP: 11,
  /** virConnectDomainEventPMSuspendCallback */
  PMSUSPEND: 12,
  /** virConnectDomainEventBalloonChangeCallback */
  BALLOON_CHANGE: 13,
  /** virConnectDomainEventPMSuspendDiskCallback */
  PMSUSPEND_DISK: 14,
  /** virConnectDomainEventDeviceRemovedCallback */
  DEVICE_REMOVED: 15,
  /** virConnectDomainEventBlockJobCallback */
  BLOCK_JOB_2: 16,
  /** virConnectDomainEventTunableCallback */
  TUNABLE: 17,
  /** virConnectDomainEventAgentLifecycleCallback */
  AGENT_LIFECYCLE: 18,
  /** virConnectDomainEventDeviceAddedCallback */
  DEVICE_ADDED: 19,
  /** virConnectDomainEventMigrationIterationCallback */
  MIGRATION_ITERATION: 20,
  /** virConnectDomainEventJobCompletedCallback */
  JOB_COMPLETED: 21,
  /** virConnectDomainEventDeviceRemovalFailedCallback */
  DEVICE_REMOVAL_FAILED: 22,
  /** virConnectDomainEventMetadataChangeCallback */
  METADATA_CHANGE: 23,
  /** virConnectDomainEventBlockThresholdCallback */
  BLOCK_THRESHOLD: 24,
  /** virConnectDomainEventMemoryFailureCallback */
  MEMORY_FAILURE: 25,
  /** virConnectDomainEventMemoryDeviceSizeChangeCallback */
  MEMORY_DEVICE_SIZE_CHANGE: 26,
} as const;
export type DomainEventId = (typeof DomainEventId)[keyof typeof DomainEventId];

export const DomainEventIoErrorAction = {
  /** No action, IO error ignored */
  NONE: 0,
  /** Guest CPUs are paused */
  PAUSE: 1,
  /** IO error reported to guest OS */
  REPORT: 2,
} as const;
export type DomainEventIoErrorAction = (typeof DomainEventIoErrorAction)[keyof typeof DomainEventIoErrorAction];

export const DomainEventPmSuspendedDetailType = {
  /** Guest was PM suspended to memory */
  MEMORY: 0,
  /** Guest was PM suspended to disk */
  DISK: 1,
} as const;
export type DomainEventPmSuspendedDetailType = (typeof DomainEventPmSuspendedDetailType)[keyof typeof DomainEventPmSuspendedDetailType];

export const DomainEventResumedDetailType = {
  /** Normal resume due to admin unpause */
  UNPAUSED: 0,
  /** Resumed for completion of migration */
  MIGRATED: 1,
  /** Resumed from snapshot */
  FROM_SNAPSHOT: 2,
  /** Resumed, but migration is still running in post-copy mode */
  POSTCOPY: 3,
  /** Running, but migration failed in post-copy */
  POSTCOPY_FAILED: 4,
} as const;
export type DomainEventResumedDetailType = (typeof DomainEventResumedDetailType)[keyof typeof DomainEventResumedDetailType];

export const DomainEventShutdownDetailType = {
  /** Guest finished shutdown sequence */
  FINISHED: 0,
  /** Domain finished shutting down after request from the guest itself (e.g. hardware-specific action) */
  GUEST: 1,
  /** Domain finished shutting down after request from the host (e.g. killed by a signal) */
  HOST: 2,
} as const;
export type DomainEventShutdownDetailType = (typeof DomainEventShutdownDetailType)[keyof typeof DomainEventShutdownDetailType];

export const DomainEventStartedDetailType = {
  /** Normal startup from boot */
  BOOTED: 0,
  /** Incoming migration from another host */
  MIGRATED: 1,
  /** Restored from a state file */
  RESTORED: 2,
  /** Restored from snapshot */
  FROM_SNAPSHOT: 3,
  /** Started due to wakeup event */
  WAKEUP: 4,
} as const;
export type DomainEventStartedDetailType = (typeof DomainEventStartedDetailType)[keyof typeof DomainEventStartedDetailType];

export const DomainEventStoppedDetailType = {
  /** Normal shutdown */
  SHUTDOWN: 0,
  /** Forced poweroff from host */
  DESTROYED: 1,
  /** Guest crashed */
  CRASHED: 2,
  /** Migrated off to another host */
  MIGRATED: 3,
  /** Saved to a state file */
  SAVED: 4,
  /** Host emulator/mgmt failed */
  FAILED: 5,
  /** offline snapshot loaded */
  FROM_SNAPSHOT: 6,
} as const;
export type DomainEventStoppedDetailType = (typeof DomainEventStoppedDetailType)[keyof typeof DomainEventStoppedDetailType];

export const DomainEventSuspendedDetailType = {
  /** Normal suspend due to admin pause */
  PAUSED: 0,
  /** Suspended for offline migration */
  MIGRATED: 1,
  /** Suspended due to a disk I/O error */
  IOERROR: 2,
  /** Suspended due to a watchdog firing */
  WATCHDOG: 3,
  /** Restored from paused state file */
  RESTORED: 4,
  /** Restored from paused snapshot */
  FROM_SNAPSHOT: 5,
  /** suspended after failure during libvirt API call */
  API_ERROR: 6,
  /** suspended for post-copy migration */
  POSTCOPY: 7,
  /** suspended after failed post-copy */
  POSTCOPY_FAILED: 8,
} as const;
export type DomainEventSuspendedDetailType = (typeof DomainEventSuspendedDetailType)[keyof typeof DomainEventSuspendedDetailType];

export const DomainEventTrayChangeReason = {
  OPEN: 0,
  CLOSE: 1,
} as const;
export type DomainEventTrayChangeReason = (typeof DomainEventTrayChangeReason)[keyof typeof DomainEventTrayChangeReason];

export const DomainEventType = {
  DEFINED: 0,
  UNDEFINED: 1,
  STARTED: 2,
  SUSPENDED: 3,
  RESUMED: 4,
  STOPPED: 5,
  SHUTDOWN: 6,
  PMSUSPENDED: 7,
  CRASHED: 8,
} as const;
export type DomainEventType = (typeof DomainEventType)[keyof typeof DomainEventType];

export const DomainEventUndefinedDetailType = {
  /** Deleted the config file */
  REMOVED: 0,
  /** Domain was renamed */
  RENAMED: 1,
} as const;
export type DomainEventUndefinedDetailType = (typeof DomainEventUndefinedDetailType)[keyof typeof DomainEventUndefinedDetailType];

export const DomainEventWatchdogAction = {
  /** No action, watchdog ignored */
  NONE: 0,
  /** Guest CPUs are paused */
  PAUSE: 1,
  /** Guest CPUs are reset */
  RESET: 2,
  /** Guest is forcibly powered off */
  POWEROFF: 3,
  /** Guest is requested to gracefully shutdown */
  SHUTDOWN: 4,
  /** No action, a debug message logged */
  DEBUG: 5,
  /** Inject a non-maskable interrupt into guest */
  INJECTNMI: 6,
} as const;
export type DomainEventWatchdogAction = (typeof DomainEventWatchdogAction)[keyof typeof DomainEventWatchdogAction];

export const DomainFdAssociateFlags = {
  /** Attempt a best-effort restore of security labels after use */
  RESTORE: 1,
  /** Use a seclabel allowing writes for the FD even if usage implies read-only mode */
  WRITABLE: 2,
} as const;
export type DomainFdAssociateFlags = (typeof DomainFdAssociateFlags)[keyof typeof DomainFdAssociateFlags];

export const DomainGetHostnameFlags = {
  /** Parse DHCP lease file */
  LEASE: 1,
  /** Query qemu guest agent */
  AGENT: 2,
} as const;
export type DomainGetHostnameFlags = (typeof DomainGetHostnameFlags)[keyof typeof DomainGetHostnameFlags];

export const DomainGetJobStatsFlags = {
  /** return stats of a recently completed job */
  COMPLETED: 1,
  /** don't remove completed stats when reading them */
  KEEP_COMPLETED: 2,
} as const;
export type DomainGetJobStatsFlags = (typeof DomainGetJobStatsFlags)[keyof typeof DomainGetJobStatsFlags];

export const DomainGuestInfoTypes = {
  /** return active users */
  USERS: 1,
  /** return OS information */
  OS: 2,
  /** return timezone information */
  TIMEZONE: 4,
  /** return hostname information */
  HOSTNAME: 8,
  /** return filesystem information */
  FILESYSTEM: 16,
  /** return disks information */
  DISKS: 32,
  /** return interfaces information */
  INTERFACES: 64,
} as const;
export type DomainGuestInfoTypes = (typeof DomainGuestInfoTypes)[keyof typeof DomainGuestInfoTypes];

export const DomainInterfaceAddressesSource = {
  /** Parse DHCP lease file */
  LEASE: 0,
  /** Query qemu guest agent */
  AGENT: 1,
  /** Query ARP tables */
  ARP: 2,
} as const;
export type DomainInterfaceAddressesSource = (typeof DomainInterfaceAddressesSource)[keyof typeof DomainInterfaceAddressesSource];

export const DomainJobOperation = {
  UNKNOWN: 0,
  START: 1,
  SAVE: 2,
  RESTORE: 3,
  MIGRATION_IN: 4,
  MIGRATION_OUT: 5,
  SNAPSHOT: 6,
  SNAPSHOT_REVERT: 7,
  DUMP: 8,
  BACKUP: 9,
  SNAPSHOT_DELETE: 10,
} as const;
export type DomainJobOperation = (typeof DomainJobOperation)[keyof typeof DomainJobOperation];

export const DomainJobType = {
  /** No job is active */
  NONE: 0,
  /** Job with a finite completion time */
  BOUNDED: 1,
  /** Job without a finite completion time */
  UNBOUNDED: 2,
  /** Job has finished, but isn't cleaned up */
  COMPLETED: 3,
  /** Job hit error, but isn't cleaned up */
  FAILED: 4,
  /** Job was aborted, but isn't cleaned up */
  CANCELLED: 5,
} as const;
export type DomainJobType = (typeof DomainJobType)[keyof typeof DomainJobType];

export const DomainLifecycle = {
  POWEROFF: 0,
  REBOOT: 1,
  CRASH: 2,
} as const;
export type DomainLifecycle = (typeof DomainLifecycle)[keyof typeof DomainLifecycle];

export const DomainLifecycleAction = {
  DESTROY: 0,
  RESTART: 1,
  RESTART_RENAME: 2,
  PRESERVE: 3,
  COREDUMP_DESTROY: 4,
  COREDUMP_RESTART: 5,
} as const;
export type DomainLifecycleAction = (typeof DomainLifecycleAction)[keyof typeof DomainLifecycleAction];

export const DomainMemoryFailureActionType = {
  /** the memory failure could be ignored. This will only be the case for action-optional failures. */
  IGNORE: 0,
  /** memory failure occurred in guest memory, the guest enabled MCE handling mechanism, and hypervisor could inject the MCE into the guest successfully. */
  INJECT: 1,
  /** the failure is unrecoverable. This occurs for action-required failures if the recipient is the hypervisor; hypervisor will exit. */
  FATAL: 2,
  /** the failure is unrecoverable but confined to the guest. This occurs if the recipient is a guest which is not ready to handle memory failures. */
  RESET: 3,
} as const;
export type DomainMemoryFailureActionType = (typeof DomainMemoryFailureActionType)[keyof typeof DomainMemoryFailureActionType];

export const DomainMemoryFailureFlags = {
  /** whether a memory failure event is action-required or action-optional (e.g. a failure during memory scrub). */
  ACTION_REQUIRED: 1,
  /** whether the failure occurred while the previous failure was still in progress. */
  RECURSIVE: 2,
} as const;
export type DomainMemoryFailureFlags = (typeof DomainMemoryFailureFlags)[keyof typeof DomainMemoryFailureFlags];

export const DomainMemoryFailureRecipientType = {
  /** memory failure at hypersivor memory address space */
  HYPERVISOR: 0,
  /** memory failure at guest memory address space */
  GUEST: 1,
} as const;
export type DomainMemoryFailureRecipientType = (typeof DomainMemoryFailureRecipientType)[keyof typeof DomainMemoryFailureRecipientType];

export const DomainMemoryFlags = {
  /** addresses are virtual addresses */
  VIRTUAL: 1,
  /** addresses are physical addresses */
  PHYSICAL: 2,
} as const;
export type DomainMemoryFlags = (typeof DomainMemoryFlags)[keyof typeof DomainMemoryFlags];

export const DomainMemoryModFlags = {
  /** See virDomainModificationImpact */
  CURRENT: 0,
  /** See virDomainModificationImpact */
  LIVE: 1,
  /** See virDomainModificationImpact */
  CONFIG: 2,
  /** affect Max rather than current */
  MAXIMUM: 4,
} as const;
export type DomainMemoryModFlags = (typeof DomainMemoryModFlags)[keyof typeof DomainMemoryModFlags];

export const DomainMemoryStatTags = {
  /** The total amount of data read from swap space (in kB). */
  SWAP_IN: 0,
  /** The total amount of memory written out to swap space (in kB). */
  SWAP_OUT: 1,
  /** Page faults occur when a process makes a valid access to virtual memory that is not available. When servicing the page fault, if disk IO is required, it is considered a major fault. If not, it is a minor fault. These are expressed as the number of faults that have occurred. */
  MAJOR_FAULT: 2,
  MINOR_FAULT: 3,
  /** The amount of memory left completely unused by the system. Memory that is available but used for reclaimable caches should NOT be reported as free. This value is expressed in kB. */
  UNUSED: 4,
  /** The total amount of usable memory as seen by the domain. This value may be less than the amount of memory assigned to the domain if a balloon driver is in use or if the guest OS does not initialize all assigned pages. This value is expressed in kB. */
  AVAILABLE: 5,
  /** Current balloon value (in KB). */
  ACTUAL_BALLOON: 6,
  /** Resident Set Size of the process running the domain. This value is in kB */
  RSS: 7,
  /** How much the balloon can be inflated without pushing the guest system to swap, corresponds to 'Available' in /proc/meminfo */
  USABLE: 8,
  /** Timestamp of the last update of statistics, in seconds. */
  LAST_UPDATE: 9,
  /** The amount of memory, that can be quickly reclaimed without additional I/O (in kB). Typically these pages are used for caching files from disk. */
  DISK_CACHES: 10,
  /** The number of successful huge page allocations from inside the domain via virtio balloon. */
  HUGETLB_PGALLOC: 11,
  /** The number of failed huge page allocations from inside the domain via virtio balloon. */
  HUGETLB_PGFAIL: 12,
  /** The number of statistics supported by this version of the interface. To add new statistics, add them to the enum and increase this value. */
  NR: 13,
} as const;
export type DomainMemoryStatTags = (typeof DomainMemoryStatTags)[keyof typeof DomainMemoryStatTags];

export const DomainMessageType = {
  DEPRECATION: 1,
  TAINTING: 2,
} as const;
export type DomainMessageType = (typeof DomainMessageType)[keyof typeof DomainMessageType];

export const DomainMetadataType = {
  /** Operate on <description> */
  DESCRIPTION: 0,
  /** Operate on <title> */
  TITLE: 1,
  /** Operate on <metadata> */
  ELEMENT: 2,
} as const;
export type DomainMetadataType = (typeof DomainMetadataType)[keyof typeof DomainMetadataType];

export const DomainMigrateFlags = {
  /** Do not pause the domain during migration. The domain's memory will be transferred to the destination host while the domain is running. The migration may never converge if the domain is changing its memory faster then it can be transferred. The domain can be manually paused anytime during migration using virDomainSuspend. */
  LIVE: 1,
  /** Tell the source libvirtd to connect directly to the destination host. Without this flag the client (e.g., virsh) connects to both hosts and controls the migration process. In peer-to-peer mode, the source libvirtd controls the migration by calling the destination daemon directly. */
  PEER2PEER: 2,
  /** Tunnel migration data over libvirtd connection. Without this flag the source hypervisor sends migration data directly to the destination hypervisor. This flag can only be used when VIR_MIGRATE_PEER2PEER is set as well. Note the less-common spelling that we're stuck with: VIR_MIGRATE_TUNNELLED should be VIR_MIGRATE_TUNNELED. */
  TUNNELLED: 4,
  /** Define the domain as persistent on the destination host after successful migration. If the domain was persistent on the source host and VIR_MIGRATE_UNDEFINE_SOURCE is not used, it will end up persistent on both hosts. */
  PERSIST_DEST: 8,
  /** Undefine the domain on the source host once migration successfully finishes. */
  UNDEFINE_SOURCE: 16,
  /** Leave the domain suspended on the destination host. virDomainResume (on the virDomainPtr returned by the migration API) has to be called explicitly to resume domain's virtual CPUs. */
  PAUSED: 32,
  /** Migrate full disk images in addition to domain's memory. By default only non-shared non-readonly disk images are transferred. The VIR_MIGRATE_PARAM_MIGRATE_DISKS parameter can be used to specify which disks should be migrated. This flag and VIR_MIGRATE_NON_SHARED_INC are mutually exclusive. */
  NON_SHARED_DISK: 64,
  /** Migrate disk images in addition to domain's memory. This is similar to VIR_MIGRATE_NON_SHARED_DISK, but only the top level of each disk's backing chain is copied. That is, the rest of the backing chain is expected to be present on the destination and to be exactly the same as on the source host. This flag and VIR_MIGRATE_NON_SHARED_DISK are mutually exclusive. */
  NON_SHARED_INC: 128,
  /** Protect against domain configuration changes during the migration process. This flag is used automatically when both sides support it. Explicitly setting this flag will cause migration to fail if either the source or the destination does not support it. */
  CHANGE_PROTECTION: 256,
  /** Force migration even if it is considered unsafe. In some cases libvirt may refuse to migrate the domain because doing so may lead to potential problems such as data corruption, and thus the migration is considered unsafe. For a QEMU domain this may happen if the domain uses disks without explicitly setting cache mode to "none". Migrating such domains is unsafe unless the disk images are stored on coherent clustered filesystem, such as GFS2 or GPFS. */
  UNSAFE: 512,
  /** Migrate a domain definition without starting the domain on the destination and without stopping it on the source host. Offline migration requires VIR_MIGRATE_PERSIST_DEST to be set. Offline migration may not copy disk storage or any other file based storage (such as UEFI variables). */
  OFFLINE: 1024,
  /** Compress migration data. The compression methods can be specified using VIR_MIGRATE_PARAM_COMPRESSION. A hypervisor default method will be used if this parameter is omitted. Individual compression methods can be tuned via their specific VIR_MIGRATE_PARAM_COMPRESSION_* parameters. */
  COMPRESSED: 2048,
  /** Cancel migration if a soft error (such as I/O error) happens during migration. */
  ABORT_ON_ERROR: 4096,
  /** Enable algorithms that ensure a live migration will eventually converge. This usually means the domain will be slowed down to make sure it does not change its memory faster than a hypervisor can transfer the changed memory to the destination host. VIR_MIGRATE_PARAM_AUTO_CONVERGE_* parameters can be used to tune the algorithm. */
  AUTO_CONVERGE: 8192,
  /** This flag can be used with RDMA migration (i.e., when VIR_MIGRATE_PARAM_URI starts with "rdma://") to tell the hypervisor to pin all domain's memory at once before migration starts rather then letting it pin memory pages as needed. This means that all memory pages belonging to the domain will be locked in host's memory and the host will not be allowed to swap them out. For QEMU/KVM this requires hard_limit memory tuning element (in the domain XML) to be used and set to the maximum memory configured for the domain plus any memory consumed by the QEMU process itself. Beware of setting the memory limit too high (and thus allowing the domain to lock most of the host's memory). Doing so may be dangerous to both the domain and the host itself since the host's kernel may run out of memory. */
  RDMA_PIN_ALL: 16384,
  /** Setting the VIR_MIGRATE_POSTCOPY flag tells libvirt to enable post-copy migration. However, the migration will start normally and virDomainMigrateStartPostCopy needs to be called to switch it into the post-copy mode. See virDomainMigrateStartPostCopy for more details. */
  POSTCOPY: 32768,
  /** Setting the VIR_MIGRATE_TLS flag will cause the migration to attempt to use the TLS environment configured by the hypervisor in order to perform the migration. If incorrectly configured on either source or destination, the migration will fail. */
  TLS: 65536,
  /** Send memory pages to the destination host through several network connections. See VIR_MIGRATE_PARAM_PARALLEL_* parameters for configuring the parallel migration. */
  PARALLEL: 131072,
  /** Force the guest writes which happen when copying disk images for non-shared storage migration to be synchronously written to the destination. This ensures the storage migration converges for VMs doing heavy I/O on fast local storage and slow mirror. Requires one of VIR_MIGRATE_NON_SHARED_DISK, VIR_MIGRATE_NON_SHARED_INC to be present as well. */
  NON_SHARED_SYNCHRONOUS_WRITES: 262144,
  /** Resume migration which failed in post-copy phase. */
  POSTCOPY_RESUME: 524288,
  /** Use zero-copy mechanism for migrating memory pages. For QEMU/KVM this means QEMU will be temporarily allowed to lock all guest pages in host's memory, although only those that are queued for transfer will be locked at the same time. */
  ZEROCOPY: 1048576,
} as const;
export type DomainMigrateFlags = (typeof DomainMigrateFlags)[keyof typeof DomainMigrateFlags];

export const DomainMigrateMaxSpeedFlags = {
  /** Set or get maximum speed of post-copy migration. */
  POSTCOPY: 1,
} as const;
export type DomainMigrateMaxSpeedFlags = (typeof DomainMigrateMaxSpeedFlags)[keyof typeof DomainMigrateMaxSpeedFlags];

export const DomainModificationImpact = {
  /** Affect current domain state. */
  CURRENT: 0,
  /** Affect running domain state. */
  LIVE: 1,
  /** Affect persistent domain state. 1 << 2 is reserved for virTypedParameterFlags */
  CONFIG: 2,
} as const;
export type DomainModificationImpact = (typeof DomainModificationImpact)[keyof typeof DomainModificationImpact];

export const DomainNostateReason = {
  UNKNOWN: 0,
} as const;
export type DomainNostateReason = (typeof DomainNostateReason)[keyof typeof DomainNostateReason];

export const DomainNumatuneMemMode = {
  STRICT: 0,
  PREFERRED: 1,
  INTERLEAVE: 2,
  RESTRICTIVE: 3,
} as const;
export type DomainNumatuneMemMode = (typeof DomainNumatuneMemMode)[keyof typeof DomainNumatuneMemMode];

export const DomainOpenGraphicsFlags = {
  SKIPAUTH: 1,
} as const;
export type DomainOpenGraphicsFlags = (typeof DomainOpenGraphicsFlags)[keyof typeof DomainOpenGraphicsFlags];

export const DomainPausedReason = {
  /** the reason is unknown */
  UNKNOWN: 0,
  /** paused on user request */
  USER: 1,
  /** paused for offline migration */
  MIGRATION: 2,
  /** paused for save */
  SAVE: 3,
  /** paused for offline core dump */
  DUMP: 4,
  /** paused due to a disk I/O error */
  IOERROR: 5,
  /** paused due to a watchdog event */
  WATCHDOG: 6,
  /** paused after restoring from snapshot */
  FROM_SNAPSHOT: 7,
  /** paused during shutdown process */
  SHUTTING_DOWN: 8,
  /** paused while creating a snapshot */
  SNAPSHOT: 9,
  /** paused due to a guest crash */
  CRASHED: 10,
  /** the domain is being started */
  STARTING_UP: 11,
  /** paused for post-copy migration */
  POSTCOPY: 12,
  /** paused after failed post-copy */
  POSTCOPY_FAILED: 13,
} as const;
export type DomainPausedReason = (typeof DomainPausedReason)[keyof typeof DomainPausedReason];

export const DomainPmSuspendedDiskReason = {
  PMSUSPENDED_DISK_UNKNOWN: 0,
} as const;
export type DomainPmSuspendedDiskReason = (typeof DomainPmSuspendedDiskReason)[keyof typeof DomainPmSuspendedDiskReason];

export const DomainPmSuspendedReason = {
  PMSUSPENDED_UNKNOWN: 0,
} as const;
export type DomainPmSuspendedReason = (typeof DomainPmSuspendedReason)[keyof typeof DomainPmSuspendedReason];

export const DomainProcessSignal = {
  /** No constant in POSIX/Linux */
  NOP: 0,
  /** SIGHUP */
  HUP: 1,
  /** SIGINT */
  INT: 2,
  /** SIGQUIT */
  QUIT: 3,
  /** SIGILL */
  ILL: 4,
  /** SIGTRAP */
  TRAP: 5,
  /** SIGABRT */
  ABRT: 6,
  /** SIGBUS */
  BUS: 7,
  /** SIGFPE */
  FPE: 8,
  /** SIGKILL */
  KILL: 9,
  /** SIGUSR1 */
  USR1: 10,
  /** SIGSEGV */
  SEGV: 11,
  /** SIGUSR2 */
  USR2: 12,
  /** SIGPIPE */
  PIPE: 13,
  /** SIGALRM */
  ALRM: 14,
  /** SIGTERM */
  TERM: 15,
  /** Not in POSIX (SIGSTKFLT on Linux */
  STKFLT: 16,
  /** SIGCHLD */
  CHLD: 17,
  /** SIGCONT */
  CONT: 18,
  /** SIGSTOP */
  STOP: 19,
  /** SIGTSTP */
  TSTP: 20,
  /** SIGTTIN */
  TTIN: 21,
  /** SIGTTOU */
  TTOU: 22,
  /** SIGURG */
  URG: 23,
  /** SIGXCPU */
  XCPU: 24,
  /** SIGXFSZ */
  XFSZ: 25,
  /** SIGVTALRM */
  VTALRM: 26,
  /** SIGPROF */
  PROF: 27,
  /** Not in POSIX (SIGWINCH on Linux) */
  WINCH: 28,
  /** SIGPOLL (also known as SIGIO on Linux) */
  POLL: 29,
  /** Not in POSIX (SIGPWR on Linux) */
  PWR: 30,
  /** SIGSYS (also known as SIGUNUSED on Linux) */
  SYS: 31,
  /** SIGRTMIN */
  RT0: 32,
  /** SIGRTMIN + 1 */
  RT1: 33,
  /** SIGRTMIN + 2 */
  RT2: 34,
  /** SIGRTMIN + 3 */
  RT3: 35,
  /** SIGRTMIN + 4 */
  RT4: 36,
  /** SIGRTMIN + 5 */
  RT5: 37,
  /** SIGRTMIN + 6 */
  RT6: 38,
  /** SIGRTMIN + 7 */
  RT7: 39,
  /** SIGRTMIN + 8 */
  RT8: 40,
  /** SIGRTMIN + 9 */
  RT9: 41,
  /** SIGRTMIN + 10 */
  RT10: 42,
  /** SIGRTMIN + 11 */
  RT11: 43,
  /** SIGRTMIN + 12 */
  RT12: 44,
  /** SIGRTMIN + 13 */
  RT13: 45,
  /** SIGRTMIN + 14 */
  RT14: 46,
  /** SIGRTMIN + 15 */
  RT15: 47,
  /** SIGRTMIN + 16 */
  RT16: 48,
  /** SIGRTMIN + 17 */
  RT17: 49,
  /** SIGRTMIN + 18 */
  RT18: 50,
  /** SIGRTMIN + 19 */
  RT19: 51,
  /** SIGRTMIN + 20 */
  RT20: 52,
  /** SIGRTMIN + 21 */
  RT21: 53,
  /** SIGRTMIN + 22 */
  RT22: 54,
  /** SIGRTMIN + 23 */
  RT23: 55,
  /** SIGRTMIN + 24 */
  RT24: 56,
  /** SIGRTMIN + 25 */
  RT25: 57,
  /** SIGRTMIN + 26 */
  RT26: 58,
  /** SIGRTMIN + 27 */
  RT27: 59,
  /** SIGRTMIN + 28 */
  RT28: 60,
  /** SIGRTMIN + 29 */
  RT29: 61,
  /** SIGRTMIN + 30 */
  RT30: 62,
  /** SIGRTMIN + 31 */
  RT31: 63,
  /** SIGRTMIN + 32 / SIGRTMAX */
  RT32: 64,
} as const;
export type DomainProcessSignal = (typeof DomainProcessSignal)[keyof typeof DomainProcessSignal];

export const DomainRebootFlagValues = {
  /** hypervisor choice */
  DEFAULT: 0,
  /** Send ACPI event */
  ACPI_POWER_BTN: 1,
  /** Use guest agent */
  GUEST_AGENT: 2,
  /** Use initctl */
  INITCTL: 4,
  /** Send a signal */
  SIGNAL: 8,
  /** Use paravirt guest control */
  PARAVIRT: 16,
} as const;
export type DomainRebootFlagValues = (typeof DomainRebootFlagValues)[keyof typeof DomainRebootFlagValues];

export const DomainRunningReason = {
  UNKNOWN: 0,
  /** normal startup from boot */
  BOOTED: 1,
  /** migrated from another host */
  MIGRATED: 2,
  /** restored from a state file */
  RESTORED: 3,
  /** restored from snapshot */
  FROM_SNAPSHOT: 4,
  /** returned from paused state */
  UNPAUSED: 5,
  /** returned from migration */
  MIGRATION_CANCELED: 6,
  /** returned from failed save process */
  SAVE_CANCELED: 7,
  /** returned from pmsuspended due to wakeup event */
  WAKEUP: 8,
  /** resumed from crashed */
  CRASHED: 9,
  /** running in post-copy migration mode */
  POSTCOPY: 10,
  /** running in failed post-copy migration */
  POSTCOPY_FAILED: 11,
} as const;
export type DomainRunningReason = (typeof DomainRunningReason)[keyof typeof DomainRunningReason];

export const DomainSaveImageXmlFlags = {
  /** dump security sensitive information too */
  SECURE: 1,
} as const;
export type DomainSaveImageXmlFlags = (typeof DomainSaveImageXmlFlags)[keyof typeof DomainSaveImageXmlFlags];

export const DomainSaveRestoreFlags = {
  /** Avoid file system cache pollution */
  BYPASS_CACHE: 1,
  /** Favor running over paused */
  RUNNING: 2,
  /** Favor paused over running */
  PAUSED: 4,
  /** Re-initialize NVRAM from template */
  RESET_NVRAM: 8,
} as const;
export type DomainSaveRestoreFlags = (typeof DomainSaveRestoreFlags)[keyof typeof DomainSaveRestoreFlags];

export const DomainSetTimeFlags = {
  /** Re-sync domain time from domain's RTC */
  SYNC: 1,
} as const;
export type DomainSetTimeFlags = (typeof DomainSetTimeFlags)[keyof typeof DomainSetTimeFlags];

export const DomainSetUserPasswordFlags = {
  /** the password is already encrypted */
  ENCRYPTED: 1,
} as const;
export type DomainSetUserPasswordFlags = (typeof DomainSetUserPasswordFlags)[keyof typeof DomainSetUserPasswordFlags];

export const DomainShutdownFlagValues = {
  /** hypervisor choice */
  DEFAULT: 0,
  /** Send ACPI event */
  ACPI_POWER_BTN: 1,
  /** Use guest agent */
  GUEST_AGENT: 2,
  /** Use initctl */
  INITCTL: 4,
  /** Send a signal */
  SIGNAL: 8,
  /** Use paravirt guest control */
  PARAVIRT: 16,
} as const;
export type DomainShutdownFlagValues = (typeof DomainShutdownFlagValues)[keyof typeof DomainShutdownFlagValues];

export const DomainShutdownReason = {
  /** the reason is unknown */
  UNKNOWN: 0,
  /** shutting down on user request */
  USER: 1,
} as const;
export type DomainShutdownReason = (typeof DomainShutdownReason)[keyof typeof DomainShutdownReason];

export const DomainShutoffReason = {
  /** the reason is unknown */
  UNKNOWN: 0,
  /** normal shutdown */
  SHUTDOWN: 1,
  /** forced poweroff */
  DESTROYED: 2,
  /** domain crashed */
  CRASHED: 3,
  /** migrated to another host */
  MIGRATED: 4,
  /** saved to a file */
  SAVED: 5,
  /** domain failed to start */
  FAILED: 6,
  /** restored from a snapshot which was taken while domain was shutoff */
  FROM_SNAPSHOT: 7,
  /** daemon decides to kill domain during reconnection processing */
  DAEMON: 8,
} as const;
export type DomainShutoffReason = (typeof DomainShutoffReason)[keyof typeof DomainShutoffReason];

export const DomainSnapshotCreateFlags = {
  /** Restore or alter metadata */
  REDEFINE: 1,
  /** With redefine, make snapshot current */
  CURRENT: 2,
  /** Make snapshot without remembering it */
  NO_METADATA: 4,
  /** Stop running guest after snapshot */
  HALT: 8,
  /** disk snapshot, not full system */
  DISK_ONLY: 16,
  /** reuse any existing external files */
  REUSE_EXT: 32,
  /** use guest agent to quiesce all mounted file systems within the domain */
  QUIESCE: 64,
  /** atomically avoid partial changes */
  ATOMIC: 128,
  /** create the snapshot while the guest is running */
  LIVE: 256,
  /** validate the XML against the schema */
  VALIDATE: 512,
} as const;
export type DomainSnapshotCreateFlags = (typeof DomainSnapshotCreateFlags)[keyof typeof DomainSnapshotCreateFlags];

export const DomainSnapshotDeleteFlags = {
  /** Also delete children */
  CHILDREN: 1,
  /** Delete just metadata */
  METADATA_ONLY: 2,
  /** Delete just children */
  CHILDREN_ONLY: 4,
} as const;
export type DomainSnapshotDeleteFlags = (typeof DomainSnapshotDeleteFlags)[keyof typeof DomainSnapshotDeleteFlags];

export const DomainSnapshotListFlags = {
  /** List all descendants, not just children, when listing a snapshot */
  DESCENDANTS: 1,
  /** Filter by snapshots with no parents, when listing a domain */
  ROOTS: 1,
  /** Filter by snapshots which have metadata */
  METADATA: 2,
  /** Filter by snapshots with no children */
  LEAVES: 4,
  /** Filter by snapshots that have children */
  NO_LEAVES: 8,
  /** Filter by snapshots with no metadata */
  NO_METADATA: 16,
  /** Filter by snapshots taken while guest was shut off */
  INACTIVE: 32,
  /** Filter by snapshots taken while guest was active, and with memory state */
  ACTIVE: 64,
  /** Filter by snapshots taken while guest was active, but without memory state */
  DISK_ONLY: 128,
  /** Filter by snapshots stored internal to disk images */
  INTERNAL: 256,
  /** Filter by snapshots that use files external to disk images */
  EXTERNAL: 512,
  /** Ensure parents occur before children in the resulting list */
  TOPOLOGICAL: 1024,
} as const;
export type DomainSnapshotListFlags = (typeof DomainSnapshotListFlags)[keyof typeof DomainSnapshotListFlags];

export const DomainSnapshotRevertFlags = {
  /** Run after revert */
  RUNNING: 1,
  /** Pause after revert */
  PAUSED: 2,
  /** Allow risky reverts */
  FORCE: 4,
  /** Re-initialize NVRAM from template */
  RESET_NVRAM: 8,
} as const;
export type DomainSnapshotRevertFlags = (typeof DomainSnapshotRevertFlags)[keyof typeof DomainSnapshotRevertFlags];

export const DomainSnapshotXmlFlags = {
  /** dump security sensitive information too */
  SECURE: 1,
} as const;
export type DomainSnapshotXmlFlags = (typeof DomainSnapshotXmlFlags)[keyof typeof DomainSnapshotXmlFlags];

export const DomainState = {
  /** no state */
  NOSTATE: 0,
  /** the domain is running */
  RUNNING: 1,
  /** the domain is blocked on resource */
  BLOCKED: 2,
  /** the domain is paused by user */
  PAUSED: 3,
  /** the domain is being shut down */
  SHUTDOWN: 4,
  /** the domain is shut off */
  SHUTOFF: 5,
  /** the domain is crashed */
  CRASHED: 6,
  /** the domain is suspended by guest power management */
  PMSUSPENDED: 7,
} as const;
export type DomainState = (typeof DomainState)[keyof typeof DomainState];

export const DomainStatsTypes = {
  /** return domain state */
  STATE: 1,
  /** return domain CPU info */
  CPU_TOTAL: 2,
  /** return domain balloon info */
  BALLOON: 4,
  /** return domain virtual CPU info */
  VCPU: 8,
  /** return domain interfaces info */
  INTERFACE: 16,
  /** return domain block info */
  BLOCK: 32,
  /** return domain perf event info */
  PERF: 64,
  /** return iothread poll info */
  IOTHREAD: 128,
  /** return domain memory info */
  MEMORY: 256,
  /** return domain dirty rate info */
  DIRTYRATE: 512,
  /** return vm info */
  VM: 1024,
} as const;
export type DomainStatsTypes = (typeof DomainStatsTypes)[keyof typeof DomainStatsTypes];

export const DomainUndefineFlagsValues = {
  /** Also remove any managed save */
  MANAGED_SAVE: 1,
  /** If last use of domain, then also remove any snapshot metadata */
  SNAPSHOTS_METADATA: 2,
  /** Also remove any nvram file */
  NVRAM: 4,
  /** Keep nvram file */
  KEEP_NVRAM: 8,
  /** If last use of domain, then also remove any checkpoint metadata */
  CHECKPOINTS_METADATA: 16,
  /** Also remove any TPM state */
  TPM: 32,
  /** Keep TPM state Future undefine control flags should come here. */
  KEEP_TPM: 64,
} as const;
export type DomainUndefineFlagsValues = (typeof DomainUndefineFlagsValues)[keyof typeof DomainUndefineFlagsValues];

export const DomainVcpuFlags = {
  /** See virDomainModificationImpact */
  CURRENT: 0,
  /** See virDomainModificationImpact */
  LIVE: 1,
  /** See virDomainModificationImpact */
  CONFIG: 2,
  /** Max rather than current count */
  MAXIMUM: 4,
  /** Modify state of the cpu in the guest */
  GUEST: 8,
  /** Make vcpus added hot(un)pluggable */
  HOTPLUGGABLE: 16,
} as const;
export type DomainVcpuFlags = (typeof DomainVcpuFlags)[keyof typeof DomainVcpuFlags];

export const DomainXmlFlags = {
  /** dump security sensitive information too */
  SECURE: 1,
  /** dump inactive domain information */
  INACTIVE: 2,
  /** update guest CPU requirements according to host CPU */
  UPDATE_CPU: 4,
  /** dump XML suitable for migration */
  MIGRATABLE: 8,
} as const;
export type DomainXmlFlags = (typeof DomainXmlFlags)[keyof typeof DomainXmlFlags];

export const ErrorDomain = {
  NONE: 0,
  /** Error at Xen hypervisor layer */
  XEN: 1,
  /** Error at connection with xend daemon */
  XEND: 2,
  /** Error at connection with xen store */
  XENSTORE: 3,
  /** Error in the S-Expression code */
  SEXPR: 4,
  /** Error in the XML code */
  XML: 5,
  /** Error when operating on a domain */
  DOM: 6,
  /** Error in the XML-RPC code */
  RPC: 7,
  /** Error in the proxy code; unused since 0.8.6 */
  PROXY: 8,
  /** Error in the configuration file handling */
  CONF: 9,
  /** Error at the QEMU daemon */
  QEMU: 10,
  /** Error when operating on a network */
  NET: 11,
  /** Error from test driver */
  TEST: 12,
  /** Error from remote driver */
  REMOTE: 13,
  /** Error from OpenVZ driver */
  OPENVZ: 14,
  /** Error at Xen XM layer */
  XENXM: 15,
  /** Error in the Linux Stats code */
  STATS_LINUX: 16,
  /** Error from Linux Container driver */
  LXC: 17,
  /** Error from storage driver */
  STORAGE: 18,
  /** Error from network config */
  NETWORK: 19,
  /** Error from domain config */
  DOMAIN: 20,
  /** Error at the UML driver; unused since 5.0.0 */
  UML: 21,
  /** Error from node device monitor */
  NODEDEV: 22,
  /** Error from xen inotify layer */
  XEN_INOTIFY: 23,
  /** Error from security framework */
  SECURITY: 24,
  /** Error from VirtualBox driver */
  VBOX: 25,
  /** Error when operating on an interface */
  INTERFACE: 26,
  /** The OpenNebula driver no longer exists. Retained for ABI/API compat only */
  ONE: 27,
  /** Error from ESX driver */
  ESX: 28,
  /** Error from the phyp driver, unused since 6.0.0 */
  PHYP: 29,
  /** Error from secret storage */
  SECRET: 30,
  /** Error from CPU driver */
  CPU: 31,
  /** Error from XenAPI */
  XENAPI: 32,
  /** Error from network filter driver */
  NWFILTER: 33,
  /** Error from Synchronous hooks */
  HOOK: 34,
  /** Error from domain snapshot */
  DOMAIN_SNAPSHOT: 35,
  /** Error from auditing subsystem */
  AUDIT: 36,
  /** Error from sysinfo/SMBIOS */
  SYSINFO: 37,
  /** Error from I/O streams */
  STREAMS: 38,
  /** Error from VMware driver */
  VMWARE: 39,
  /** Error from event loop impl */
  EVENT: 40,
  /** Error from libxenlight driver */
  LIBXL: 41,
  /** Error from lock manager */
  LOCKING: 42,
  /** Error from Hyper-V driver */
  HYPERV: 43,
  /** Error from capabilities */
  CAPABILITIES: 44,
  /** Error from URI handling */
  URI: 45,
  /** Error from auth handling */
  AUTH: 46,
  /** Error from DBus */
  DBUS: 47,
  /** Error from Parallels */
  PARALLELS: 48,
  /** Error from Device */
  DEVICE: 49,
  /** Error from libssh2 connection transport */
  SSH: 50,
  /** Error from lockspace */
  LOCKSPACE: 51,
  /** Error from initctl device communication */
  INITCTL: 52,
  /** Error from identity code */
  IDENTITY: 53,
  /** Error from cgroups */
  CGROUP: 54,
  /** Error from access control manager */
  ACCESS: 55,
  /** Error from systemd code */
  SYSTEMD: 56,
  /** Error from bhyve driver */
  BHYVE: 57,
  /** Error from crypto code */
  CRYPTO: 58,
  /** Error from firewall */
  FIREWALL: 59,
  /** Error from polkit code */
  POLKIT: 60,
  /** Error from thread utils */
  THREAD: 61,
  /** Error from admin backend */
  ADMIN: 62,
  /** Error from log manager */
  LOGGING: 63,
  /** Error from Xen xl config code */
  XENXL: 64,
  /** Error from perf */
  PERF: 65,
  /** Error from libssh connection transport */
  LIBSSH: 66,
  /** Error from resource control */
  RESCTRL: 67,
  /** Error from firewalld */
  FIREWALLD: 68,
  /** Error from domain checkpoint */
  DOMAIN_CHECKPOINT: 69,
  /** Error from TPM */
  TPM: 70,
  /** Error from BPF code */
  BPF: 71,
  /** Error from Cloud-Hypervisor driver */
  CH: 72,
} as const;
export type ErrorDomain = (typeof ErrorDomain)[keyof typeof ErrorDomain];

export const ErrorLevel = {
  NONE: 0,
  /** A simple warning */
  WARNING: 1,
  /** An error */
  ERROR: 2,
} as const;
export type ErrorLevel = (typeof ErrorLevel)[keyof typeof ErrorLevel];

export const ErrorNumber = {
  OK: 0,
  /** internal error */
  INTERNAL_ERROR: 1,
  /** memory allocation failure */
  NO_MEMORY: 2,
  /** no support for this function */
  NO_SUPPORT: 3,
  /** could not resolve hostname */
  UNKNOWN_HOST: 4,
  /** can't connect to hypervisor */
  NO_CONNECT: 5,
  /** invalid connection object */
  INVALID_CONN: 6,
  /** invalid domain object */
  INVALID_DOMAIN: 7,
  /** invalid function argument */
  INVALID_ARG: 8,
  /** a command to hypervisor failed */
  OPERATION_FAILED: 9,
  /** a HTTP GET command to failed */
  GET_FAILED: 10,
  /** a HTTP POST command to failed */
  POST_FAILED: 11,
  /** unexpected HTTP error code */
  HTTP_ERROR: 12,
  /** failure to serialize an S-Expr */
  SEXPR_SERIAL: 13,
  /** could not open Xen hypervisor control */
  NO_XEN: 14,
  /** failure doing an hypervisor call */
  XEN_CALL: 15,
  /** unknown OS type */
  OS_TYPE: 16,
  /** missing kernel information */
  NO_KERNEL: 17,
  /** missing root device information */
  NO_ROOT: 18,
  /** missing source device information */
  NO_SOURCE: 19,
  /** missing target device information */
  NO_TARGET: 20,
  /** missing domain name information */
  NO_NAME: 21,
  /** missing domain OS information */
  NO_OS: 22,
  /** missing domain devices information */
  NO_DEVICE: 23,
  /** could not open Xen Store control */
  NO_XENSTORE: 24,
  /** too many drivers registered */
  DRIVER_FULL: 25,
  /** not supported by the drivers (DEPRECATED) */
  CALL_FAILED: 26,
  /** an XML description is not well formed or broken */
  XML_ERROR: 27,
  /** the domain already exist */
  DOM_EXIST: 28,
  /** operation forbidden on read-only connections */
  OPERATION_DENIED: 29,
  /** failed to open a conf file */
  OPEN_FAILED: 30,
  /** failed to read a conf file */
  READ_FAILED: 31,
  /** failed to parse a conf file */
  PARSE_FAILED: 32,
  /** failed to parse the syntax of a conf file */
  CONF_SYNTAX: 33,
  /** failed to write a conf file */
  WRITE_FAILED: 34,
  /** detail of an XML error */
  XML_DETAIL: 35,
  /** invalid network object */
  INVALID_NETWORK: 36,
  /** the network already exist */
  NETWORK_EXIST: 37,
  /** general system call failure */
  SYSTEM_ERROR: 38,
  /** some sort of RPC error */
  RPC: 39,
  /** error from a GNUTLS call */
  GNUTLS_ERROR: 40,
  /** failed to start network */
  WAR_NO_NETWORK: 41,
  /** domain not found or unexpectedly disappeared */
  NO_DOMAIN: 42,
  /** network not found */
  NO_NETWORK: 43,
  /** invalid MAC address */
  INVALID_MAC: 44,
  /** authentication failed */
  AUTH_FAILED: 45,
  /** invalid storage pool object */
  INVALID_STORAGE_POOL: 46,
  /** invalid storage vol object */
  INVALID_STORAGE_VOL: 47,
  /** failed to start storage */
  WAR_NO_STORAGE: 48,
  /** storage pool not found */
  NO_STORAGE_POOL: 49,
  /** storage volume not found */
  NO_STORAGE_VOL: 50,
  /** failed to start node driver */
  WAR_NO_NODE: 51,
  /** invalid node device object */
  INVALID_NODE_DEVICE: 52,
  /** node device not found */
  NO_NODE_DEVICE: 53,
  /** security model not found */
  NO_SECURITY_MODEL: 54,
  /** operation is not applicable at this time */
  OPERATION_INVALID: 55,
  /** failed to start interface driver */
  WAR_NO_INTERFACE: 56,
  /** interface driver not running */
  NO_INTERFACE: 57,
  /** invalid interface object */
  INVALID_INTERFACE: 58,
  /** more than one matching interface found */
  MULTIPLE_INTERFACES: 59,
  /** failed to start nwfilter driver */
  WAR_NO_NWFILTER: 60,
  /** invalid nwfilter object */
  INVALID_NWFILTER: 61,
  /** nw filter pool not found */
  NO_NWFILTER: 62,
  /** nw filter pool not found */
  BUILD_FIREWALL: 63,
  /** failed to start secret storage */
  WAR_NO_SECRET: 64,
  /** invalid secret */
  INVALID_SECRET: 65,
  /** secret not found */
  NO_SECRET: 66,
  /** unsupported configuration construct */
  CONFIG_UNSUPPORTED: 67,
  /** timeout occurred during operation */
  OPERATION_TIMEOUT: 68,
  /** a migration worked, but making the VM persist on the dest host failed */
  MIGRATE_PERSIST_FAILED: 69,
  /** a synchronous hook script failed */
  HOOK_SCRIPT_FAILED: 70,
  /** invalid domain snapshot */
  INVALID_DOMAIN_SNAPSHOT: 71,
  /** domain snapshot not found */
  NO_DOMAIN_SNAPSHOT: 72,
  /** stream pointer not valid */
  INVALID_STREAM: 73,
  /** valid API use but unsupported by the given driver */
  ARGUMENT_UNSUPPORTED: 74,
  /** storage pool probe failed */
  STORAGE_PROBE_FAILED: 75,
  /** storage pool already built */
  STORAGE_POOL_BUILT: 76,
  /** force was not requested for a risky domain snapshot revert */
  SNAPSHOT_REVERT_RISKY: 77,
  /** operation on a domain was canceled/aborted by user */
  OPERATION_ABORTED: 78,
  /** authentication cancelled */
  AUTH_CANCELLED: 79,
  /** The metadata is not present */
  NO_DOMAIN_METADATA: 80,
  /** Migration is not safe */
  MIGRATE_UNSAFE: 81,
  /** integer overflow */
  OVERFLOW: 82,
  /** action prevented by block copy job */
  BLOCK_COPY_ACTIVE: 83,
  /** The requested operation is not supported */
  OPERATION_UNSUPPORTED: 84,
  /** error in ssh transport driver */
  SSH: 85,
  /** guest agent is unresponsive, not running or not usable */
  AGENT_UNRESPONSIVE: 86,
  /** resource is already in use */
  RESOURCE_BUSY: 87,
  /** operation on the object/resource was denied */
  ACCESS_DENIED: 88,
  /** error from a dbus service */
  DBUS_SERVICE: 89,
  /** the storage vol already exists */
  STORAGE_VOL_EXIST: 90,
  /** given CPU is incompatible with host CPU */
  CPU_INCOMPATIBLE: 91,
  /** XML document doesn't validate against schema */
  XML_INVALID_SCHEMA: 92,
  /** Finish API succeeded but it is expected to return NULL */
  MIGRATE_FINISH_OK: 93,
  /** authentication unavailable */
  AUTH_UNAVAILABLE: 94,
  /** Server was not found */
  NO_SERVER: 95,
  /** Client was not found */
  NO_CLIENT: 96,
  /** guest agent replies with wrong id to guest-sync command (DEPRECATED) */
  AGENT_UNSYNCED: 97,
  /** error in libssh transport driver */
  LIBSSH: 98,
  /** fail to find the desired device */
  DEVICE_MISSING: 99,
  /** invalid nwfilter binding */
  INVALID_NWFILTER_BINDING: 100,
  /** no nwfilter binding */
  NO_NWFILTER_BINDING: 101,
  /** invalid domain checkpoint */
  INVALID_DOMAIN_CHECKPOINT: 102,
  /** domain checkpoint not found */
  NO_DOMAIN_CHECKPOINT: 103,
  /** domain backup job id not found */
  NO_DOMAIN_BACKUP: 104,
  /** invalid network port object */
  INVALID_NETWORK_PORT: 105,
  /** the network port already exist */
  NETWORK_PORT_EXIST: 106,
  /** network port not found */
  NO_NETWORK_PORT: 107,
  /** no domain's hostname found */
  NO_HOSTNAME: 108,
  /** checkpoint can't be used */
  CHECKPOINT_INCONSISTENT: 109,
  /** more than one matching domain found */
  MULTIPLE_DOMAINS: 110,
} as const;
export type ErrorNumber = (typeof ErrorNumber)[keyof typeof ErrorNumber];

export const EventHandleType = {
  READABLE: 1,
  WRITABLE: 2,
  ERROR: 4,
  HANGUP: 8,
} as const;
export type EventHandleType = (typeof EventHandleType)[keyof typeof EventHandleType];

export const InterfaceDefineFlags = {
  /** Validate the XML document against schema */
  VALIDATE: 1,
} as const;
export type InterfaceDefineFlags = (typeof InterfaceDefineFlags)[keyof typeof InterfaceDefineFlags];

export const InterfaceXmlFlags = {
  /** dump inactive interface information */
  INACTIVE: 1,
} as const;
export type InterfaceXmlFlags = (typeof InterfaceXmlFlags)[keyof typeof InterfaceXmlFlags];

export const IpAddrType = {
  IPV4: 0,
  IPV6: 1,
} as const;
export type IpAddrType = (typeof IpAddrType)[keyof typeof IpAddrType];

export const KeycodeSet = {
  LINUX: 0,
  XT: 1,
  ATSET1: 2,
  ATSET2: 3,
  ATSET3: 4,
  OSX: 5,
  XT_KBD: 6,
  USB: 7,
  WIN32: 8,
  QNUM: 9,
} as const;
export type KeycodeSet = (typeof KeycodeSet)[keyof typeof KeycodeSet];

export const MemoryParameterType = {
  INT: 1,
  UINT: 2,
  LLONG: 3,
  ULLONG: 4,
  DOUBLE: 5,
  BOOLEAN: 6,
} as const;
export type MemoryParameterType = (typeof MemoryParameterType)[keyof typeof MemoryParameterType];

export const NetworkCreateFlags = {
  /** Validate the XML document against schema */
  VALIDATE: 1,
} as const;
export type NetworkCreateFlags = (typeof NetworkCreateFlags)[keyof typeof NetworkCreateFlags];

export const NetworkDefineFlags = {
  /** Validate the XML document against schema */
  VALIDATE: 1,
} as const;
export type NetworkDefineFlags = (typeof NetworkDefineFlags)[keyof typeof NetworkDefineFlags];

export const NetworkEventId = {
  /** virConnectNetworkEventLifecycleCallback */
  LIFECYCLE: 0,
} as const;
export type NetworkEventId = (typeof NetworkEventId)[keyof typeof NetworkEventId];

export const NetworkEventLifecycleType = {
  DEFINED: 0,
  UNDEFINED: 1,
  STARTED: 2,
  STOPPED: 3,
} as const;
export type NetworkEventLifecycleType = (typeof NetworkEventLifecycleType)[keyof typeof NetworkEventLifecycleType];

export const NetworkPortCreateFlags = {
  /** reclaim existing used resources */
  RECLAIM: 1,
  /** Validate the XML document against schema */
  VALIDATE: 2,
} as const;
export type NetworkPortCreateFlags = (typeof NetworkPortCreateFlags)[keyof typeof NetworkPortCreateFlags];

export const NetworkUpdateCommand = {
  /** invalid */
  NONE: 0,
  /** modify an existing element */
  MODIFY: 1,
  /** delete an existing element */
  DELETE: 2,
  /** add an element at start of list */
  ADD_FIRST: 4,
} as const;
export type NetworkUpdateCommand = (typeof NetworkUpdateCommand)[keyof typeof NetworkUpdateCommand];

export const NetworkUpdateFlags = {
  /** affect live if network is active, config if it's not active */
  CURRENT: 0,
  /** affect live state of network only */
  LIVE: 1,
  /** affect persistent config only */
  CONFIG: 2,
} as const;
export type NetworkUpdateFlags = (typeof NetworkUpdateFlags)[keyof typeof NetworkUpdateFlags];

export const NetworkUpdateSection = {
  /** invalid */
  NONE: 0,
  /** <bridge> */
  BRIDGE: 1,
  /** <domain> */
  DOMAIN: 2,
  /** <ip> */
  IP: 3,
  /** <ip>/<dhcp>/<host> */
  IP_DHCP_HOST: 4,
  /** <ip>/<dhcp>/<range> */
  IP_DHCP_RANGE: 5,
  /** <forward> */
  FORWARD: 6,
  /** <forward>/<interface> */
  FORWARD_INTERFACE: 7,
  /** <forward>/<pf> */
  FORWARD_PF: 8,
  /** <portgroup> */
  PORTGROUP: 9,
  /** <dns>/<host> */
  DNS_HOST: 10,
  /** <dns>/<txt> */
  DNS_TXT: 11,
  /** <dns>/<srv> */
  DNS_SRV: 12,
} as const;
export type NetworkUpdateSection = (typeof NetworkUpdateSection)[keyof typeof NetworkUpdateSection];

export const NetworkXmlFlags = {
  /** dump inactive network information */
  INACTIVE: 1,
} as const;
export type NetworkXmlFlags = (typeof NetworkXmlFlags)[keyof typeof NetworkXmlFlags];

export const NodeAllocPagesFlags = {
  /** Add @pageCounts to the pages pool. This can be used only to size up the pool. */
  ADD: 0,
  /** Don't add @pageCounts, instead set passed number of pages. This can be used to free allocated pages. */
  SET: 1,
} as const;
export type NodeAllocPagesFlags = (typeof NodeAllocPagesFlags)[keyof typeof NodeAllocPagesFlags];

export const NodeDeviceCreateXmlFlags = {
  /** Validate the XML document against schema */
  VALIDATE: 1,
} as const;
export type NodeDeviceCreateXmlFlags = (typeof NodeDeviceCreateXmlFlags)[keyof typeof NodeDeviceCreateXmlFlags];

export const NodeDeviceDefineXmlFlags = {
  /** Validate the XML document against schema */
  VALIDATE: 1,
} as const;
export type NodeDeviceDefineXmlFlags = (typeof NodeDeviceDefineXmlFlags)[keyof typeof NodeDeviceDefineXmlFlags];

export const NodeDeviceEventId = {
  /** virConnectNodeDeviceEventLifecycleCallback */
  LIFECYCLE: 0,
  /** virConnectNodeDeviceEventGenericCallback */
  UPDATE: 1,
} as const;
export type NodeDeviceEventId = (typeof NodeDeviceEventId)[keyof typeof NodeDeviceEventId];

export const NodeDeviceEventLifecycleType = {
  CREATED: 0,
  DELETED: 1,
  DEFINED: 2,
  UNDEFINED: 3,
} as const;
export type NodeDeviceEventLifecycleType = (typeof NodeDeviceEventLifecycleType)[keyof typeof NodeDeviceEventLifecycleType];

export const NodeGetCpuStatsAllCpUs = {
  CPUS: -1,
} as const;
export type NodeGetCpuStatsAllCpUs = (typeof NodeGetCpuStatsAllCpUs)[keyof typeof NodeGetCpuStatsAllCpUs];

export const NodeGetMemoryStatsAllCells = {
  CELLS: -1,
} as const;
export type NodeGetMemoryStatsAllCells = (typeof NodeGetMemoryStatsAllCells)[keyof typeof NodeGetMemoryStatsAllCells];

export const NodeSuspendTarget = {
  MEM: 0,
  DISK: 1,
  HYBRID: 2,
} as const;
export type NodeSuspendTarget = (typeof NodeSuspendTarget)[keyof typeof NodeSuspendTarget];

export const NwFilterBindingCreateFlags = {
  /** Validate the XML document against schema */
  NWFILTER_BINDING_CREATE_VALIDATE: 1,
} as const;
export type NwFilterBindingCreateFlags = (typeof NwFilterBindingCreateFlags)[keyof typeof NwFilterBindingCreateFlags];

export const NwFilterDefineFlags = {
  /** Validate the XML document against schema */
  NWFILTER_DEFINE_VALIDATE: 1,
} as const;
export type NwFilterDefineFlags = (typeof NwFilterDefineFlags)[keyof typeof NwFilterDefineFlags];

export const SchedParameterType = {
  INT: 1,
  UINT: 2,
  LLONG: 3,
  ULLONG: 4,
  DOUBLE: 5,
  BOOLEAN: 6,
} as const;
export type SchedParameterType = (typeof SchedParameterType)[keyof typeof SchedParameterType];

export const SecretDefineFlags = {
  /** Validate the XML document against schema */
  VALIDATE: 1,
} as const;
export type SecretDefineFlags = (typeof SecretDefineFlags)[keyof typeof SecretDefineFlags];

export const SecretEventId = {
  /** virConnectSecretEventLifecycleCallback */
  LIFECYCLE: 0,
  /** virConnectSecretEventGenericCallback */
  VALUE_CHANGED: 1,
} as const;
export type SecretEventId = (typeof SecretEventId)[keyof typeof SecretEventId];

export const SecretEventLifecycleType = {
  DEFINED: 0,
  UNDEFINED: 1,
} as const;
export type SecretEventLifecycleType = (typeof SecretEventLifecycleType)[keyof typeof SecretEventLifecycleType];

export const SecretUsageType = {
  NONE: 0,
  VOLUME: 1,
  CEPH: 2,
  ISCSI: 3,
  TLS: 4,
  VTPM: 5,
} as const;
export type SecretUsageType = (typeof SecretUsageType)[keyof typeof SecretUsageType];

export const StoragePoolBuildFlags = {
  /** Regular build from scratch */
  NEW: 0,
  /** Repair / reinitialize */
  REPAIR: 1,
  /** Extend existing pool */
  RESIZE: 2,
  /** Do not overwrite existing pool */
  NO_OVERWRITE: 4,
  /** Overwrite data */
  OVERWRITE: 8,
} as const;
export type StoragePoolBuildFlags = (typeof StoragePoolBuildFlags)[keyof typeof StoragePoolBuildFlags];

export const StoragePoolCreateFlags = {
  /** Create the pool but do not perform pool build */
  NORMAL: 0,
  /** Create the pool and perform pool build without any flags */
  WITH_BUILD: 1,
  /** Create the pool and perform pool build using the VIR_STORAGE_POOL_BUILD_OVERWRITE flag. This is mutually exclusive to VIR_STORAGE_POOL_CREATE_WITH_BUILD_NO_OVERWRITE */
  WITH_BUILD_OVERWRITE: 2,
  /** Create the pool and perform pool build using the VIR_STORAGE_POOL_BUILD_NO_OVERWRITE flag. This is mutually exclusive to VIR_STORAGE_POOL_CREATE_WITH_BUILD_OVERWRITE */
  WITH_BUILD_NO_OVERWRITE: 4,
} as const;
export type StoragePoolCreateFlags = (typeof StoragePoolCreateFlags)[keyof typeof StoragePoolCreateFlags];

export const StoragePoolDefineFlags = {
  /** Validate the XML document against schema */
  VALIDATE: 1,
} as const;
export type StoragePoolDefineFlags = (typeof StoragePoolDefineFlags)[keyof typeof StoragePoolDefineFlags];

export const StoragePoolDeleteFlags = {
  /** Delete metadata only (fast) */
  NORMAL: 0,
  /** Clear all data to zeros (slow) */
  ZEROED: 1,
} as const;
export type StoragePoolDeleteFlags = (typeof StoragePoolDeleteFlags)[keyof typeof StoragePoolDeleteFlags];

export const StoragePoolEventId = {
  /** virConnectStoragePoolEventLifecycleCallback */
  LIFECYCLE: 0,
  /** virConnectStoragePoolEventGenericCallback */
  REFRESH: 1,
} as const;
export type StoragePoolEventId = (typeof StoragePoolEventId)[keyof typeof StoragePoolEventId];

export const StoragePoolEventLifecycleType = {
  DEFINED: 0,
  UNDEFINED: 1,
  STARTED: 2,
  STOPPED: 3,
  CREATED: 4,
  DELETED: 5,
} as const;
export type StoragePoolEventLifecycleType = (typeof StoragePoolEventLifecycleType)[keyof typeof StoragePoolEventLifecycleType];

export const StoragePoolState = {
  /** Not running */
  INACTIVE: 0,
  /** Initializing pool, not available */
  BUILDING: 1,
  /** Running normally */
  RUNNING: 2,
  /** Running degraded */
  DEGRADED: 3,
  /** Running, but not accessible */
  INACCESSIBLE: 4,
} as const;
export type StoragePoolState = (typeof StoragePoolState)[keyof typeof StoragePoolState];

export const StorageVolCreateFlags = {
  PREALLOC_METADATA: 1,
  /** perform a btrfs lightweight copy */
  REFLINK: 2,
  /** Validate the XML document against schema */
  VALIDATE: 4,
} as const;
export type StorageVolCreateFlags = (typeof StorageVolCreateFlags)[keyof typeof StorageVolCreateFlags];

export const StorageVolDeleteFlags = {
  /** Delete metadata only (fast) */
  NORMAL: 0,
  /** Clear all data to zeros (slow) */
  ZEROED: 1,
  /** Force removal of volume, even if in use */
  WITH_SNAPSHOTS: 2,
} as const;
export type StorageVolDeleteFlags = (typeof StorageVolDeleteFlags)[keyof typeof StorageVolDeleteFlags];

export const StorageVolDownloadFlags = {
  /** Use sparse stream */
  SPARSE_STREAM: 1,
} as const;
export type StorageVolDownloadFlags = (typeof StorageVolDownloadFlags)[keyof typeof StorageVolDownloadFlags];

export const StorageVolInfoFlags = {
  USE_ALLOCATION: 0,
  /** Return the physical size in allocation */
  GET_PHYSICAL: 1,
} as const;
export type StorageVolInfoFlags = (typeof StorageVolInfoFlags)[keyof typeof StorageVolInfoFlags];

export const StorageVolResizeFlags = {
  /** force allocation of new size */
  ALLOCATE: 1,
  /** size is relative to current */
  DELTA: 2,
  /** allow decrease in capacity */
  SHRINK: 4,
} as const;
export type StorageVolResizeFlags = (typeof StorageVolResizeFlags)[keyof typeof StorageVolResizeFlags];

export const StorageVolType = {
  /** Regular file based volumes */
  FILE: 0,
  /** Block based volumes */
  BLOCK: 1,
  /** Directory-passthrough based volume */
  DIR: 2,
  /** Network volumes like RBD (RADOS Block Device) */
  NETWORK: 3,
  /** Network accessible directory that can contain other network volumes */
  NETDIR: 4,
  /** Ploop based volumes */
  PLOOP: 5,
} as const;
export type StorageVolType = (typeof StorageVolType)[keyof typeof StorageVolType];

export const StorageVolUploadFlags = {
  /** Use sparse stream */
  SPARSE_STREAM: 1,
} as const;
export type StorageVolUploadFlags = (typeof StorageVolUploadFlags)[keyof typeof StorageVolUploadFlags];

export const StorageVolWipeAlgorithm = {
  /** 1-pass, all zeroes */
  ZERO: 0,
  /** 4-pass NNSA Policy Letter NAP-14.1-C (XVI-8) */
  NNSA: 1,
  /** 4-pass DoD 5220.22-M section 8-306 procedure */
  DOD: 2,
  /** 9-pass method recommended by the German Center of Security in Information Technologies */
  BSI: 3,
  /** The canonical 35-pass sequence */
  GUTMANN: 4,
  /** 7-pass method described by Bruce Schneier in "Applied Cryptography" (1996) */
  SCHNEIER: 5,
  /** 7-pass random data */
  PFITZNER7: 6,
  /** 33-pass random data */
  PFITZNER33: 7,
  /** 1-pass random data */
  RANDOM: 8,
  /** 1-pass, trim all data on the volume by using TRIM or DISCARD */
  TRIM: 9,
} as const;
export type StorageVolWipeAlgorithm = (typeof StorageVolWipeAlgorithm)[keyof typeof StorageVolWipeAlgorithm];

export const StorageXmlFlags = {
  /** dump inactive pool/volume information */
  INACTIVE: 1,
} as const;
export type StorageXmlFlags = (typeof StorageXmlFlags)[keyof typeof StorageXmlFlags];

export const StreamEventType = {
  READABLE: 1,
  WRITABLE: 2,
  ERROR: 4,
  HANGUP: 8,
} as const;
export type StreamEventType = (typeof StreamEventType)[keyof typeof StreamEventType];

export const StreamFlags = {
  NONBLOCK: 1,
} as const;
export type StreamFlags = (typeof StreamFlags)[keyof typeof StreamFlags];

export const StreamRecvFlagsValues = {
  STOP_AT_HOLE: 1,
} as const;
export type StreamRecvFlagsValues = (typeof StreamRecvFlagsValues)[keyof typeof StreamRecvFlagsValues];

export const TypedParameterFlags = {
  /** 1 << 0 is reserved for virDomainModificationImpact 1 << 1 is reserved for virDomainModificationImpact Older servers lacked the ability to handle string typed parameters. Attempts to set a string parameter with an older server will fail at the client, but attempts to retrieve parameters must not return strings from a new server to an older client, so this flag exists to identify newer clients to newer servers. This flag is automatically set when needed, so the user does not have to worry about it; however, manually setting the flag can be used to reject servers that cannot return typed strings, even if no strings would be returned. */
  PARAM_STRING_OKAY: 4,
} as const;
export type TypedParameterFlags = (typeof TypedParameterFlags)[keyof typeof TypedParameterFlags];

export const TypedParameterType = {
  /** integer case */
  INT: 1,
  /** unsigned integer case */
  UINT: 2,
  /** long long case */
  LLONG: 3,
  /** unsigned long long case */
  ULLONG: 4,
  /** double case */
  DOUBLE: 5,
  /** boolean(character) case */
  BOOLEAN: 6,
  /** string case */
  STRING: 7,
} as const;
export type TypedParameterType = (typeof TypedParameterType)[keyof typeof TypedParameterType];

export const VcpuHostCpuState = {
  /** the hypervisor does not expose real CPU information */
  UNAVAILABLE: -2,
  /** the vCPU is offline */
  OFFLINE: -1,
} as const;
export type VcpuHostCpuState = (typeof VcpuHostCpuState)[keyof typeof VcpuHostCpuState];

export const VcpuState = {
  /** the virtual CPU is offline */
  OFFLINE: 0,
  /** the virtual CPU is running */
  RUNNING: 1,
  /** the virtual CPU is blocked on resource */
  BLOCKED: 2,
} as const;
export type VcpuState = (typeof VcpuState)[keyof typeof VcpuState];
