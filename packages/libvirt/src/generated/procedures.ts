// The 392 procedures of the program remote that a client can call.
// Made by tools/gen-libvirt from libvirt 9.0.0; sha256 4a2051e514e5e06d012f6ded6b8ea94c309c1416882ce25364f4dc95d025b265. Do not edit.

import {
  type Procedure,
  readNothing,
  writeNothing,
} from '../procedure.ts';
import {
  type ConnectOpenArgs,
  writeConnectOpenArgs,
  type ConnectGetTypeRet,
  readConnectGetTypeRet,
  type ConnectGetVersionRet,
  readConnectGetVersionRet,
  type ConnectGetMaxVcpusArgs,
  writeConnectGetMaxVcpusArgs,
  type ConnectGetMaxVcpusRet,
  readConnectGetMaxVcpusRet,
  type NodeGetInfoRet,
  readNodeGetInfoRet,
  type ConnectGetCapabilitiesRet,
  readConnectGetCapabilitiesRet,
  type DomainAttachDeviceArgs,
  writeDomainAttachDeviceArgs,
  type DomainCreateArgs,
  writeDomainCreateArgs,
  type DomainCreateXmlArgs,
  writeDomainCreateXmlArgs,
  type DomainCreateXmlRet,
  readDomainCreateXmlRet,
  type DomainDefineXmlArgs,
  writeDomainDefineXmlArgs,
  type DomainDefineXmlRet,
  readDomainDefineXmlRet,
  type DomainDestroyArgs,
  writeDomainDestroyArgs,
  type DomainDetachDeviceArgs,
  writeDomainDetachDeviceArgs,
  type DomainGetXmlDescArgs,
  writeDomainGetXmlDescArgs,
  type DomainGetXmlDescRet,
  readDomainGetXmlDescRet,
  type DomainGetAutostartArgs,
  writeDomainGetAutostartArgs,
  type DomainGetAutostartRet,
  readDomainGetAutostartRet,
  type DomainGetInfoArgs,
  writeDomainGetInfoArgs,
  type DomainGetInfoRet,
  readDomainGetInfoRet,
  type DomainGetMaxMemoryArgs,
  writeDomainGetMaxMemoryArgs,
  type DomainGetMaxMemoryRet,
  readDomainGetMaxMemoryRet,
  type DomainGetMaxVcpusArgs,
  writeDomainGetMaxVcpusArgs,
  type DomainGetMaxVcpusRet,
  readDomainGetMaxVcpusRet,
  type DomainGetOsTypeArgs,
  writeDomainGetOsTypeArgs,
  type DomainGetOsTypeRet,
  readDomainGetOsTypeRet,
  type DomainGetVcpusArgs,
  writeDomainGetVcpusArgs,
  type DomainGetVcpusRet,
  readDomainGetVcpusRet,
  type ConnectListDefinedDomainsArgs,
  writeConnectListDefinedDomainsArgs,
  type ConnectListDefinedDomainsRet,
  readConnectListDefinedDomainsRet,
  type DomainLookupByIdArgs,
  writeDomainLookupByIdArgs,
  type DomainLookupByIdRet,
  readDomainLookupByIdRet,
  type DomainLookupByNameArgs,
  writeDomainLookupByNameArgs,
  type DomainLookupByNameRet,
  readDomainLookupByNameRet,
  type DomainLookupByUuidArgs,
  writeDomainLookupByUuidArgs,
  type DomainLookupByUuidRet,
  readDomainLookupByUuidRet,
  type ConnectNumOfDefinedDomainsRet,
  readConnectNumOfDefinedDomainsRet,
  type DomainPinVcpuArgs,
  writeDomainPinVcpuArgs,
  type DomainRebootArgs,
  writeDomainRebootArgs,
  type DomainResumeArgs,
  writeDomainResumeArgs,
  type DomainSetAutostartArgs,
  writeDomainSetAutostartArgs,
  type DomainSetMaxMemoryArgs,
  writeDomainSetMaxMemoryArgs,
  type DomainSetMemoryArgs,
  writeDomainSetMemoryArgs,
  type DomainSetVcpusArgs,
  writeDomainSetVcpusArgs,
  type DomainShutdownArgs,
  writeDomainShutdownArgs,
  type DomainSuspendArgs,
  writeDomainSuspendArgs,
  type DomainUndefineArgs,
  writeDomainUndefineArgs,
  type ConnectListDefinedNetworksArgs,
  writeConnectListDefinedNetworksArgs,
  type ConnectListDefinedNetworksRet,
  readConnectListDefinedNetworksRet,
  type ConnectListDomainsArgs,
  writeConnectListDomainsArgs,
  type ConnectListDomainsRet,
  readConnectListDomainsRet,
  type ConnectListNetworksArgs,
  writeConnectListNetworksArgs,
  type ConnectListNetworksRet,
  readConnectListNetworksRet,
  type NetworkCreateArgs,
  writeNetworkCreateArgs,
  type NetworkCreateXmlArgs,
  writeNetworkCreateXmlArgs,
  type NetworkCreateXmlRet,
  readNetworkCreateXmlRet,
  type NetworkDefineXmlArgs,
  writeNetworkDefineXmlArgs,
  type NetworkDefineXmlRet,
  readNetworkDefineXmlRet,
  type NetworkDestroyArgs,
  writeNetworkDestroyArgs,
  type NetworkGetXmlDescArgs,
  writeNetworkGetXmlDescArgs,
  type NetworkGetXmlDescRet,
  readNetworkGetXmlDescRet,
  type NetworkGetAutostartArgs,
  writeNetworkGetAutostartArgs,
  type NetworkGetAutostartRet,
  readNetworkGetAutostartRet,
  type NetworkGetBridgeNameArgs,
  writeNetworkGetBridgeNameArgs,
  type NetworkGetBridgeNameRet,
  readNetworkGetBridgeNameRet,
  type NetworkLookupByNameArgs,
  writeNetworkLookupByNameArgs,
  type NetworkLookupByNameRet,
  readNetworkLookupByNameRet,
  type NetworkLookupByUuidArgs,
  writeNetworkLookupByUuidArgs,
  type NetworkLookupByUuidRet,
  readNetworkLookupByUuidRet,
  type NetworkSetAutostartArgs,
  writeNetworkSetAutostartArgs,
  type NetworkUndefineArgs,
  writeNetworkUndefineArgs,
  type ConnectNumOfDefinedNetworksRet,
  readConnectNumOfDefinedNetworksRet,
  type ConnectNumOfDomainsRet,
  readConnectNumOfDomainsRet,
  type ConnectNumOfNetworksRet,
  readConnectNumOfNetworksRet,
  type DomainCoreDumpArgs,
  writeDomainCoreDumpArgs,
  type DomainRestoreArgs,
  writeDomainRestoreArgs,
  type DomainSaveArgs,
  writeDomainSaveArgs,
  type DomainGetSchedulerTypeArgs,
  writeDomainGetSchedulerTypeArgs,
  type DomainGetSchedulerTypeRet,
  readDomainGetSchedulerTypeRet,
  type DomainGetSchedulerParametersArgs,
  writeDomainGetSchedulerParametersArgs,
  type DomainGetSchedulerParametersRet,
  readDomainGetSchedulerParametersRet,
  type DomainSetSchedulerParametersArgs,
  writeDomainSetSchedulerParametersArgs,
  type ConnectGetHostnameRet,
  readConnectGetHostnameRet,
  type ConnectSupportsFeatureArgs,
  writeConnectSupportsFeatureArgs,
  type ConnectSupportsFeatureRet,
  readConnectSupportsFeatureRet,
  type DomainMigratePrepareArgs,
  writeDomainMigratePrepareArgs,
  type DomainMigratePrepareRet,
  readDomainMigratePrepareRet,
  type DomainMigratePerformArgs,
  writeDomainMigratePerformArgs,
  type DomainMigrateFinishArgs,
  writeDomainMigrateFinishArgs,
  type DomainMigrateFinishRet,
  readDomainMigrateFinishRet,
  type DomainBlockStatsArgs,
  writeDomainBlockStatsArgs,
  type DomainBlockStatsRet,
  readDomainBlockStatsRet,
  type DomainInterfaceStatsArgs,
  writeDomainInterfaceStatsArgs,
  type DomainInterfaceStatsRet,
  readDomainInterfaceStatsRet,
  type AuthListRet,
  readAuthListRet,
  type AuthSaslInitRet,
  readAuthSaslInitRet,
  type AuthSaslStartArgs,
  writeAuthSaslStartArgs,
  type AuthSaslStartRet,
  readAuthSaslStartRet,
  type AuthSaslStepArgs,
  writeAuthSaslStepArgs,
  type AuthSaslStepRet,
  readAuthSaslStepRet,
  type AuthPolkitRet,
  readAuthPolkitRet,
  type ConnectNumOfStoragePoolsRet,
  readConnectNumOfStoragePoolsRet,
  type ConnectListStoragePoolsArgs,
  writeConnectListStoragePoolsArgs,
  type ConnectListStoragePoolsRet,
  readConnectListStoragePoolsRet,
  type ConnectNumOfDefinedStoragePoolsRet,
  readConnectNumOfDefinedStoragePoolsRet,
  type ConnectListDefinedStoragePoolsArgs,
  writeConnectListDefinedStoragePoolsArgs,
  type ConnectListDefinedStoragePoolsRet,
  readConnectListDefinedStoragePoolsRet,
  type ConnectFindStoragePoolSourcesArgs,
  writeConnectFindStoragePoolSourcesArgs,
  type ConnectFindStoragePoolSourcesRet,
  readConnectFindStoragePoolSourcesRet,
  type StoragePoolCreateXmlArgs,
  writeStoragePoolCreateXmlArgs,
  type StoragePoolCreateXmlRet,
  readStoragePoolCreateXmlRet,
  type StoragePoolDefineXmlArgs,
  writeStoragePoolDefineXmlArgs,
  type StoragePoolDefineXmlRet,
  readStoragePoolDefineXmlRet,
  type StoragePoolCreateArgs,
  writeStoragePoolCreateArgs,
  type StoragePoolBuildArgs,
  writeStoragePoolBuildArgs,
  type StoragePoolDestroyArgs,
  writeStoragePoolDestroyArgs,
  type StoragePoolDeleteArgs,
  writeStoragePoolDeleteArgs,
  type StoragePoolUndefineArgs,
  writeStoragePoolUndefineArgs,
  type StoragePoolRefreshArgs,
  writeStoragePoolRefreshArgs,
  type StoragePoolLookupByNameArgs,
  writeStoragePoolLookupByNameArgs,
  type StoragePoolLookupByNameRet,
  readStoragePoolLookupByNameRet,
  type StoragePoolLookupByUuidArgs,
  writeStoragePoolLookupByUuidArgs,
  type StoragePoolLookupByUuidRet,
  readStoragePoolLookupByUuidRet,
  type StoragePoolLookupByVolumeArgs,
  writeStoragePoolLookupByVolumeArgs,
  type StoragePoolLookupByVolumeRet,
  readStoragePoolLookupByVolumeRet,
  type StoragePoolGetInfoArgs,
  writeStoragePoolGetInfoArgs,
  type StoragePoolGetInfoRet,
  readStoragePoolGetInfoRet,
  type StoragePoolGetXmlDescArgs,
  writeStoragePoolGetXmlDescArgs,
  type StoragePoolGetXmlDescRet,
  readStoragePoolGetXmlDescRet,
  type StoragePoolGetAutostartArgs,
  writeStoragePoolGetAutostartArgs,
  type StoragePoolGetAutostartRet,
  readStoragePoolGetAutostartRet,
  type StoragePoolSetAutostartArgs,
  writeStoragePoolSetAutostartArgs,
  type StoragePoolNumOfVolumesArgs,
  writeStoragePoolNumOfVolumesArgs,
  type StoragePoolNumOfVolumesRet,
  readStoragePoolNumOfVolumesRet,
  type StoragePoolListVolumesArgs,
  writeStoragePoolListVolumesArgs,
  type StoragePoolListVolumesRet,
  readStoragePoolListVolumesRet,
  type StorageVolCreateXmlArgs,
  writeStorageVolCreateXmlArgs,
  type StorageVolCreateXmlRet,
  readStorageVolCreateXmlRet,
  type StorageVolDeleteArgs,
  writeStorageVolDeleteArgs,
  type StorageVolLookupByNameArgs,
  writeStorageVolLookupByNameArgs,
  type StorageVolLookupByNameRet,
  readStorageVolLookupByNameRet,
  type StorageVolLookupByKeyArgs,
  writeStorageVolLookupByKeyArgs,
  type StorageVolLookupByKeyRet,
  readStorageVolLookupByKeyRet,
  type StorageVolLookupByPathArgs,
  writeStorageVolLookupByPathArgs,
  type StorageVolLookupByPathRet,
  readStorageVolLookupByPathRet,
  type StorageVolGetInfoArgs,
  writeStorageVolGetInfoArgs,
  type StorageVolGetInfoRet,
  readStorageVolGetInfoRet,
  type StorageVolGetXmlDescArgs,
  writeStorageVolGetXmlDescArgs,
  type StorageVolGetXmlDescRet,
  readStorageVolGetXmlDescRet,
  type StorageVolGetPathArgs,
  writeStorageVolGetPathArgs,
  type StorageVolGetPathRet,
  readStorageVolGetPathRet,
  type NodeGetCellsFreeMemoryArgs,
  writeNodeGetCellsFreeMemoryArgs,
  type NodeGetCellsFreeMemoryRet,
  readNodeGetCellsFreeMemoryRet,
  type NodeGetFreeMemoryRet,
  readNodeGetFreeMemoryRet,
  type DomainBlockPeekArgs,
  writeDomainBlockPeekArgs,
  type DomainBlockPeekRet,
  readDomainBlockPeekRet,
  type DomainMemoryPeekArgs,
  writeDomainMemoryPeekArgs,
  type DomainMemoryPeekRet,
  readDomainMemoryPeekRet,
  type ConnectDomainEventRegisterRet,
  readConnectDomainEventRegisterRet,
  type ConnectDomainEventDeregisterRet,
  readConnectDomainEventDeregisterRet,
  type DomainMigratePrepare2Args,
  writeDomainMigratePrepare2Args,
  type DomainMigratePrepare2Ret,
  readDomainMigratePrepare2Ret,
  type DomainMigrateFinish2Args,
  writeDomainMigrateFinish2Args,
  type DomainMigrateFinish2Ret,
  readDomainMigrateFinish2Ret,
  type ConnectGetUriRet,
  readConnectGetUriRet,
  type NodeNumOfDevicesArgs,
  writeNodeNumOfDevicesArgs,
  type NodeNumOfDevicesRet,
  readNodeNumOfDevicesRet,
  type NodeListDevicesArgs,
  writeNodeListDevicesArgs,
  type NodeListDevicesRet,
  readNodeListDevicesRet,
  type NodeDeviceLookupByNameArgs,
  writeNodeDeviceLookupByNameArgs,
  type NodeDeviceLookupByNameRet,
  readNodeDeviceLookupByNameRet,
  type NodeDeviceGetXmlDescArgs,
  writeNodeDeviceGetXmlDescArgs,
  type NodeDeviceGetXmlDescRet,
  readNodeDeviceGetXmlDescRet,
  type NodeDeviceGetParentArgs,
  writeNodeDeviceGetParentArgs,
  type NodeDeviceGetParentRet,
  readNodeDeviceGetParentRet,
  type NodeDeviceNumOfCapsArgs,
  writeNodeDeviceNumOfCapsArgs,
  type NodeDeviceNumOfCapsRet,
  readNodeDeviceNumOfCapsRet,
  type NodeDeviceListCapsArgs,
  writeNodeDeviceListCapsArgs,
  type NodeDeviceListCapsRet,
  readNodeDeviceListCapsRet,
  type NodeDeviceDettachArgs,
  writeNodeDeviceDettachArgs,
  type NodeDeviceReAttachArgs,
  writeNodeDeviceReAttachArgs,
  type NodeDeviceResetArgs,
  writeNodeDeviceResetArgs,
  type DomainGetSecurityLabelArgs,
  writeDomainGetSecurityLabelArgs,
  type DomainGetSecurityLabelRet,
  readDomainGetSecurityLabelRet,
  type NodeGetSecurityModelRet,
  readNodeGetSecurityModelRet,
  type NodeDeviceCreateXmlArgs,
  writeNodeDeviceCreateXmlArgs,
  type NodeDeviceCreateXmlRet,
  readNodeDeviceCreateXmlRet,
  type NodeDeviceDestroyArgs,
  writeNodeDeviceDestroyArgs,
  type StorageVolCreateXmlFromArgs,
  writeStorageVolCreateXmlFromArgs,
  type StorageVolCreateXmlFromRet,
  readStorageVolCreateXmlFromRet,
  type ConnectNumOfInterfacesRet,
  readConnectNumOfInterfacesRet,
  type ConnectListInterfacesArgs,
  writeConnectListInterfacesArgs,
  type ConnectListInterfacesRet,
  readConnectListInterfacesRet,
  type InterfaceLookupByNameArgs,
  writeInterfaceLookupByNameArgs,
  type InterfaceLookupByNameRet,
  readInterfaceLookupByNameRet,
  type InterfaceLookupByMacStringArgs,
  writeInterfaceLookupByMacStringArgs,
  type InterfaceLookupByMacStringRet,
  readInterfaceLookupByMacStringRet,
  type InterfaceGetXmlDescArgs,
  writeInterfaceGetXmlDescArgs,
  type InterfaceGetXmlDescRet,
  readInterfaceGetXmlDescRet,
  type InterfaceDefineXmlArgs,
  writeInterfaceDefineXmlArgs,
  type InterfaceDefineXmlRet,
  readInterfaceDefineXmlRet,
  type InterfaceUndefineArgs,
  writeInterfaceUndefineArgs,
  type InterfaceCreateArgs,
  writeInterfaceCreateArgs,
  type InterfaceDestroyArgs,
  writeInterfaceDestroyArgs,
  type ConnectDomainXmlFromNativeArgs,
  writeConnectDomainXmlFromNativeArgs,
  type ConnectDomainXmlFromNativeRet,
  readConnectDomainXmlFromNativeRet,
  type ConnectDomainXmlToNativeArgs,
  writeConnectDomainXmlToNativeArgs,
  type ConnectDomainXmlToNativeRet,
  readConnectDomainXmlToNativeRet,
  type ConnectNumOfDefinedInterfacesRet,
  readConnectNumOfDefinedInterfacesRet,
  type ConnectListDefinedInterfacesArgs,
  writeConnectListDefinedInterfacesArgs,
  type ConnectListDefinedInterfacesRet,
  readConnectListDefinedInterfacesRet,
  type ConnectNumOfSecretsRet,
  readConnectNumOfSecretsRet,
  type ConnectListSecretsArgs,
  writeConnectListSecretsArgs,
  type ConnectListSecretsRet,
  readConnectListSecretsRet,
  type SecretLookupByUuidArgs,
  writeSecretLookupByUuidArgs,
  type SecretLookupByUuidRet,
  readSecretLookupByUuidRet,
  type SecretDefineXmlArgs,
  writeSecretDefineXmlArgs,
  type SecretDefineXmlRet,
  readSecretDefineXmlRet,
  type SecretGetXmlDescArgs,
  writeSecretGetXmlDescArgs,
  type SecretGetXmlDescRet,
  readSecretGetXmlDescRet,
  type SecretSetValueArgs,
  writeSecretSetValueArgs,
  type SecretGetValueArgs,
  writeSecretGetValueArgs,
  type SecretGetValueRet,
  readSecretGetValueRet,
  type SecretUndefineArgs,
  writeSecretUndefineArgs,
  type SecretLookupByUsageArgs,
  writeSecretLookupByUsageArgs,
  type SecretLookupByUsageRet,
  readSecretLookupByUsageRet,
  type DomainMigratePrepareTunnelArgs,
  writeDomainMigratePrepareTunnelArgs,
  type ConnectIsSecureRet,
  readConnectIsSecureRet,
  type DomainIsActiveArgs,
  writeDomainIsActiveArgs,
  type DomainIsActiveRet,
  readDomainIsActiveRet,
  type DomainIsPersistentArgs,
  writeDomainIsPersistentArgs,
  type DomainIsPersistentRet,
  readDomainIsPersistentRet,
  type NetworkIsActiveArgs,
  writeNetworkIsActiveArgs,
  type NetworkIsActiveRet,
  readNetworkIsActiveRet,
  type NetworkIsPersistentArgs,
  writeNetworkIsPersistentArgs,
  type NetworkIsPersistentRet,
  readNetworkIsPersistentRet,
  type StoragePoolIsActiveArgs,
  writeStoragePoolIsActiveArgs,
  type StoragePoolIsActiveRet,
  readStoragePoolIsActiveRet,
  type StoragePoolIsPersistentArgs,
  writeStoragePoolIsPersistentArgs,
  type StoragePoolIsPersistentRet,
  readStoragePoolIsPersistentRet,
  type InterfaceIsActiveArgs,
  writeInterfaceIsActiveArgs,
  type InterfaceIsActiveRet,
  readInterfaceIsActiveRet,
  type ConnectGetLibVersionRet,
  readConnectGetLibVersionRet,
  type ConnectCompareCpuArgs,
  writeConnectCompareCpuArgs,
  type ConnectCompareCpuRet,
  readConnectCompareCpuRet,
  type DomainMemoryStatsArgs,
  writeDomainMemoryStatsArgs,
  type DomainMemoryStatsRet,
  readDomainMemoryStatsRet,
  type DomainAttachDeviceFlagsArgs,
  writeDomainAttachDeviceFlagsArgs,
  type DomainDetachDeviceFlagsArgs,
  writeDomainDetachDeviceFlagsArgs,
  type ConnectBaselineCpuArgs,
  writeConnectBaselineCpuArgs,
  type ConnectBaselineCpuRet,
  readConnectBaselineCpuRet,
  type DomainGetJobInfoArgs,
  writeDomainGetJobInfoArgs,
  type DomainGetJobInfoRet,
  readDomainGetJobInfoRet,
  type DomainAbortJobArgs,
  writeDomainAbortJobArgs,
  type StorageVolWipeArgs,
  writeStorageVolWipeArgs,
  type DomainMigrateSetMaxDowntimeArgs,
  writeDomainMigrateSetMaxDowntimeArgs,
  type ConnectDomainEventRegisterAnyArgs,
  writeConnectDomainEventRegisterAnyArgs,
  type ConnectDomainEventDeregisterAnyArgs,
  writeConnectDomainEventDeregisterAnyArgs,
  type DomainUpdateDeviceFlagsArgs,
  writeDomainUpdateDeviceFlagsArgs,
  type NwfilterLookupByNameArgs,
  writeNwfilterLookupByNameArgs,
  type NwfilterLookupByNameRet,
  readNwfilterLookupByNameRet,
  type NwfilterLookupByUuidArgs,
  writeNwfilterLookupByUuidArgs,
  type NwfilterLookupByUuidRet,
  readNwfilterLookupByUuidRet,
  type NwfilterGetXmlDescArgs,
  writeNwfilterGetXmlDescArgs,
  type NwfilterGetXmlDescRet,
  readNwfilterGetXmlDescRet,
  type ConnectNumOfNwfiltersRet,
  readConnectNumOfNwfiltersRet,
  type ConnectListNwfiltersArgs,
  writeConnectListNwfiltersArgs,
  type ConnectListNwfiltersRet,
  readConnectListNwfiltersRet,
  type NwfilterDefineXmlArgs,
  writeNwfilterDefineXmlArgs,
  type NwfilterDefineXmlRet,
  readNwfilterDefineXmlRet,
  type NwfilterUndefineArgs,
  writeNwfilterUndefineArgs,
  type DomainManagedSaveArgs,
  writeDomainManagedSaveArgs,
  type DomainHasManagedSaveImageArgs,
  writeDomainHasManagedSaveImageArgs,
  type DomainHasManagedSaveImageRet,
  readDomainHasManagedSaveImageRet,
  type DomainManagedSaveRemoveArgs,
  writeDomainManagedSaveRemoveArgs,
  type DomainSnapshotCreateXmlArgs,
  writeDomainSnapshotCreateXmlArgs,
  type DomainSnapshotCreateXmlRet,
  readDomainSnapshotCreateXmlRet,
  type DomainSnapshotGetXmlDescArgs,
  writeDomainSnapshotGetXmlDescArgs,
  type DomainSnapshotGetXmlDescRet,
  readDomainSnapshotGetXmlDescRet,
  type DomainSnapshotNumArgs,
  writeDomainSnapshotNumArgs,
  type DomainSnapshotNumRet,
  readDomainSnapshotNumRet,
  type DomainSnapshotListNamesArgs,
  writeDomainSnapshotListNamesArgs,
  type DomainSnapshotListNamesRet,
  readDomainSnapshotListNamesRet,
  type DomainSnapshotLookupByNameArgs,
  writeDomainSnapshotLookupByNameArgs,
  type DomainSnapshotLookupByNameRet,
  readDomainSnapshotLookupByNameRet,
  type DomainHasCurrentSnapshotArgs,
  writeDomainHasCurrentSnapshotArgs,
  type DomainHasCurrentSnapshotRet,
  readDomainHasCurrentSnapshotRet,
  type DomainSnapshotCurrentArgs,
  writeDomainSnapshotCurrentArgs,
  type DomainSnapshotCurrentRet,
  readDomainSnapshotCurrentRet,
  type DomainRevertToSnapshotArgs,
  writeDomainRevertToSnapshotArgs,
  type DomainSnapshotDeleteArgs,
  writeDomainSnapshotDeleteArgs,
  type DomainGetBlockInfoArgs,
  writeDomainGetBlockInfoArgs,
  type DomainGetBlockInfoRet,
  readDomainGetBlockInfoRet,
  type DomainCreateWithFlagsArgs,
  writeDomainCreateWithFlagsArgs,
  type DomainCreateWithFlagsRet,
  readDomainCreateWithFlagsRet,
  type DomainSetMemoryParametersArgs,
  writeDomainSetMemoryParametersArgs,
  type DomainGetMemoryParametersArgs,
  writeDomainGetMemoryParametersArgs,
  type DomainGetMemoryParametersRet,
  readDomainGetMemoryParametersRet,
  type DomainSetVcpusFlagsArgs,
  writeDomainSetVcpusFlagsArgs,
  type DomainGetVcpusFlagsArgs,
  writeDomainGetVcpusFlagsArgs,
  type DomainGetVcpusFlagsRet,
  readDomainGetVcpusFlagsRet,
  type DomainOpenConsoleArgs,
  writeDomainOpenConsoleArgs,
  type DomainIsUpdatedArgs,
  writeDomainIsUpdatedArgs,
  type DomainIsUpdatedRet,
  readDomainIsUpdatedRet,
  type ConnectGetSysinfoArgs,
  writeConnectGetSysinfoArgs,
  type ConnectGetSysinfoRet,
  readConnectGetSysinfoRet,
  type DomainSetMemoryFlagsArgs,
  writeDomainSetMemoryFlagsArgs,
  type DomainSetBlkioParametersArgs,
  writeDomainSetBlkioParametersArgs,
  type DomainGetBlkioParametersArgs,
  writeDomainGetBlkioParametersArgs,
  type DomainGetBlkioParametersRet,
  readDomainGetBlkioParametersRet,
  type DomainMigrateSetMaxSpeedArgs,
  writeDomainMigrateSetMaxSpeedArgs,
  type StorageVolUploadArgs,
  writeStorageVolUploadArgs,
  type StorageVolDownloadArgs,
  writeStorageVolDownloadArgs,
  type DomainInjectNmiArgs,
  writeDomainInjectNmiArgs,
  type DomainScreenshotArgs,
  writeDomainScreenshotArgs,
  type DomainScreenshotRet,
  readDomainScreenshotRet,
  type DomainGetStateArgs,
  writeDomainGetStateArgs,
  type DomainGetStateRet,
  readDomainGetStateRet,
  type DomainMigrateBegin3Args,
  writeDomainMigrateBegin3Args,
  type DomainMigrateBegin3Ret,
  readDomainMigrateBegin3Ret,
  type DomainMigratePrepare3Args,
  writeDomainMigratePrepare3Args,
  type DomainMigratePrepare3Ret,
  readDomainMigratePrepare3Ret,
  type DomainMigratePrepareTunnel3Args,
  writeDomainMigratePrepareTunnel3Args,
  type DomainMigratePrepareTunnel3Ret,
  readDomainMigratePrepareTunnel3Ret,
  type DomainMigratePerform3Args,
  writeDomainMigratePerform3Args,
  type DomainMigratePerform3Ret,
  readDomainMigratePerform3Ret,
  type DomainMigrateFinish3Args,
  writeDomainMigrateFinish3Args,
  type DomainMigrateFinish3Ret,
  readDomainMigrateFinish3Ret,
  type DomainMigrateConfirm3Args,
  writeDomainMigrateConfirm3Args,
  type DomainSetSchedulerParametersFlagsArgs,
  writeDomainSetSchedulerParametersFlagsArgs,
  type InterfaceChangeBeginArgs,
  writeInterfaceChangeBeginArgs,
  type InterfaceChangeCommitArgs,
  writeInterfaceChangeCommitArgs,
  type InterfaceChangeRollbackArgs,
  writeInterfaceChangeRollbackArgs,
  type DomainGetSchedulerParametersFlagsArgs,
  writeDomainGetSchedulerParametersFlagsArgs,
  type DomainGetSchedulerParametersFlagsRet,
  readDomainGetSchedulerParametersFlagsRet,
  type DomainPinVcpuFlagsArgs,
  writeDomainPinVcpuFlagsArgs,
  type DomainSendKeyArgs,
  writeDomainSendKeyArgs,
  type NodeGetCpuStatsArgs,
  writeNodeGetCpuStatsArgs,
  type NodeGetCpuStatsRet,
  readNodeGetCpuStatsRet,
  type NodeGetMemoryStatsArgs,
  writeNodeGetMemoryStatsArgs,
  type NodeGetMemoryStatsRet,
  readNodeGetMemoryStatsRet,
  type DomainGetControlInfoArgs,
  writeDomainGetControlInfoArgs,
  type DomainGetControlInfoRet,
  readDomainGetControlInfoRet,
  type DomainGetVcpuPinInfoArgs,
  writeDomainGetVcpuPinInfoArgs,
  type DomainGetVcpuPinInfoRet,
  readDomainGetVcpuPinInfoRet,
  type DomainUndefineFlagsArgs,
  writeDomainUndefineFlagsArgs,
  type DomainSaveFlagsArgs,
  writeDomainSaveFlagsArgs,
  type DomainRestoreFlagsArgs,
  writeDomainRestoreFlagsArgs,
  type DomainDestroyFlagsArgs,
  writeDomainDestroyFlagsArgs,
  type DomainSaveImageGetXmlDescArgs,
  writeDomainSaveImageGetXmlDescArgs,
  type DomainSaveImageGetXmlDescRet,
  readDomainSaveImageGetXmlDescRet,
  type DomainSaveImageDefineXmlArgs,
  writeDomainSaveImageDefineXmlArgs,
  type DomainBlockJobAbortArgs,
  writeDomainBlockJobAbortArgs,
  type DomainGetBlockJobInfoArgs,
  writeDomainGetBlockJobInfoArgs,
  type DomainGetBlockJobInfoRet,
  readDomainGetBlockJobInfoRet,
  type DomainBlockJobSetSpeedArgs,
  writeDomainBlockJobSetSpeedArgs,
  type DomainBlockPullArgs,
  writeDomainBlockPullArgs,
  type DomainMigrateGetMaxSpeedArgs,
  writeDomainMigrateGetMaxSpeedArgs,
  type DomainMigrateGetMaxSpeedRet,
  readDomainMigrateGetMaxSpeedRet,
  type DomainBlockStatsFlagsArgs,
  writeDomainBlockStatsFlagsArgs,
  type DomainBlockStatsFlagsRet,
  readDomainBlockStatsFlagsRet,
  type DomainSnapshotGetParentArgs,
  writeDomainSnapshotGetParentArgs,
  type DomainSnapshotGetParentRet,
  readDomainSnapshotGetParentRet,
  type DomainResetArgs,
  writeDomainResetArgs,
  type DomainSnapshotNumChildrenArgs,
  writeDomainSnapshotNumChildrenArgs,
  type DomainSnapshotNumChildrenRet,
  readDomainSnapshotNumChildrenRet,
  type DomainSnapshotListChildrenNamesArgs,
  writeDomainSnapshotListChildrenNamesArgs,
  type DomainSnapshotListChildrenNamesRet,
  readDomainSnapshotListChildrenNamesRet,
  type DomainOpenGraphicsArgs,
  writeDomainOpenGraphicsArgs,
  type NodeSuspendForDurationArgs,
  writeNodeSuspendForDurationArgs,
  type DomainBlockResizeArgs,
  writeDomainBlockResizeArgs,
  type DomainSetBlockIoTuneArgs,
  writeDomainSetBlockIoTuneArgs,
  type DomainGetBlockIoTuneArgs,
  writeDomainGetBlockIoTuneArgs,
  type DomainGetBlockIoTuneRet,
  readDomainGetBlockIoTuneRet,
  type DomainSetNumaParametersArgs,
  writeDomainSetNumaParametersArgs,
  type DomainGetNumaParametersArgs,
  writeDomainGetNumaParametersArgs,
  type DomainGetNumaParametersRet,
  readDomainGetNumaParametersRet,
  type DomainSetInterfaceParametersArgs,
  writeDomainSetInterfaceParametersArgs,
  type DomainGetInterfaceParametersArgs,
  writeDomainGetInterfaceParametersArgs,
  type DomainGetInterfaceParametersRet,
  readDomainGetInterfaceParametersRet,
  type DomainShutdownFlagsArgs,
  writeDomainShutdownFlagsArgs,
  type StorageVolWipePatternArgs,
  writeStorageVolWipePatternArgs,
  type StorageVolResizeArgs,
  writeStorageVolResizeArgs,
  type DomainPmSuspendForDurationArgs,
  writeDomainPmSuspendForDurationArgs,
  type DomainGetCpuStatsArgs,
  writeDomainGetCpuStatsArgs,
  type DomainGetCpuStatsRet,
  readDomainGetCpuStatsRet,
  type DomainGetDiskErrorsArgs,
  writeDomainGetDiskErrorsArgs,
  type DomainGetDiskErrorsRet,
  readDomainGetDiskErrorsRet,
  type DomainSetMetadataArgs,
  writeDomainSetMetadataArgs,
  type DomainGetMetadataArgs,
  writeDomainGetMetadataArgs,
  type DomainGetMetadataRet,
  readDomainGetMetadataRet,
  type DomainBlockRebaseArgs,
  writeDomainBlockRebaseArgs,
  type DomainPmWakeupArgs,
  writeDomainPmWakeupArgs,
  type DomainSnapshotIsCurrentArgs,
  writeDomainSnapshotIsCurrentArgs,
  type DomainSnapshotIsCurrentRet,
  readDomainSnapshotIsCurrentRet,
  type DomainSnapshotHasMetadataArgs,
  writeDomainSnapshotHasMetadataArgs,
  type DomainSnapshotHasMetadataRet,
  readDomainSnapshotHasMetadataRet,
  type ConnectListAllDomainsArgs,
  writeConnectListAllDomainsArgs,
  type ConnectListAllDomainsRet,
  readConnectListAllDomainsRet,
  type DomainListAllSnapshotsArgs,
  writeDomainListAllSnapshotsArgs,
  type DomainListAllSnapshotsRet,
  readDomainListAllSnapshotsRet,
  type DomainSnapshotListAllChildrenArgs,
  writeDomainSnapshotListAllChildrenArgs,
  type DomainSnapshotListAllChildrenRet,
  readDomainSnapshotListAllChildrenRet,
  type DomainGetHostnameArgs,
  writeDomainGetHostnameArgs,
  type DomainGetHostnameRet,
  readDomainGetHostnameRet,
  type DomainGetSecurityLabelListArgs,
  writeDomainGetSecurityLabelListArgs,
  type DomainGetSecurityLabelListRet,
  readDomainGetSecurityLabelListRet,
  type DomainPinEmulatorArgs,
  writeDomainPinEmulatorArgs,
  type DomainGetEmulatorPinInfoArgs,
  writeDomainGetEmulatorPinInfoArgs,
  type DomainGetEmulatorPinInfoRet,
  readDomainGetEmulatorPinInfoRet,
  type ConnectListAllStoragePoolsArgs,
  writeConnectListAllStoragePoolsArgs,
  type ConnectListAllStoragePoolsRet,
  readConnectListAllStoragePoolsRet,
  type StoragePoolListAllVolumesArgs,
  writeStoragePoolListAllVolumesArgs,
  type StoragePoolListAllVolumesRet,
  readStoragePoolListAllVolumesRet,
  type ConnectListAllNetworksArgs,
  writeConnectListAllNetworksArgs,
  type ConnectListAllNetworksRet,
  readConnectListAllNetworksRet,
  type ConnectListAllInterfacesArgs,
  writeConnectListAllInterfacesArgs,
  type ConnectListAllInterfacesRet,
  readConnectListAllInterfacesRet,
  type ConnectListAllNodeDevicesArgs,
  writeConnectListAllNodeDevicesArgs,
  type ConnectListAllNodeDevicesRet,
  readConnectListAllNodeDevicesRet,
  type ConnectListAllNwfiltersArgs,
  writeConnectListAllNwfiltersArgs,
  type ConnectListAllNwfiltersRet,
  readConnectListAllNwfiltersRet,
  type ConnectListAllSecretsArgs,
  writeConnectListAllSecretsArgs,
  type ConnectListAllSecretsRet,
  readConnectListAllSecretsRet,
  type NodeSetMemoryParametersArgs,
  writeNodeSetMemoryParametersArgs,
  type NodeGetMemoryParametersArgs,
  writeNodeGetMemoryParametersArgs,
  type NodeGetMemoryParametersRet,
  readNodeGetMemoryParametersRet,
  type DomainBlockCommitArgs,
  writeDomainBlockCommitArgs,
  type NetworkUpdateArgs,
  writeNetworkUpdateArgs,
  type NodeGetCpuMapArgs,
  writeNodeGetCpuMapArgs,
  type NodeGetCpuMapRet,
  readNodeGetCpuMapRet,
  type DomainFstrimArgs,
  writeDomainFstrimArgs,
  type DomainSendProcessSignalArgs,
  writeDomainSendProcessSignalArgs,
  type DomainOpenChannelArgs,
  writeDomainOpenChannelArgs,
  type NodeDeviceLookupScsiHostByWwnArgs,
  writeNodeDeviceLookupScsiHostByWwnArgs,
  type NodeDeviceLookupScsiHostByWwnRet,
  readNodeDeviceLookupScsiHostByWwnRet,
  type DomainGetJobStatsArgs,
  writeDomainGetJobStatsArgs,
  type DomainGetJobStatsRet,
  readDomainGetJobStatsRet,
  type DomainMigrateGetCompressionCacheArgs,
  writeDomainMigrateGetCompressionCacheArgs,
  type DomainMigrateGetCompressionCacheRet,
  readDomainMigrateGetCompressionCacheRet,
  type DomainMigrateSetCompressionCacheArgs,
  writeDomainMigrateSetCompressionCacheArgs,
  type NodeDeviceDetachFlagsArgs,
  writeNodeDeviceDetachFlagsArgs,
  type DomainMigrateBegin3ParamsArgs,
  writeDomainMigrateBegin3ParamsArgs,
  type DomainMigrateBegin3ParamsRet,
  readDomainMigrateBegin3ParamsRet,
  type DomainMigratePrepare3ParamsArgs,
  writeDomainMigratePrepare3ParamsArgs,
  type DomainMigratePrepare3ParamsRet,
  readDomainMigratePrepare3ParamsRet,
  type DomainMigratePrepareTunnel3ParamsArgs,
  writeDomainMigratePrepareTunnel3ParamsArgs,
  type DomainMigratePrepareTunnel3ParamsRet,
  readDomainMigratePrepareTunnel3ParamsRet,
  type DomainMigratePerform3ParamsArgs,
  writeDomainMigratePerform3ParamsArgs,
  type DomainMigratePerform3ParamsRet,
  readDomainMigratePerform3ParamsRet,
  type DomainMigrateFinish3ParamsArgs,
  writeDomainMigrateFinish3ParamsArgs,
  type DomainMigrateFinish3ParamsRet,
  readDomainMigrateFinish3ParamsRet,
  type DomainMigrateConfirm3ParamsArgs,
  writeDomainMigrateConfirm3ParamsArgs,
  type DomainSetMemoryStatsPeriodArgs,
  writeDomainSetMemoryStatsPeriodArgs,
  type DomainCreateXmlWithFilesArgs,
  writeDomainCreateXmlWithFilesArgs,
  type DomainCreateXmlWithFilesRet,
  readDomainCreateXmlWithFilesRet,
  type DomainCreateWithFilesArgs,
  writeDomainCreateWithFilesArgs,
  type DomainCreateWithFilesRet,
  readDomainCreateWithFilesRet,
  type ConnectGetCpuModelNamesArgs,
  writeConnectGetCpuModelNamesArgs,
  type ConnectGetCpuModelNamesRet,
  readConnectGetCpuModelNamesRet,
  type ConnectNetworkEventRegisterAnyArgs,
  writeConnectNetworkEventRegisterAnyArgs,
  type ConnectNetworkEventRegisterAnyRet,
  readConnectNetworkEventRegisterAnyRet,
  type ConnectNetworkEventDeregisterAnyArgs,
  writeConnectNetworkEventDeregisterAnyArgs,
  type ConnectDomainEventCallbackRegisterAnyArgs,
  writeConnectDomainEventCallbackRegisterAnyArgs,
  type ConnectDomainEventCallbackRegisterAnyRet,
  readConnectDomainEventCallbackRegisterAnyRet,
  type ConnectDomainEventCallbackDeregisterAnyArgs,
  writeConnectDomainEventCallbackDeregisterAnyArgs,
  type DomainCoreDumpWithFormatArgs,
  writeDomainCoreDumpWithFormatArgs,
  type DomainFsfreezeArgs,
  writeDomainFsfreezeArgs,
  type DomainFsfreezeRet,
  readDomainFsfreezeRet,
  type DomainFsthawArgs,
  writeDomainFsthawArgs,
  type DomainFsthawRet,
  readDomainFsthawRet,
  type DomainGetTimeArgs,
  writeDomainGetTimeArgs,
  type DomainGetTimeRet,
  readDomainGetTimeRet,
  type DomainSetTimeArgs,
  writeDomainSetTimeArgs,
  type NodeGetFreePagesArgs,
  writeNodeGetFreePagesArgs,
  type NodeGetFreePagesRet,
  readNodeGetFreePagesRet,
  type NetworkGetDhcpLeasesArgs,
  writeNetworkGetDhcpLeasesArgs,
  type NetworkGetDhcpLeasesRet,
  readNetworkGetDhcpLeasesRet,
  type ConnectGetDomainCapabilitiesArgs,
  writeConnectGetDomainCapabilitiesArgs,
  type ConnectGetDomainCapabilitiesRet,
  readConnectGetDomainCapabilitiesRet,
  type DomainOpenGraphicsFdArgs,
  writeDomainOpenGraphicsFdArgs,
  type ConnectGetAllDomainStatsArgs,
  writeConnectGetAllDomainStatsArgs,
  type ConnectGetAllDomainStatsRet,
  readConnectGetAllDomainStatsRet,
  type DomainBlockCopyArgs,
  writeDomainBlockCopyArgs,
  type NodeAllocPagesArgs,
  writeNodeAllocPagesArgs,
  type NodeAllocPagesRet,
  readNodeAllocPagesRet,
  type DomainGetFsinfoArgs,
  writeDomainGetFsinfoArgs,
  type DomainGetFsinfoRet,
  readDomainGetFsinfoRet,
  type DomainDefineXmlFlagsArgs,
  writeDomainDefineXmlFlagsArgs,
  type DomainDefineXmlFlagsRet,
  readDomainDefineXmlFlagsRet,
  type DomainGetIothreadInfoArgs,
  writeDomainGetIothreadInfoArgs,
  type DomainGetIothreadInfoRet,
  readDomainGetIothreadInfoRet,
  type DomainPinIothreadArgs,
  writeDomainPinIothreadArgs,
  type DomainInterfaceAddressesArgs,
  writeDomainInterfaceAddressesArgs,
  type DomainInterfaceAddressesRet,
  readDomainInterfaceAddressesRet,
  type DomainAddIothreadArgs,
  writeDomainAddIothreadArgs,
  type DomainDelIothreadArgs,
  writeDomainDelIothreadArgs,
  type DomainSetUserPasswordArgs,
  writeDomainSetUserPasswordArgs,
  type DomainRenameArgs,
  writeDomainRenameArgs,
  type DomainRenameRet,
  readDomainRenameRet,
  type DomainMigrateStartPostCopyArgs,
  writeDomainMigrateStartPostCopyArgs,
  type DomainGetPerfEventsArgs,
  writeDomainGetPerfEventsArgs,
  type DomainGetPerfEventsRet,
  readDomainGetPerfEventsRet,
  type DomainSetPerfEventsArgs,
  writeDomainSetPerfEventsArgs,
  type ConnectStoragePoolEventRegisterAnyArgs,
  writeConnectStoragePoolEventRegisterAnyArgs,
  type ConnectStoragePoolEventRegisterAnyRet,
  readConnectStoragePoolEventRegisterAnyRet,
  type ConnectStoragePoolEventDeregisterAnyArgs,
  writeConnectStoragePoolEventDeregisterAnyArgs,
  type DomainGetGuestVcpusArgs,
  writeDomainGetGuestVcpusArgs,
  type DomainGetGuestVcpusRet,
  readDomainGetGuestVcpusRet,
  type DomainSetGuestVcpusArgs,
  writeDomainSetGuestVcpusArgs,
  type ConnectNodeDeviceEventRegisterAnyArgs,
  writeConnectNodeDeviceEventRegisterAnyArgs,
  type ConnectNodeDeviceEventRegisterAnyRet,
  readConnectNodeDeviceEventRegisterAnyRet,
  type ConnectNodeDeviceEventDeregisterAnyArgs,
  writeConnectNodeDeviceEventDeregisterAnyArgs,
  type StorageVolGetInfoFlagsArgs,
  writeStorageVolGetInfoFlagsArgs,
  type StorageVolGetInfoFlagsRet,
  readStorageVolGetInfoFlagsRet,
  type ConnectSecretEventRegisterAnyArgs,
  writeConnectSecretEventRegisterAnyArgs,
  type ConnectSecretEventRegisterAnyRet,
  readConnectSecretEventRegisterAnyRet,
  type ConnectSecretEventDeregisterAnyArgs,
  writeConnectSecretEventDeregisterAnyArgs,
  type DomainSetVcpuArgs,
  writeDomainSetVcpuArgs,
  type DomainSetBlockThresholdArgs,
  writeDomainSetBlockThresholdArgs,
  type DomainMigrateGetMaxDowntimeArgs,
  writeDomainMigrateGetMaxDowntimeArgs,
  type DomainMigrateGetMaxDowntimeRet,
  readDomainMigrateGetMaxDowntimeRet,
  type DomainManagedSaveGetXmlDescArgs,
  writeDomainManagedSaveGetXmlDescArgs,
  type DomainManagedSaveGetXmlDescRet,
  readDomainManagedSaveGetXmlDescRet,
  type DomainManagedSaveDefineXmlArgs,
  writeDomainManagedSaveDefineXmlArgs,
  type DomainSetLifecycleActionArgs,
  writeDomainSetLifecycleActionArgs,
  type StoragePoolLookupByTargetPathArgs,
  writeStoragePoolLookupByTargetPathArgs,
  type StoragePoolLookupByTargetPathRet,
  readStoragePoolLookupByTargetPathRet,
  type DomainDetachDeviceAliasArgs,
  writeDomainDetachDeviceAliasArgs,
  type ConnectCompareHypervisorCpuArgs,
  writeConnectCompareHypervisorCpuArgs,
  type ConnectCompareHypervisorCpuRet,
  readConnectCompareHypervisorCpuRet,
  type ConnectBaselineHypervisorCpuArgs,
  writeConnectBaselineHypervisorCpuArgs,
  type ConnectBaselineHypervisorCpuRet,
  readConnectBaselineHypervisorCpuRet,
  type NodeGetSevInfoArgs,
  writeNodeGetSevInfoArgs,
  type NodeGetSevInfoRet,
  readNodeGetSevInfoRet,
  type DomainGetLaunchSecurityInfoArgs,
  writeDomainGetLaunchSecurityInfoArgs,
  type DomainGetLaunchSecurityInfoRet,
  readDomainGetLaunchSecurityInfoRet,
  type NwfilterBindingLookupByPortDevArgs,
  writeNwfilterBindingLookupByPortDevArgs,
  type NwfilterBindingLookupByPortDevRet,
  readNwfilterBindingLookupByPortDevRet,
  type NwfilterBindingGetXmlDescArgs,
  writeNwfilterBindingGetXmlDescArgs,
  type NwfilterBindingGetXmlDescRet,
  readNwfilterBindingGetXmlDescRet,
  type NwfilterBindingCreateXmlArgs,
  writeNwfilterBindingCreateXmlArgs,
  type NwfilterBindingCreateXmlRet,
  readNwfilterBindingCreateXmlRet,
  type NwfilterBindingDeleteArgs,
  writeNwfilterBindingDeleteArgs,
  type ConnectListAllNwfilterBindingsArgs,
  writeConnectListAllNwfilterBindingsArgs,
  type ConnectListAllNwfilterBindingsRet,
  readConnectListAllNwfilterBindingsRet,
  type DomainSetIothreadParamsArgs,
  writeDomainSetIothreadParamsArgs,
  type ConnectGetStoragePoolCapabilitiesArgs,
  writeConnectGetStoragePoolCapabilitiesArgs,
  type ConnectGetStoragePoolCapabilitiesRet,
  readConnectGetStoragePoolCapabilitiesRet,
  type NetworkListAllPortsArgs,
  writeNetworkListAllPortsArgs,
  type NetworkListAllPortsRet,
  readNetworkListAllPortsRet,
  type NetworkPortLookupByUuidArgs,
  writeNetworkPortLookupByUuidArgs,
  type NetworkPortLookupByUuidRet,
  readNetworkPortLookupByUuidRet,
  type NetworkPortCreateXmlArgs,
  writeNetworkPortCreateXmlArgs,
  type NetworkPortCreateXmlRet,
  readNetworkPortCreateXmlRet,
  type NetworkPortGetParametersArgs,
  writeNetworkPortGetParametersArgs,
  type NetworkPortGetParametersRet,
  readNetworkPortGetParametersRet,
  type NetworkPortSetParametersArgs,
  writeNetworkPortSetParametersArgs,
  type NetworkPortGetXmlDescArgs,
  writeNetworkPortGetXmlDescArgs,
  type NetworkPortGetXmlDescRet,
  readNetworkPortGetXmlDescRet,
  type NetworkPortDeleteArgs,
  writeNetworkPortDeleteArgs,
  type DomainCheckpointCreateXmlArgs,
  writeDomainCheckpointCreateXmlArgs,
  type DomainCheckpointCreateXmlRet,
  readDomainCheckpointCreateXmlRet,
  type DomainCheckpointGetXmlDescArgs,
  writeDomainCheckpointGetXmlDescArgs,
  type DomainCheckpointGetXmlDescRet,
  readDomainCheckpointGetXmlDescRet,
  type DomainListAllCheckpointsArgs,
  writeDomainListAllCheckpointsArgs,
  type DomainListAllCheckpointsRet,
  readDomainListAllCheckpointsRet,
  type DomainCheckpointListAllChildrenArgs,
  writeDomainCheckpointListAllChildrenArgs,
  type DomainCheckpointListAllChildrenRet,
  readDomainCheckpointListAllChildrenRet,
  type DomainCheckpointLookupByNameArgs,
  writeDomainCheckpointLookupByNameArgs,
  type DomainCheckpointLookupByNameRet,
  readDomainCheckpointLookupByNameRet,
  type DomainCheckpointGetParentArgs,
  writeDomainCheckpointGetParentArgs,
  type DomainCheckpointGetParentRet,
  readDomainCheckpointGetParentRet,
  type DomainCheckpointDeleteArgs,
  writeDomainCheckpointDeleteArgs,
  type DomainGetGuestInfoArgs,
  writeDomainGetGuestInfoArgs,
  type DomainGetGuestInfoRet,
  readDomainGetGuestInfoRet,
  type ConnectSetIdentityArgs,
  writeConnectSetIdentityArgs,
  type DomainAgentSetResponseTimeoutArgs,
  writeDomainAgentSetResponseTimeoutArgs,
  type DomainAgentSetResponseTimeoutRet,
  readDomainAgentSetResponseTimeoutRet,
  type DomainBackupBeginArgs,
  writeDomainBackupBeginArgs,
  type DomainBackupGetXmlDescArgs,
  writeDomainBackupGetXmlDescArgs,
  type DomainBackupGetXmlDescRet,
  readDomainBackupGetXmlDescRet,
  type DomainAuthorizedSshKeysGetArgs,
  writeDomainAuthorizedSshKeysGetArgs,
  type DomainAuthorizedSshKeysGetRet,
  readDomainAuthorizedSshKeysGetRet,
  type DomainAuthorizedSshKeysSetArgs,
  writeDomainAuthorizedSshKeysSetArgs,
  type DomainGetMessagesArgs,
  writeDomainGetMessagesArgs,
  type DomainGetMessagesRet,
  readDomainGetMessagesRet,
  type DomainStartDirtyRateCalcArgs,
  writeDomainStartDirtyRateCalcArgs,
  type NodeDeviceDefineXmlArgs,
  writeNodeDeviceDefineXmlArgs,
  type NodeDeviceDefineXmlRet,
  readNodeDeviceDefineXmlRet,
  type NodeDeviceUndefineArgs,
  writeNodeDeviceUndefineArgs,
  type NodeDeviceCreateArgs,
  writeNodeDeviceCreateArgs,
  type NwfilterDefineXmlFlagsArgs,
  writeNwfilterDefineXmlFlagsArgs,
  type NwfilterDefineXmlFlagsRet,
  readNwfilterDefineXmlFlagsRet,
  type NetworkDefineXmlFlagsArgs,
  writeNetworkDefineXmlFlagsArgs,
  type NetworkDefineXmlFlagsRet,
  readNetworkDefineXmlFlagsRet,
  type NodeDeviceGetAutostartArgs,
  writeNodeDeviceGetAutostartArgs,
  type NodeDeviceGetAutostartRet,
  readNodeDeviceGetAutostartRet,
  type NodeDeviceSetAutostartArgs,
  writeNodeDeviceSetAutostartArgs,
  type NodeDeviceIsPersistentArgs,
  writeNodeDeviceIsPersistentArgs,
  type NodeDeviceIsPersistentRet,
  readNodeDeviceIsPersistentRet,
  type NodeDeviceIsActiveArgs,
  writeNodeDeviceIsActiveArgs,
  type NodeDeviceIsActiveRet,
  readNodeDeviceIsActiveRet,
  type NetworkCreateXmlFlagsArgs,
  writeNetworkCreateXmlFlagsArgs,
  type NetworkCreateXmlFlagsRet,
  readNetworkCreateXmlFlagsRet,
  type DomainSetLaunchSecurityStateArgs,
  writeDomainSetLaunchSecurityStateArgs,
  type DomainSaveParamsArgs,
  writeDomainSaveParamsArgs,
  type DomainRestoreParamsArgs,
  writeDomainRestoreParamsArgs,
  type DomainAbortJobFlagsArgs,
  writeDomainAbortJobFlagsArgs,
  type DomainFdAssociateArgs,
  writeDomainFdAssociateArgs,
} from './types.ts';
import { remoteProgram } from './wire.ts';

export const connectOpen: Procedure<ConnectOpenArgs, undefined> = {
  name: 'connectOpen', program: remoteProgram, number: 1, stream: 'none', highPriority: true,
  writeArgs: writeConnectOpenArgs, readRet: readNothing,
};
export const connectClose: Procedure<undefined, undefined> = {
  name: 'connectClose', program: remoteProgram, number: 2, stream: 'none', highPriority: true,
  writeArgs: writeNothing, readRet: readNothing,
};
export const connectGetType: Procedure<undefined, ConnectGetTypeRet> = {
  name: 'connectGetType', program: remoteProgram, number: 3, stream: 'none', highPriority: true,
  writeArgs: writeNothing, readRet: readConnectGetTypeRet,
};
export const connectGetVersion: Procedure<undefined, ConnectGetVersionRet> = {
  name: 'connectGetVersion', program: remoteProgram, number: 4, stream: 'none', highPriority: true,
  writeArgs: writeNothing, readRet: readConnectGetVersionRet,
};
export const connectGetMaxVcpus: Procedure<ConnectGetMaxVcpusArgs, ConnectGetMaxVcpusRet> = {
  name: 'connectGetMaxVcpus', program: remoteProgram, number: 5, stream: 'none', highPriority: true,
  writeArgs: writeConnectGetMaxVcpusArgs, readRet: readConnectGetMaxVcpusRet,
};
export const nodeGetInfo: Procedure<undefined, NodeGetInfoRet> = {
  name: 'nodeGetInfo', program: remoteProgram, number: 6, stream: 'none', highPriority: true,
  writeArgs: writeNothing, readRet: readNodeGetInfoRet,
};
export const connectGetCapabilities: Procedure<undefined, ConnectGetCapabilitiesRet> = {
  name: 'connectGetCapabilities', program: remoteProgram, number: 7, stream: 'none', highPriority: false,
  writeArgs: writeNothing, readRet: readConnectGetCapabilitiesRet,
};
export const domainAttachDevice: Procedure<DomainAttachDeviceArgs, undefined> = {
  name: 'domainAttachDevice', program: remoteProgram, number: 8, stream: 'none', highPriority: false,
  writeArgs: writeDomainAttachDeviceArgs, readRet: readNothing,
};
export const domainCreate: Procedure<DomainCreateArgs, undefined> = {
  name: 'domainCreate', program: remoteProgram, number: 9, stream: 'none', highPriority: false,
  writeArgs: writeDomainCreateArgs, readRet: readNothing,
};
export const domainCreateXml: Procedure<DomainCreateXmlArgs, DomainCreateXmlRet> = {
  name: 'domainCreateXml', program: remoteProgram, number: 10, stream: 'none', highPriority: false,
  writeArgs: writeDomainCreateXmlArgs, readRet: readDomainCreateXmlRet,
};
export const domainDefineXml: Procedure<DomainDefineXmlArgs, DomainDefineXmlRet> = {
  name: 'domainDefineXml', program: remoteProgram, number: 11, stream: 'none', highPriority: true,
  writeArgs: writeDomainDefineXmlArgs, readRet: readDomainDefineXmlRet,
};
export const domainDestroy: Procedure<DomainDestroyArgs, undefined> = {
  name: 'domainDestroy', program: remoteProgram, number: 12, stream: 'none', highPriority: true,
  writeArgs: writeDomainDestroyArgs, readRet: readNothing,
};
export const domainDetachDevice: Procedure<DomainDetachDeviceArgs, undefined> = {
  name: 'domainDetachDevice', program: remoteProgram, number: 13, stream: 'none', highPriority: false,
  writeArgs: writeDomainDetachDeviceArgs, readRet: readNothing,
};
export const domainGetXmlDesc: Procedure<DomainGetXmlDescArgs, DomainGetXmlDescRet> = {
  name: 'domainGetXmlDesc', program: remoteProgram, number: 14, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetXmlDescArgs, readRet: readDomainGetXmlDescRet,
};
export const domainGetAutostart: Procedure<DomainGetAutostartArgs, DomainGetAutostartRet> = {
  name: 'domainGetAutostart', program: remoteProgram, number: 15, stream: 'none', highPriority: true,
  writeArgs: writeDomainGetAutostartArgs, readRet: readDomainGetAutostartRet,
};
export const domainGetInfo: Procedure<DomainGetInfoArgs, DomainGetInfoRet> = {
  name: 'domainGetInfo', program: remoteProgram, number: 16, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetInfoArgs, readRet: readDomainGetInfoRet,
};
export const domainGetMaxMemory: Procedure<DomainGetMaxMemoryArgs, DomainGetMaxMemoryRet> = {
  name: 'domainGetMaxMemory', program: remoteProgram, number: 17, stream: 'none', highPriority: true,
  writeArgs: writeDomainGetMaxMemoryArgs, readRet: readDomainGetMaxMemoryRet,
};
export const domainGetMaxVcpus: Procedure<DomainGetMaxVcpusArgs, DomainGetMaxVcpusRet> = {
  name: 'domainGetMaxVcpus', program: remoteProgram, number: 18, stream: 'none', highPriority: true,
  writeArgs: writeDomainGetMaxVcpusArgs, readRet: readDomainGetMaxVcpusRet,
};
export const domainGetOsType: Procedure<DomainGetOsTypeArgs, DomainGetOsTypeRet> = {
  name: 'domainGetOsType', program: remoteProgram, number: 19, stream: 'none', highPriority: true,
  writeArgs: writeDomainGetOsTypeArgs, readRet: readDomainGetOsTypeRet,
};
export const domainGetVcpus: Procedure<DomainGetVcpusArgs, DomainGetVcpusRet> = {
  name: 'domainGetVcpus', program: remoteProgram, number: 20, stream: 'none', highPriority: true,
  writeArgs: writeDomainGetVcpusArgs, readRet: readDomainGetVcpusRet,
};
export const connectListDefinedDomains: Procedure<ConnectListDefinedDomainsArgs, ConnectListDefinedDomainsRet> = {
  name: 'connectListDefinedDomains', program: remoteProgram, number: 21, stream: 'none', highPriority: true,
  writeArgs: writeConnectListDefinedDomainsArgs, readRet: readConnectListDefinedDomainsRet,
};
export const domainLookupById: Procedure<DomainLookupByIdArgs, DomainLookupByIdRet> = {
  name: 'domainLookupById', program: remoteProgram, number: 22, stream: 'none', highPriority: true,
  writeArgs: writeDomainLookupByIdArgs, readRet: readDomainLookupByIdRet,
};
export const domainLookupByName: Procedure<DomainLookupByNameArgs, DomainLookupByNameRet> = {
  name: 'domainLookupByName', program: remoteProgram, number: 23, stream: 'none', highPriority: true,
  writeArgs: writeDomainLookupByNameArgs, readRet: readDomainLookupByNameRet,
};
export const domainLookupByUuid: Procedure<DomainLookupByUuidArgs, DomainLookupByUuidRet> = {
  name: 'domainLookupByUuid', program: remoteProgram, number: 24, stream: 'none', highPriority: true,
  writeArgs: writeDomainLookupByUuidArgs, readRet: readDomainLookupByUuidRet,
};
export const connectNumOfDefinedDomains: Procedure<undefined, ConnectNumOfDefinedDomainsRet> = {
  name: 'connectNumOfDefinedDomains', program: remoteProgram, number: 25, stream: 'none', highPriority: true,
  writeArgs: writeNothing, readRet: readConnectNumOfDefinedDomainsRet,
};
export const domainPinVcpu: Procedure<DomainPinVcpuArgs, undefined> = {
  name: 'domainPinVcpu', program: remoteProgram, number: 26, stream: 'none', highPriority: false,
  writeArgs: writeDomainPinVcpuArgs, readRet: readNothing,
};
export const domainReboot: Procedure<DomainRebootArgs, undefined> = {
  name: 'domainReboot', program: remoteProgram, number: 27, stream: 'none', highPriority: false,
  writeArgs: writeDomainRebootArgs, readRet: readNothing,
};
export const domainResume: Procedure<DomainResumeArgs, undefined> = {
  name: 'domainResume', program: remoteProgram, number: 28, stream: 'none', highPriority: false,
  writeArgs: writeDomainResumeArgs, readRet: readNothing,
};
export const domainSetAutostart: Procedure<DomainSetAutostartArgs, undefined> = {
  name: 'domainSetAutostart', program: remoteProgram, number: 29, stream: 'none', highPriority: true,
  writeArgs: writeDomainSetAutostartArgs, readRet: readNothing,
};
export const domainSetMaxMemory: Procedure<DomainSetMaxMemoryArgs, undefined> = {
  name: 'domainSetMaxMemory', program: remoteProgram, number: 30, stream: 'none', highPriority: true,
  writeArgs: writeDomainSetMaxMemoryArgs, readRet: readNothing,
};
export const domainSetMemory: Procedure<DomainSetMemoryArgs, undefined> = {
  name: 'domainSetMemory', program: remoteProgram, number: 31, stream: 'none', highPriority: false,
  writeArgs: writeDomainSetMemoryArgs, readRet: readNothing,
};
export const domainSetVcpus: Procedure<DomainSetVcpusArgs, undefined> = {
  name: 'domainSetVcpus', program: remoteProgram, number: 32, stream: 'none', highPriority: false,
  writeArgs: writeDomainSetVcpusArgs, readRet: readNothing,
};
export const domainShutdown: Procedure<DomainShutdownArgs, undefined> = {
  name: 'domainShutdown', program: remoteProgram, number: 33, stream: 'none', highPriority: false,
  writeArgs: writeDomainShutdownArgs, readRet: readNothing,
};
export const domainSuspend: Procedure<DomainSuspendArgs, undefined> = {
  name: 'domainSuspend', program: remoteProgram, number: 34, stream: 'none', highPriority: false,
  writeArgs: writeDomainSuspendArgs, readRet: readNothing,
};
export const domainUndefine: Procedure<DomainUndefineArgs, undefined> = {
  name: 'domainUndefine', program: remoteProgram, number: 35, stream: 'none', highPriority: true,
  writeArgs: writeDomainUndefineArgs, readRet: readNothing,
};
export const connectListDefinedNetworks: Procedure<ConnectListDefinedNetworksArgs, ConnectListDefinedNetworksRet> = {
  name: 'connectListDefinedNetworks', program: remoteProgram, number: 36, stream: 'none', highPriority: true,
  writeArgs: writeConnectListDefinedNetworksArgs, readRet: readConnectListDefinedNetworksRet,
};
export const connectListDomains: Procedure<ConnectListDomainsArgs, ConnectListDomainsRet> = {
  name: 'connectListDomains', program: remoteProgram, number: 37, stream: 'none', highPriority: true,
  writeArgs: writeConnectListDomainsArgs, readRet: readConnectListDomainsRet,
};
export const connectListNetworks: Procedure<ConnectListNetworksArgs, ConnectListNetworksRet> = {
  name: 'connectListNetworks', program: remoteProgram, number: 38, stream: 'none', highPriority: true,
  writeArgs: writeConnectListNetworksArgs, readRet: readConnectListNetworksRet,
};
export const networkCreate: Procedure<NetworkCreateArgs, undefined> = {
  name: 'networkCreate', program: remoteProgram, number: 39, stream: 'none', highPriority: false,
  writeArgs: writeNetworkCreateArgs, readRet: readNothing,
};
export const networkCreateXml: Procedure<NetworkCreateXmlArgs, NetworkCreateXmlRet> = {
  name: 'networkCreateXml', program: remoteProgram, number: 40, stream: 'none', highPriority: false,
  writeArgs: writeNetworkCreateXmlArgs, readRet: readNetworkCreateXmlRet,
};
export const networkDefineXml: Procedure<NetworkDefineXmlArgs, NetworkDefineXmlRet> = {
  name: 'networkDefineXml', program: remoteProgram, number: 41, stream: 'none', highPriority: true,
  writeArgs: writeNetworkDefineXmlArgs, readRet: readNetworkDefineXmlRet,
};
export const networkDestroy: Procedure<NetworkDestroyArgs, undefined> = {
  name: 'networkDestroy', program: remoteProgram, number: 42, stream: 'none', highPriority: true,
  writeArgs: writeNetworkDestroyArgs, readRet: readNothing,
};
export const networkGetXmlDesc: Procedure<NetworkGetXmlDescArgs, NetworkGetXmlDescRet> = {
  name: 'networkGetXmlDesc', program: remoteProgram, number: 43, stream: 'none', highPriority: true,
  writeArgs: writeNetworkGetXmlDescArgs, readRet: readNetworkGetXmlDescRet,
};
export const networkGetAutostart: Procedure<NetworkGetAutostartArgs, NetworkGetAutostartRet> = {
  name: 'networkGetAutostart', program: remoteProgram, number: 44, stream: 'none', highPriority: true,
  writeArgs: writeNetworkGetAutostartArgs, readRet: readNetworkGetAutostartRet,
};
export const networkGetBridgeName: Procedure<NetworkGetBridgeNameArgs, NetworkGetBridgeNameRet> = {
  name: 'networkGetBridgeName', program: remoteProgram, number: 45, stream: 'none', highPriority: true,
  writeArgs: writeNetworkGetBridgeNameArgs, readRet: readNetworkGetBridgeNameRet,
};
export const networkLookupByName: Procedure<NetworkLookupByNameArgs, NetworkLookupByNameRet> = {
  name: 'networkLookupByName', program: remoteProgram, number: 46, stream: 'none', highPriority: true,
  writeArgs: writeNetworkLookupByNameArgs, readRet: readNetworkLookupByNameRet,
};
export const networkLookupByUuid: Procedure<NetworkLookupByUuidArgs, NetworkLookupByUuidRet> = {
  name: 'networkLookupByUuid', program: remoteProgram, number: 47, stream: 'none', highPriority: true,
  writeArgs: writeNetworkLookupByUuidArgs, readRet: readNetworkLookupByUuidRet,
};
export const networkSetAutostart: Procedure<NetworkSetAutostartArgs, undefined> = {
  name: 'networkSetAutostart', program: remoteProgram, number: 48, stream: 'none', highPriority: true,
  writeArgs: writeNetworkSetAutostartArgs, readRet: readNothing,
};
export const networkUndefine: Procedure<NetworkUndefineArgs, undefined> = {
  name: 'networkUndefine', program: remoteProgram, number: 49, stream: 'none', highPriority: true,
  writeArgs: writeNetworkUndefineArgs, readRet: readNothing,
};
export const connectNumOfDefinedNetworks: Procedure<undefined, ConnectNumOfDefinedNetworksRet> = {
  name: 'connectNumOfDefinedNetworks', program: remoteProgram, number: 50, stream: 'none', highPriority: true,
  writeArgs: writeNothing, readRet: readConnectNumOfDefinedNetworksRet,
};
export const connectNumOfDomains: Procedure<undefined, ConnectNumOfDomainsRet> = {
  name: 'connectNumOfDomains', program: remoteProgram, number: 51, stream: 'none', highPriority: true,
  writeArgs: writeNothing, readRet: readConnectNumOfDomainsRet,
};
export const connectNumOfNetworks: Procedure<undefined, ConnectNumOfNetworksRet> = {
  name: 'connectNumOfNetworks', program: remoteProgram, number: 52, stream: 'none', highPriority: true,
  writeArgs: writeNothing, readRet: readConnectNumOfNetworksRet,
};
export const domainCoreDump: Procedure<DomainCoreDumpArgs, undefined> = {
  name: 'domainCoreDump', program: remoteProgram, number: 53, stream: 'none', highPriority: false,
  writeArgs: writeDomainCoreDumpArgs, readRet: readNothing,
};
export const domainRestore: Procedure<DomainRestoreArgs, undefined> = {
  name: 'domainRestore', program: remoteProgram, number: 54, stream: 'none', highPriority: false,
  writeArgs: writeDomainRestoreArgs, readRet: readNothing,
};
export const domainSave: Procedure<DomainSaveArgs, undefined> = {
  name: 'domainSave', program: remoteProgram, number: 55, stream: 'none', highPriority: false,
  writeArgs: writeDomainSaveArgs, readRet: readNothing,
};
export const domainGetSchedulerType: Procedure<DomainGetSchedulerTypeArgs, DomainGetSchedulerTypeRet> = {
  name: 'domainGetSchedulerType', program: remoteProgram, number: 56, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetSchedulerTypeArgs, readRet: readDomainGetSchedulerTypeRet,
};
export const domainGetSchedulerParameters: Procedure<DomainGetSchedulerParametersArgs, DomainGetSchedulerParametersRet> = {
  name: 'domainGetSchedulerParameters', program: remoteProgram, number: 57, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetSchedulerParametersArgs, readRet: readDomainGetSchedulerParametersRet,
};
export const domainSetSchedulerParameters: Procedure<DomainSetSchedulerParametersArgs, undefined> = {
  name: 'domainSetSchedulerParameters', program: remoteProgram, number: 58, stream: 'none', highPriority: false,
  writeArgs: writeDomainSetSchedulerParametersArgs, readRet: readNothing,
};
export const connectGetHostname: Procedure<undefined, ConnectGetHostnameRet> = {
  name: 'connectGetHostname', program: remoteProgram, number: 59, stream: 'none', highPriority: true,
  writeArgs: writeNothing, readRet: readConnectGetHostnameRet,
};
export const connectSupportsFeature: Procedure<ConnectSupportsFeatureArgs, ConnectSupportsFeatureRet> = {
  name: 'connectSupportsFeature', program: remoteProgram, number: 60, stream: 'none', highPriority: true,
  writeArgs: writeConnectSupportsFeatureArgs, readRet: readConnectSupportsFeatureRet,
};
export const domainMigratePrepare: Procedure<DomainMigratePrepareArgs, DomainMigratePrepareRet> = {
  name: 'domainMigratePrepare', program: remoteProgram, number: 61, stream: 'none', highPriority: false,
  writeArgs: writeDomainMigratePrepareArgs, readRet: readDomainMigratePrepareRet,
};
export const domainMigratePerform: Procedure<DomainMigratePerformArgs, undefined> = {
  name: 'domainMigratePerform', program: remoteProgram, number: 62, stream: 'none', highPriority: false,
  writeArgs: writeDomainMigratePerformArgs, readRet: readNothing,
};
export const domainMigrateFinish: Procedure<DomainMigrateFinishArgs, DomainMigrateFinishRet> = {
  name: 'domainMigrateFinish', program: remoteProgram, number: 63, stream: 'none', highPriority: false,
  writeArgs: writeDomainMigrateFinishArgs, readRet: readDomainMigrateFinishRet,
};
export const domainBlockStats: Procedure<DomainBlockStatsArgs, DomainBlockStatsRet> = {
  name: 'domainBlockStats', program: remoteProgram, number: 64, stream: 'none', highPriority: false,
  writeArgs: writeDomainBlockStatsArgs, readRet: readDomainBlockStatsRet,
};
export const domainInterfaceStats: Procedure<DomainInterfaceStatsArgs, DomainInterfaceStatsRet> = {
  name: 'domainInterfaceStats', program: remoteProgram, number: 65, stream: 'none', highPriority: true,
  writeArgs: writeDomainInterfaceStatsArgs, readRet: readDomainInterfaceStatsRet,
};
export const authList: Procedure<undefined, AuthListRet> = {
  name: 'authList', program: remoteProgram, number: 66, stream: 'none', highPriority: true,
  writeArgs: writeNothing, readRet: readAuthListRet,
};
export const authSaslInit: Procedure<undefined, AuthSaslInitRet> = {
  name: 'authSaslInit', program: remoteProgram, number: 67, stream: 'none', highPriority: true,
  writeArgs: writeNothing, readRet: readAuthSaslInitRet,
};
export const authSaslStart: Procedure<AuthSaslStartArgs, AuthSaslStartRet> = {
  name: 'authSaslStart', program: remoteProgram, number: 68, stream: 'none', highPriority: true,
  writeArgs: writeAuthSaslStartArgs, readRet: readAuthSaslStartRet,
};
export const authSaslStep: Procedure<AuthSaslStepArgs, AuthSaslStepRet> = {
  name: 'authSaslStep', program: remoteProgram, number: 69, stream: 'none', highPriority: true,
  writeArgs: writeAuthSaslStepArgs, readRet: readAuthSaslStepRet,
};
export const authPolkit: Procedure<undefined, AuthPolkitRet> = {
  name: 'authPolkit', program: remoteProgram, number: 70, stream: 'none', highPriority: true,
  writeArgs: writeNothing, readRet: readAuthPolkitRet,
};
export const connectNumOfStoragePools: Procedure<undefined, ConnectNumOfStoragePoolsRet> = {
  name: 'connectNumOfStoragePools', program: remoteProgram, number: 71, stream: 'none', highPriority: true,
  writeArgs: writeNothing, readRet: readConnectNumOfStoragePoolsRet,
};
export const connectListStoragePools: Procedure<ConnectListStoragePoolsArgs, ConnectListStoragePoolsRet> = {
  name: 'connectListStoragePools', program: remoteProgram, number: 72, stream: 'none', highPriority: true,
  writeArgs: writeConnectListStoragePoolsArgs, readRet: readConnectListStoragePoolsRet,
};
export const connectNumOfDefinedStoragePools: Procedure<undefined, ConnectNumOfDefinedStoragePoolsRet> = {
  name: 'connectNumOfDefinedStoragePools', program: remoteProgram, number: 73, stream: 'none', highPriority: true,
  writeArgs: writeNothing, readRet: readConnectNumOfDefinedStoragePoolsRet,
};
export const connectListDefinedStoragePools: Procedure<ConnectListDefinedStoragePoolsArgs, ConnectListDefinedStoragePoolsRet> = {
  name: 'connectListDefinedStoragePools', program: remoteProgram, number: 74, stream: 'none', highPriority: true,
  writeArgs: writeConnectListDefinedStoragePoolsArgs, readRet: readConnectListDefinedStoragePoolsRet,
};
export const connectFindStoragePoolSources: Procedure<ConnectFindStoragePoolSourcesArgs, ConnectFindStoragePoolSourcesRet> = {
  name: 'connectFindStoragePoolSources', program: remoteProgram, number: 75, stream: 'none', highPriority: false,
  writeArgs: writeConnectFindStoragePoolSourcesArgs, readRet: readConnectFindStoragePoolSourcesRet,
};
export const storagePoolCreateXml: Procedure<StoragePoolCreateXmlArgs, StoragePoolCreateXmlRet> = {
  name: 'storagePoolCreateXml', program: remoteProgram, number: 76, stream: 'none', highPriority: false,
  writeArgs: writeStoragePoolCreateXmlArgs, readRet: readStoragePoolCreateXmlRet,
};
export const storagePoolDefineXml: Procedure<StoragePoolDefineXmlArgs, StoragePoolDefineXmlRet> = {
  name: 'storagePoolDefineXml', program: remoteProgram, number: 77, stream: 'none', highPriority: true,
  writeArgs: writeStoragePoolDefineXmlArgs, readRet: readStoragePoolDefineXmlRet,
};
export const storagePoolCreate: Procedure<StoragePoolCreateArgs, undefined> = {
  name: 'storagePoolCreate', program: remoteProgram, number: 78, stream: 'none', highPriority: false,
  writeArgs: writeStoragePoolCreateArgs, readRet: readNothing,
};
export const storagePoolBuild: Procedure<StoragePoolBuildArgs, undefined> = {
  name: 'storagePoolBuild', program: remoteProgram, number: 79, stream: 'none', highPriority: false,
  writeArgs: writeStoragePoolBuildArgs, readRet: readNothing,
};
export const storagePoolDestroy: Procedure<StoragePoolDestroyArgs, undefined> = {
  name: 'storagePoolDestroy', program: remoteProgram, number: 80, stream: 'none', highPriority: true,
  writeArgs: writeStoragePoolDestroyArgs, readRet: readNothing,
};
export const storagePoolDelete: Procedure<StoragePoolDeleteArgs, undefined> = {
  name: 'storagePoolDelete', program: remoteProgram, number: 81, stream: 'none', highPriority: false,
  writeArgs: writeStoragePoolDeleteArgs, readRet: readNothing,
};
export const storagePoolUndefine: Procedure<StoragePoolUndefineArgs, undefined> = {
  name: 'storagePoolUndefine', program: remoteProgram, number: 82, stream: 'none', highPriority: true,
  writeArgs: writeStoragePoolUndefineArgs, readRet: readNothing,
};
export const storagePoolRefresh: Procedure<StoragePoolRefreshArgs, undefined> = {
  name: 'storagePoolRefresh', program: remoteProgram, number: 83, stream: 'none', highPriority: false,
  writeArgs: writeStoragePoolRefreshArgs, readRet: readNothing,
};
export const storagePoolLookupByName: Procedure<StoragePoolLookupByNameArgs, StoragePoolLookupByNameRet> = {
  name: 'storagePoolLookupByName', program: remoteProgram, number: 84, stream: 'none', highPriority: true,
  writeArgs: writeStoragePoolLookupByNameArgs, readRet: readStoragePoolLookupByNameRet,
};
export const storagePoolLookupByUuid: Procedure<StoragePoolLookupByUuidArgs, StoragePoolLookupByUuidRet> = {
  name: 'storagePoolLookupByUuid', program: remoteProgram, number: 85, stream: 'none', highPriority: true,
  writeArgs: writeStoragePoolLookupByUuidArgs, readRet: readStoragePoolLookupByUuidRet,
};
export const storagePoolLookupByVolume: Procedure<StoragePoolLookupByVolumeArgs, StoragePoolLookupByVolumeRet> = {
  name: 'storagePoolLookupByVolume', program: remoteProgram, number: 86, stream: 'none', highPriority: true,
  writeArgs: writeStoragePoolLookupByVolumeArgs, readRet: readStoragePoolLookupByVolumeRet,
};
export const storagePoolGetInfo: Procedure<StoragePoolGetInfoArgs, StoragePoolGetInfoRet> = {
  name: 'storagePoolGetInfo', program: remoteProgram, number: 87, stream: 'none', highPriority: true,
  writeArgs: writeStoragePoolGetInfoArgs, readRet: readStoragePoolGetInfoRet,
};
export const storagePoolGetXmlDesc: Procedure<StoragePoolGetXmlDescArgs, StoragePoolGetXmlDescRet> = {
  name: 'storagePoolGetXmlDesc', program: remoteProgram, number: 88, stream: 'none', highPriority: true,
  writeArgs: writeStoragePoolGetXmlDescArgs, readRet: readStoragePoolGetXmlDescRet,
};
export const storagePoolGetAutostart: Procedure<StoragePoolGetAutostartArgs, StoragePoolGetAutostartRet> = {
  name: 'storagePoolGetAutostart', program: remoteProgram, number: 89, stream: 'none', highPriority: true,
  writeArgs: writeStoragePoolGetAutostartArgs, readRet: readStoragePoolGetAutostartRet,
};
export const storagePoolSetAutostart: Procedure<StoragePoolSetAutostartArgs, undefined> = {
  name: 'storagePoolSetAutostart', program: remoteProgram, number: 90, stream: 'none', highPriority: true,
  writeArgs: writeStoragePoolSetAutostartArgs, readRet: readNothing,
};
export const storagePoolNumOfVolumes: Procedure<StoragePoolNumOfVolumesArgs, StoragePoolNumOfVolumesRet> = {
  name: 'storagePoolNumOfVolumes', program: remoteProgram, number: 91, stream: 'none', highPriority: true,
  writeArgs: writeStoragePoolNumOfVolumesArgs, readRet: readStoragePoolNumOfVolumesRet,
};
export const storagePoolListVolumes: Procedure<StoragePoolListVolumesArgs, StoragePoolListVolumesRet> = {
  name: 'storagePoolListVolumes', program: remoteProgram, number: 92, stream: 'none', highPriority: true,
  writeArgs: writeStoragePoolListVolumesArgs, readRet: readStoragePoolListVolumesRet,
};
export const storageVolCreateXml: Procedure<StorageVolCreateXmlArgs, StorageVolCreateXmlRet> = {
  name: 'storageVolCreateXml', program: remoteProgram, number: 93, stream: 'none', highPriority: false,
  writeArgs: writeStorageVolCreateXmlArgs, readRet: readStorageVolCreateXmlRet,
};
export const storageVolDelete: Procedure<StorageVolDeleteArgs, undefined> = {
  name: 'storageVolDelete', program: remoteProgram, number: 94, stream: 'none', highPriority: false,
  writeArgs: writeStorageVolDeleteArgs, readRet: readNothing,
};
export const storageVolLookupByName: Procedure<StorageVolLookupByNameArgs, StorageVolLookupByNameRet> = {
  name: 'storageVolLookupByName', program: remoteProgram, number: 95, stream: 'none', highPriority: true,
  writeArgs: writeStorageVolLookupByNameArgs, readRet: readStorageVolLookupByNameRet,
};
export const storageVolLookupByKey: Procedure<StorageVolLookupByKeyArgs, StorageVolLookupByKeyRet> = {
  name: 'storageVolLookupByKey', program: remoteProgram, number: 96, stream: 'none', highPriority: true,
  writeArgs: writeStorageVolLookupByKeyArgs, readRet: readStorageVolLookupByKeyRet,
};
export const storageVolLookupByPath: Procedure<StorageVolLookupByPathArgs, StorageVolLookupByPathRet> = {
  name: 'storageVolLookupByPath', program: remoteProgram, number: 97, stream: 'none', highPriority: true,
  writeArgs: writeStorageVolLookupByPathArgs, readRet: readStorageVolLookupByPathRet,
};
export const storageVolGetInfo: Procedure<StorageVolGetInfoArgs, StorageVolGetInfoRet> = {
  name: 'storageVolGetInfo', program: remoteProgram, number: 98, stream: 'none', highPriority: true,
  writeArgs: writeStorageVolGetInfoArgs, readRet: readStorageVolGetInfoRet,
};
export const storageVolGetXmlDesc: Procedure<StorageVolGetXmlDescArgs, StorageVolGetXmlDescRet> = {
  name: 'storageVolGetXmlDesc', program: remoteProgram, number: 99, stream: 'none', highPriority: true,
  writeArgs: writeStorageVolGetXmlDescArgs, readRet: readStorageVolGetXmlDescRet,
};
export const storageVolGetPath: Procedure<StorageVolGetPathArgs, StorageVolGetPathRet> = {
  name: 'storageVolGetPath', program: remoteProgram, number: 100, stream: 'none', highPriority: true,
  writeArgs: writeStorageVolGetPathArgs, readRet: readStorageVolGetPathRet,
};
export const nodeGetCellsFreeMemory: Procedure<NodeGetCellsFreeMemoryArgs, NodeGetCellsFreeMemoryRet> = {
  name: 'nodeGetCellsFreeMemory', program: remoteProgram, number: 101, stream: 'none', highPriority: true,
  writeArgs: writeNodeGetCellsFreeMemoryArgs, readRet: readNodeGetCellsFreeMemoryRet,
};
export const nodeGetFreeMemory: Procedure<undefined, NodeGetFreeMemoryRet> = {
  name: 'nodeGetFreeMemory', program: remoteProgram, number: 102, stream: 'none', highPriority: true,
  writeArgs: writeNothing, readRet: readNodeGetFreeMemoryRet,
};
export const domainBlockPeek: Procedure<DomainBlockPeekArgs, DomainBlockPeekRet> = {
  name: 'domainBlockPeek', program: remoteProgram, number: 103, stream: 'none', highPriority: false,
  writeArgs: writeDomainBlockPeekArgs, readRet: readDomainBlockPeekRet,
};
export const domainMemoryPeek: Procedure<DomainMemoryPeekArgs, DomainMemoryPeekRet> = {
  name: 'domainMemoryPeek', program: remoteProgram, number: 104, stream: 'none', highPriority: false,
  writeArgs: writeDomainMemoryPeekArgs, readRet: readDomainMemoryPeekRet,
};
export const connectDomainEventRegister: Procedure<undefined, ConnectDomainEventRegisterRet> = {
  name: 'connectDomainEventRegister', program: remoteProgram, number: 105, stream: 'none', highPriority: true,
  writeArgs: writeNothing, readRet: readConnectDomainEventRegisterRet,
};
export const connectDomainEventDeregister: Procedure<undefined, ConnectDomainEventDeregisterRet> = {
  name: 'connectDomainEventDeregister', program: remoteProgram, number: 106, stream: 'none', highPriority: true,
  writeArgs: writeNothing, readRet: readConnectDomainEventDeregisterRet,
};
export const domainMigratePrepare2: Procedure<DomainMigratePrepare2Args, DomainMigratePrepare2Ret> = {
  name: 'domainMigratePrepare2', program: remoteProgram, number: 108, stream: 'none', highPriority: false,
  writeArgs: writeDomainMigratePrepare2Args, readRet: readDomainMigratePrepare2Ret,
};
export const domainMigrateFinish2: Procedure<DomainMigrateFinish2Args, DomainMigrateFinish2Ret> = {
  name: 'domainMigrateFinish2', program: remoteProgram, number: 109, stream: 'none', highPriority: false,
  writeArgs: writeDomainMigrateFinish2Args, readRet: readDomainMigrateFinish2Ret,
};
export const connectGetUri: Procedure<undefined, ConnectGetUriRet> = {
  name: 'connectGetUri', program: remoteProgram, number: 110, stream: 'none', highPriority: true,
  writeArgs: writeNothing, readRet: readConnectGetUriRet,
};
export const nodeNumOfDevices: Procedure<NodeNumOfDevicesArgs, NodeNumOfDevicesRet> = {
  name: 'nodeNumOfDevices', program: remoteProgram, number: 111, stream: 'none', highPriority: true,
  writeArgs: writeNodeNumOfDevicesArgs, readRet: readNodeNumOfDevicesRet,
};
export const nodeListDevices: Procedure<NodeListDevicesArgs, NodeListDevicesRet> = {
  name: 'nodeListDevices', program: remoteProgram, number: 112, stream: 'none', highPriority: true,
  writeArgs: writeNodeListDevicesArgs, readRet: readNodeListDevicesRet,
};
export const nodeDeviceLookupByName: Procedure<NodeDeviceLookupByNameArgs, NodeDeviceLookupByNameRet> = {
  name: 'nodeDeviceLookupByName', program: remoteProgram, number: 113, stream: 'none', highPriority: true,
  writeArgs: writeNodeDeviceLookupByNameArgs, readRet: readNodeDeviceLookupByNameRet,
};
export const nodeDeviceGetXmlDesc: Procedure<NodeDeviceGetXmlDescArgs, NodeDeviceGetXmlDescRet> = {
  name: 'nodeDeviceGetXmlDesc', program: remoteProgram, number: 114, stream: 'none', highPriority: false,
  writeArgs: writeNodeDeviceGetXmlDescArgs, readRet: readNodeDeviceGetXmlDescRet,
};
export const nodeDeviceGetParent: Procedure<NodeDeviceGetParentArgs, NodeDeviceGetParentRet> = {
  name: 'nodeDeviceGetParent', program: remoteProgram, number: 115, stream: 'none', highPriority: true,
  writeArgs: writeNodeDeviceGetParentArgs, readRet: readNodeDeviceGetParentRet,
};
export const nodeDeviceNumOfCaps: Procedure<NodeDeviceNumOfCapsArgs, NodeDeviceNumOfCapsRet> = {
  name: 'nodeDeviceNumOfCaps', program: remoteProgram, number: 116, stream: 'none', highPriority: true,
  writeArgs: writeNodeDeviceNumOfCapsArgs, readRet: readNodeDeviceNumOfCapsRet,
};
export const nodeDeviceListCaps: Procedure<NodeDeviceListCapsArgs, NodeDeviceListCapsRet> = {
  name: 'nodeDeviceListCaps', program: remoteProgram, number: 117, stream: 'none', highPriority: true,
  writeArgs: writeNodeDeviceListCapsArgs, readRet: readNodeDeviceListCapsRet,
};
export const nodeDeviceDettach: Procedure<NodeDeviceDettachArgs, undefined> = {
  name: 'nodeDeviceDettach', program: remoteProgram, number: 118, stream: 'none', highPriority: false,
  writeArgs: writeNodeDeviceDettachArgs, readRet: readNothing,
};
export const nodeDeviceReAttach: Procedure<NodeDeviceReAttachArgs, undefined> = {
  name: 'nodeDeviceReAttach', program: remoteProgram, number: 119, stream: 'none', highPriority: false,
  writeArgs: writeNodeDeviceReAttachArgs, readRet: readNothing,
};
export const nodeDeviceReset: Procedure<NodeDeviceResetArgs, undefined> = {
  name: 'nodeDeviceReset', program: remoteProgram, number: 120, stream: 'none', highPriority: false,
  writeArgs: writeNodeDeviceResetArgs, readRet: readNothing,
};
export const domainGetSecurityLabel: Procedure<DomainGetSecurityLabelArgs, DomainGetSecurityLabelRet> = {
  name: 'domainGetSecurityLabel', program: remoteProgram, number: 121, stream: 'none', highPriority: true,
  writeArgs: writeDomainGetSecurityLabelArgs, readRet: readDomainGetSecurityLabelRet,
};
export const nodeGetSecurityModel: Procedure<undefined, NodeGetSecurityModelRet> = {
  name: 'nodeGetSecurityModel', program: remoteProgram, number: 122, stream: 'none', highPriority: true,
  writeArgs: writeNothing, readRet: readNodeGetSecurityModelRet,
};
export const nodeDeviceCreateXml: Procedure<NodeDeviceCreateXmlArgs, NodeDeviceCreateXmlRet> = {
  name: 'nodeDeviceCreateXml', program: remoteProgram, number: 123, stream: 'none', highPriority: false,
  writeArgs: writeNodeDeviceCreateXmlArgs, readRet: readNodeDeviceCreateXmlRet,
};
export const nodeDeviceDestroy: Procedure<NodeDeviceDestroyArgs, undefined> = {
  name: 'nodeDeviceDestroy', program: remoteProgram, number: 124, stream: 'none', highPriority: true,
  writeArgs: writeNodeDeviceDestroyArgs, readRet: readNothing,
};
export const storageVolCreateXmlFrom: Procedure<StorageVolCreateXmlFromArgs, StorageVolCreateXmlFromRet> = {
  name: 'storageVolCreateXmlFrom', program: remoteProgram, number: 125, stream: 'none', highPriority: false,
  writeArgs: writeStorageVolCreateXmlFromArgs, readRet: readStorageVolCreateXmlFromRet,
};
export const connectNumOfInterfaces: Procedure<undefined, ConnectNumOfInterfacesRet> = {
  name: 'connectNumOfInterfaces', program: remoteProgram, number: 126, stream: 'none', highPriority: true,
  writeArgs: writeNothing, readRet: readConnectNumOfInterfacesRet,
};
export const connectListInterfaces: Procedure<ConnectListInterfacesArgs, ConnectListInterfacesRet> = {
  name: 'connectListInterfaces', program: remoteProgram, number: 127, stream: 'none', highPriority: true,
  writeArgs: writeConnectListInterfacesArgs, readRet: readConnectListInterfacesRet,
};
export const interfaceLookupByName: Procedure<InterfaceLookupByNameArgs, InterfaceLookupByNameRet> = {
  name: 'interfaceLookupByName', program: remoteProgram, number: 128, stream: 'none', highPriority: true,
  writeArgs: writeInterfaceLookupByNameArgs, readRet: readInterfaceLookupByNameRet,
};
export const interfaceLookupByMacString: Procedure<InterfaceLookupByMacStringArgs, InterfaceLookupByMacStringRet> = {
  name: 'interfaceLookupByMacString', program: remoteProgram, number: 129, stream: 'none', highPriority: true,
  writeArgs: writeInterfaceLookupByMacStringArgs, readRet: readInterfaceLookupByMacStringRet,
};
export const interfaceGetXmlDesc: Procedure<InterfaceGetXmlDescArgs, InterfaceGetXmlDescRet> = {
  name: 'interfaceGetXmlDesc', program: remoteProgram, number: 130, stream: 'none', highPriority: false,
  writeArgs: writeInterfaceGetXmlDescArgs, readRet: readInterfaceGetXmlDescRet,
};
export const interfaceDefineXml: Procedure<InterfaceDefineXmlArgs, InterfaceDefineXmlRet> = {
  name: 'interfaceDefineXml', program: remoteProgram, number: 131, stream: 'none', highPriority: true,
  writeArgs: writeInterfaceDefineXmlArgs, readRet: readInterfaceDefineXmlRet,
};
export const interfaceUndefine: Procedure<InterfaceUndefineArgs, undefined> = {
  name: 'interfaceUndefine', program: remoteProgram, number: 132, stream: 'none', highPriority: true,
  writeArgs: writeInterfaceUndefineArgs, readRet: readNothing,
};
export const interfaceCreate: Procedure<InterfaceCreateArgs, undefined> = {
  name: 'interfaceCreate', program: remoteProgram, number: 133, stream: 'none', highPriority: false,
  writeArgs: writeInterfaceCreateArgs, readRet: readNothing,
};
export const interfaceDestroy: Procedure<InterfaceDestroyArgs, undefined> = {
  name: 'interfaceDestroy', program: remoteProgram, number: 134, stream: 'none', highPriority: true,
  writeArgs: writeInterfaceDestroyArgs, readRet: readNothing,
};
export const connectDomainXmlFromNative: Procedure<ConnectDomainXmlFromNativeArgs, ConnectDomainXmlFromNativeRet> = {
  name: 'connectDomainXmlFromNative', program: remoteProgram, number: 135, stream: 'none', highPriority: false,
  writeArgs: writeConnectDomainXmlFromNativeArgs, readRet: readConnectDomainXmlFromNativeRet,
};
export const connectDomainXmlToNative: Procedure<ConnectDomainXmlToNativeArgs, ConnectDomainXmlToNativeRet> = {
  name: 'connectDomainXmlToNative', program: remoteProgram, number: 136, stream: 'none', highPriority: false,
  writeArgs: writeConnectDomainXmlToNativeArgs, readRet: readConnectDomainXmlToNativeRet,
};
export const connectNumOfDefinedInterfaces: Procedure<undefined, ConnectNumOfDefinedInterfacesRet> = {
  name: 'connectNumOfDefinedInterfaces', program: remoteProgram, number: 137, stream: 'none', highPriority: true,
  writeArgs: writeNothing, readRet: readConnectNumOfDefinedInterfacesRet,
};
export const connectListDefinedInterfaces: Procedure<ConnectListDefinedInterfacesArgs, ConnectListDefinedInterfacesRet> = {
  name: 'connectListDefinedInterfaces', program: remoteProgram, number: 138, stream: 'none', highPriority: true,
  writeArgs: writeConnectListDefinedInterfacesArgs, readRet: readConnectListDefinedInterfacesRet,
};
export const connectNumOfSecrets: Procedure<undefined, ConnectNumOfSecretsRet> = {
  name: 'connectNumOfSecrets', program: remoteProgram, number: 139, stream: 'none', highPriority: true,
  writeArgs: writeNothing, readRet: readConnectNumOfSecretsRet,
};
export const connectListSecrets: Procedure<ConnectListSecretsArgs, ConnectListSecretsRet> = {
  name: 'connectListSecrets', program: remoteProgram, number: 140, stream: 'none', highPriority: true,
  writeArgs: writeConnectListSecretsArgs, readRet: readConnectListSecretsRet,
};
export const secretLookupByUuid: Procedure<SecretLookupByUuidArgs, SecretLookupByUuidRet> = {
  name: 'secretLookupByUuid', program: remoteProgram, number: 141, stream: 'none', highPriority: true,
  writeArgs: writeSecretLookupByUuidArgs, readRet: readSecretLookupByUuidRet,
};
export const secretDefineXml: Procedure<SecretDefineXmlArgs, SecretDefineXmlRet> = {
  name: 'secretDefineXml', program: remoteProgram, number: 142, stream: 'none', highPriority: true,
  writeArgs: writeSecretDefineXmlArgs, readRet: readSecretDefineXmlRet,
};
export const secretGetXmlDesc: Procedure<SecretGetXmlDescArgs, SecretGetXmlDescRet> = {
  name: 'secretGetXmlDesc', program: remoteProgram, number: 143, stream: 'none', highPriority: true,
  writeArgs: writeSecretGetXmlDescArgs, readRet: readSecretGetXmlDescRet,
};
export const secretSetValue: Procedure<SecretSetValueArgs, undefined> = {
  name: 'secretSetValue', program: remoteProgram, number: 144, stream: 'none', highPriority: true,
  writeArgs: writeSecretSetValueArgs, readRet: readNothing,
};
export const secretGetValue: Procedure<SecretGetValueArgs, SecretGetValueRet> = {
  name: 'secretGetValue', program: remoteProgram, number: 145, stream: 'none', highPriority: true,
  writeArgs: writeSecretGetValueArgs, readRet: readSecretGetValueRet,
};
export const secretUndefine: Procedure<SecretUndefineArgs, undefined> = {
  name: 'secretUndefine', program: remoteProgram, number: 146, stream: 'none', highPriority: true,
  writeArgs: writeSecretUndefineArgs, readRet: readNothing,
};
export const secretLookupByUsage: Procedure<SecretLookupByUsageArgs, SecretLookupByUsageRet> = {
  name: 'secretLookupByUsage', program: remoteProgram, number: 147, stream: 'none', highPriority: true,
  writeArgs: writeSecretLookupByUsageArgs, readRet: readSecretLookupByUsageRet,
};
export const domainMigratePrepareTunnel: Procedure<DomainMigratePrepareTunnelArgs, undefined> = {
  name: 'domainMigratePrepareTunnel', program: remoteProgram, number: 148, stream: 'write', highPriority: false,
  writeArgs: writeDomainMigratePrepareTunnelArgs, readRet: readNothing,
};
export const connectIsSecure: Procedure<undefined, ConnectIsSecureRet> = {
  name: 'connectIsSecure', program: remoteProgram, number: 149, stream: 'none', highPriority: true,
  writeArgs: writeNothing, readRet: readConnectIsSecureRet,
};
export const domainIsActive: Procedure<DomainIsActiveArgs, DomainIsActiveRet> = {
  name: 'domainIsActive', program: remoteProgram, number: 150, stream: 'none', highPriority: true,
  writeArgs: writeDomainIsActiveArgs, readRet: readDomainIsActiveRet,
};
export const domainIsPersistent: Procedure<DomainIsPersistentArgs, DomainIsPersistentRet> = {
  name: 'domainIsPersistent', program: remoteProgram, number: 151, stream: 'none', highPriority: true,
  writeArgs: writeDomainIsPersistentArgs, readRet: readDomainIsPersistentRet,
};
export const networkIsActive: Procedure<NetworkIsActiveArgs, NetworkIsActiveRet> = {
  name: 'networkIsActive', program: remoteProgram, number: 152, stream: 'none', highPriority: true,
  writeArgs: writeNetworkIsActiveArgs, readRet: readNetworkIsActiveRet,
};
export const networkIsPersistent: Procedure<NetworkIsPersistentArgs, NetworkIsPersistentRet> = {
  name: 'networkIsPersistent', program: remoteProgram, number: 153, stream: 'none', highPriority: true,
  writeArgs: writeNetworkIsPersistentArgs, readRet: readNetworkIsPersistentRet,
};
export const storagePoolIsActive: Procedure<StoragePoolIsActiveArgs, StoragePoolIsActiveRet> = {
  name: 'storagePoolIsActive', program: remoteProgram, number: 154, stream: 'none', highPriority: true,
  writeArgs: writeStoragePoolIsActiveArgs, readRet: readStoragePoolIsActiveRet,
};
export const storagePoolIsPersistent: Procedure<StoragePoolIsPersistentArgs, StoragePoolIsPersistentRet> = {
  name: 'storagePoolIsPersistent', program: remoteProgram, number: 155, stream: 'none', highPriority: true,
  writeArgs: writeStoragePoolIsPersistentArgs, readRet: readStoragePoolIsPersistentRet,
};
export const interfaceIsActive: Procedure<InterfaceIsActiveArgs, InterfaceIsActiveRet> = {
  name: 'interfaceIsActive', program: remoteProgram, number: 156, stream: 'none', highPriority: true,
  writeArgs: writeInterfaceIsActiveArgs, readRet: readInterfaceIsActiveRet,
};
export const connectGetLibVersion: Procedure<undefined, ConnectGetLibVersionRet> = {
  name: 'connectGetLibVersion', program: remoteProgram, number: 157, stream: 'none', highPriority: true,
  writeArgs: writeNothing, readRet: readConnectGetLibVersionRet,
};
export const connectCompareCpu: Procedure<ConnectCompareCpuArgs, ConnectCompareCpuRet> = {
  name: 'connectCompareCpu', program: remoteProgram, number: 158, stream: 'none', highPriority: true,
  writeArgs: writeConnectCompareCpuArgs, readRet: readConnectCompareCpuRet,
};
export const domainMemoryStats: Procedure<DomainMemoryStatsArgs, DomainMemoryStatsRet> = {
  name: 'domainMemoryStats', program: remoteProgram, number: 159, stream: 'none', highPriority: false,
  writeArgs: writeDomainMemoryStatsArgs, readRet: readDomainMemoryStatsRet,
};
export const domainAttachDeviceFlags: Procedure<DomainAttachDeviceFlagsArgs, undefined> = {
  name: 'domainAttachDeviceFlags', program: remoteProgram, number: 160, stream: 'none', highPriority: false,
  writeArgs: writeDomainAttachDeviceFlagsArgs, readRet: readNothing,
};
export const domainDetachDeviceFlags: Procedure<DomainDetachDeviceFlagsArgs, undefined> = {
  name: 'domainDetachDeviceFlags', program: remoteProgram, number: 161, stream: 'none', highPriority: false,
  writeArgs: writeDomainDetachDeviceFlagsArgs, readRet: readNothing,
};
export const connectBaselineCpu: Procedure<ConnectBaselineCpuArgs, ConnectBaselineCpuRet> = {
  name: 'connectBaselineCpu', program: remoteProgram, number: 162, stream: 'none', highPriority: false,
  writeArgs: writeConnectBaselineCpuArgs, readRet: readConnectBaselineCpuRet,
};
export const domainGetJobInfo: Procedure<DomainGetJobInfoArgs, DomainGetJobInfoRet> = {
  name: 'domainGetJobInfo', program: remoteProgram, number: 163, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetJobInfoArgs, readRet: readDomainGetJobInfoRet,
};
export const domainAbortJob: Procedure<DomainAbortJobArgs, undefined> = {
  name: 'domainAbortJob', program: remoteProgram, number: 164, stream: 'none', highPriority: false,
  writeArgs: writeDomainAbortJobArgs, readRet: readNothing,
};
export const storageVolWipe: Procedure<StorageVolWipeArgs, undefined> = {
  name: 'storageVolWipe', program: remoteProgram, number: 165, stream: 'none', highPriority: false,
  writeArgs: writeStorageVolWipeArgs, readRet: readNothing,
};
export const domainMigrateSetMaxDowntime: Procedure<DomainMigrateSetMaxDowntimeArgs, undefined> = {
  name: 'domainMigrateSetMaxDowntime', program: remoteProgram, number: 166, stream: 'none', highPriority: false,
  writeArgs: writeDomainMigrateSetMaxDowntimeArgs, readRet: readNothing,
};
export const connectDomainEventRegisterAny: Procedure<ConnectDomainEventRegisterAnyArgs, undefined> = {
  name: 'connectDomainEventRegisterAny', program: remoteProgram, number: 167, stream: 'none', highPriority: true,
  writeArgs: writeConnectDomainEventRegisterAnyArgs, readRet: readNothing,
};
export const connectDomainEventDeregisterAny: Procedure<ConnectDomainEventDeregisterAnyArgs, undefined> = {
  name: 'connectDomainEventDeregisterAny', program: remoteProgram, number: 168, stream: 'none', highPriority: true,
  writeArgs: writeConnectDomainEventDeregisterAnyArgs, readRet: readNothing,
};
export const domainUpdateDeviceFlags: Procedure<DomainUpdateDeviceFlagsArgs, undefined> = {
  name: 'domainUpdateDeviceFlags', program: remoteProgram, number: 174, stream: 'none', highPriority: false,
  writeArgs: writeDomainUpdateDeviceFlagsArgs, readRet: readNothing,
};
export const nwfilterLookupByName: Procedure<NwfilterLookupByNameArgs, NwfilterLookupByNameRet> = {
  name: 'nwfilterLookupByName', program: remoteProgram, number: 175, stream: 'none', highPriority: true,
  writeArgs: writeNwfilterLookupByNameArgs, readRet: readNwfilterLookupByNameRet,
};
export const nwfilterLookupByUuid: Procedure<NwfilterLookupByUuidArgs, NwfilterLookupByUuidRet> = {
  name: 'nwfilterLookupByUuid', program: remoteProgram, number: 176, stream: 'none', highPriority: true,
  writeArgs: writeNwfilterLookupByUuidArgs, readRet: readNwfilterLookupByUuidRet,
};
export const nwfilterGetXmlDesc: Procedure<NwfilterGetXmlDescArgs, NwfilterGetXmlDescRet> = {
  name: 'nwfilterGetXmlDesc', program: remoteProgram, number: 177, stream: 'none', highPriority: true,
  writeArgs: writeNwfilterGetXmlDescArgs, readRet: readNwfilterGetXmlDescRet,
};
export const connectNumOfNwfilters: Procedure<undefined, ConnectNumOfNwfiltersRet> = {
  name: 'connectNumOfNwfilters', program: remoteProgram, number: 178, stream: 'none', highPriority: true,
  writeArgs: writeNothing, readRet: readConnectNumOfNwfiltersRet,
};
export const connectListNwfilters: Procedure<ConnectListNwfiltersArgs, ConnectListNwfiltersRet> = {
  name: 'connectListNwfilters', program: remoteProgram, number: 179, stream: 'none', highPriority: true,
  writeArgs: writeConnectListNwfiltersArgs, readRet: readConnectListNwfiltersRet,
};
export const nwfilterDefineXml: Procedure<NwfilterDefineXmlArgs, NwfilterDefineXmlRet> = {
  name: 'nwfilterDefineXml', program: remoteProgram, number: 180, stream: 'none', highPriority: true,
  writeArgs: writeNwfilterDefineXmlArgs, readRet: readNwfilterDefineXmlRet,
};
export const nwfilterUndefine: Procedure<NwfilterUndefineArgs, undefined> = {
  name: 'nwfilterUndefine', program: remoteProgram, number: 181, stream: 'none', highPriority: true,
  writeArgs: writeNwfilterUndefineArgs, readRet: readNothing,
};
export const domainManagedSave: Procedure<DomainManagedSaveArgs, undefined> = {
  name: 'domainManagedSave', program: remoteProgram, number: 182, stream: 'none', highPriority: false,
  writeArgs: writeDomainManagedSaveArgs, readRet: readNothing,
};
export const domainHasManagedSaveImage: Procedure<DomainHasManagedSaveImageArgs, DomainHasManagedSaveImageRet> = {
  name: 'domainHasManagedSaveImage', program: remoteProgram, number: 183, stream: 'none', highPriority: false,
  writeArgs: writeDomainHasManagedSaveImageArgs, readRet: readDomainHasManagedSaveImageRet,
};
export const domainManagedSaveRemove: Procedure<DomainManagedSaveRemoveArgs, undefined> = {
  name: 'domainManagedSaveRemove', program: remoteProgram, number: 184, stream: 'none', highPriority: false,
  writeArgs: writeDomainManagedSaveRemoveArgs, readRet: readNothing,
};
export const domainSnapshotCreateXml: Procedure<DomainSnapshotCreateXmlArgs, DomainSnapshotCreateXmlRet> = {
  name: 'domainSnapshotCreateXml', program: remoteProgram, number: 185, stream: 'none', highPriority: false,
  writeArgs: writeDomainSnapshotCreateXmlArgs, readRet: readDomainSnapshotCreateXmlRet,
};
export const domainSnapshotGetXmlDesc: Procedure<DomainSnapshotGetXmlDescArgs, DomainSnapshotGetXmlDescRet> = {
  name: 'domainSnapshotGetXmlDesc', program: remoteProgram, number: 186, stream: 'none', highPriority: true,
  writeArgs: writeDomainSnapshotGetXmlDescArgs, readRet: readDomainSnapshotGetXmlDescRet,
};
export const domainSnapshotNum: Procedure<DomainSnapshotNumArgs, DomainSnapshotNumRet> = {
  name: 'domainSnapshotNum', program: remoteProgram, number: 187, stream: 'none', highPriority: true,
  writeArgs: writeDomainSnapshotNumArgs, readRet: readDomainSnapshotNumRet,
};
export const domainSnapshotListNames: Procedure<DomainSnapshotListNamesArgs, DomainSnapshotListNamesRet> = {
  name: 'domainSnapshotListNames', program: remoteProgram, number: 188, stream: 'none', highPriority: true,
  writeArgs: writeDomainSnapshotListNamesArgs, readRet: readDomainSnapshotListNamesRet,
};
export const domainSnapshotLookupByName: Procedure<DomainSnapshotLookupByNameArgs, DomainSnapshotLookupByNameRet> = {
  name: 'domainSnapshotLookupByName', program: remoteProgram, number: 189, stream: 'none', highPriority: true,
  writeArgs: writeDomainSnapshotLookupByNameArgs, readRet: readDomainSnapshotLookupByNameRet,
};
export const domainHasCurrentSnapshot: Procedure<DomainHasCurrentSnapshotArgs, DomainHasCurrentSnapshotRet> = {
  name: 'domainHasCurrentSnapshot', program: remoteProgram, number: 190, stream: 'none', highPriority: false,
  writeArgs: writeDomainHasCurrentSnapshotArgs, readRet: readDomainHasCurrentSnapshotRet,
};
export const domainSnapshotCurrent: Procedure<DomainSnapshotCurrentArgs, DomainSnapshotCurrentRet> = {
  name: 'domainSnapshotCurrent', program: remoteProgram, number: 191, stream: 'none', highPriority: false,
  writeArgs: writeDomainSnapshotCurrentArgs, readRet: readDomainSnapshotCurrentRet,
};
export const domainRevertToSnapshot: Procedure<DomainRevertToSnapshotArgs, undefined> = {
  name: 'domainRevertToSnapshot', program: remoteProgram, number: 192, stream: 'none', highPriority: false,
  writeArgs: writeDomainRevertToSnapshotArgs, readRet: readNothing,
};
export const domainSnapshotDelete: Procedure<DomainSnapshotDeleteArgs, undefined> = {
  name: 'domainSnapshotDelete', program: remoteProgram, number: 193, stream: 'none', highPriority: false,
  writeArgs: writeDomainSnapshotDeleteArgs, readRet: readNothing,
};
export const domainGetBlockInfo: Procedure<DomainGetBlockInfoArgs, DomainGetBlockInfoRet> = {
  name: 'domainGetBlockInfo', program: remoteProgram, number: 194, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetBlockInfoArgs, readRet: readDomainGetBlockInfoRet,
};
export const domainCreateWithFlags: Procedure<DomainCreateWithFlagsArgs, DomainCreateWithFlagsRet> = {
  name: 'domainCreateWithFlags', program: remoteProgram, number: 196, stream: 'none', highPriority: false,
  writeArgs: writeDomainCreateWithFlagsArgs, readRet: readDomainCreateWithFlagsRet,
};
export const domainSetMemoryParameters: Procedure<DomainSetMemoryParametersArgs, undefined> = {
  name: 'domainSetMemoryParameters', program: remoteProgram, number: 197, stream: 'none', highPriority: false,
  writeArgs: writeDomainSetMemoryParametersArgs, readRet: readNothing,
};
export const domainGetMemoryParameters: Procedure<DomainGetMemoryParametersArgs, DomainGetMemoryParametersRet> = {
  name: 'domainGetMemoryParameters', program: remoteProgram, number: 198, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetMemoryParametersArgs, readRet: readDomainGetMemoryParametersRet,
};
export const domainSetVcpusFlags: Procedure<DomainSetVcpusFlagsArgs, undefined> = {
  name: 'domainSetVcpusFlags', program: remoteProgram, number: 199, stream: 'none', highPriority: false,
  writeArgs: writeDomainSetVcpusFlagsArgs, readRet: readNothing,
};
export const domainGetVcpusFlags: Procedure<DomainGetVcpusFlagsArgs, DomainGetVcpusFlagsRet> = {
  name: 'domainGetVcpusFlags', program: remoteProgram, number: 200, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetVcpusFlagsArgs, readRet: readDomainGetVcpusFlagsRet,
};
export const domainOpenConsole: Procedure<DomainOpenConsoleArgs, undefined> = {
  name: 'domainOpenConsole', program: remoteProgram, number: 201, stream: 'read', highPriority: false,
  writeArgs: writeDomainOpenConsoleArgs, readRet: readNothing,
};
export const domainIsUpdated: Procedure<DomainIsUpdatedArgs, DomainIsUpdatedRet> = {
  name: 'domainIsUpdated', program: remoteProgram, number: 202, stream: 'none', highPriority: true,
  writeArgs: writeDomainIsUpdatedArgs, readRet: readDomainIsUpdatedRet,
};
export const connectGetSysinfo: Procedure<ConnectGetSysinfoArgs, ConnectGetSysinfoRet> = {
  name: 'connectGetSysinfo', program: remoteProgram, number: 203, stream: 'none', highPriority: true,
  writeArgs: writeConnectGetSysinfoArgs, readRet: readConnectGetSysinfoRet,
};
export const domainSetMemoryFlags: Procedure<DomainSetMemoryFlagsArgs, undefined> = {
  name: 'domainSetMemoryFlags', program: remoteProgram, number: 204, stream: 'none', highPriority: false,
  writeArgs: writeDomainSetMemoryFlagsArgs, readRet: readNothing,
};
export const domainSetBlkioParameters: Procedure<DomainSetBlkioParametersArgs, undefined> = {
  name: 'domainSetBlkioParameters', program: remoteProgram, number: 205, stream: 'none', highPriority: false,
  writeArgs: writeDomainSetBlkioParametersArgs, readRet: readNothing,
};
export const domainGetBlkioParameters: Procedure<DomainGetBlkioParametersArgs, DomainGetBlkioParametersRet> = {
  name: 'domainGetBlkioParameters', program: remoteProgram, number: 206, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetBlkioParametersArgs, readRet: readDomainGetBlkioParametersRet,
};
export const domainMigrateSetMaxSpeed: Procedure<DomainMigrateSetMaxSpeedArgs, undefined> = {
  name: 'domainMigrateSetMaxSpeed', program: remoteProgram, number: 207, stream: 'none', highPriority: false,
  writeArgs: writeDomainMigrateSetMaxSpeedArgs, readRet: readNothing,
};
export const storageVolUpload: Procedure<StorageVolUploadArgs, undefined> = {
  name: 'storageVolUpload', program: remoteProgram, number: 208, stream: 'write', highPriority: false,
  writeArgs: writeStorageVolUploadArgs, readRet: readNothing,
};
export const storageVolDownload: Procedure<StorageVolDownloadArgs, undefined> = {
  name: 'storageVolDownload', program: remoteProgram, number: 209, stream: 'read', highPriority: false,
  writeArgs: writeStorageVolDownloadArgs, readRet: readNothing,
};
export const domainInjectNmi: Procedure<DomainInjectNmiArgs, undefined> = {
  name: 'domainInjectNmi', program: remoteProgram, number: 210, stream: 'none', highPriority: false,
  writeArgs: writeDomainInjectNmiArgs, readRet: readNothing,
};
export const domainScreenshot: Procedure<DomainScreenshotArgs, DomainScreenshotRet> = {
  name: 'domainScreenshot', program: remoteProgram, number: 211, stream: 'read', highPriority: false,
  writeArgs: writeDomainScreenshotArgs, readRet: readDomainScreenshotRet,
};
export const domainGetState: Procedure<DomainGetStateArgs, DomainGetStateRet> = {
  name: 'domainGetState', program: remoteProgram, number: 212, stream: 'none', highPriority: true,
  writeArgs: writeDomainGetStateArgs, readRet: readDomainGetStateRet,
};
export const domainMigrateBegin3: Procedure<DomainMigrateBegin3Args, DomainMigrateBegin3Ret> = {
  name: 'domainMigrateBegin3', program: remoteProgram, number: 213, stream: 'none', highPriority: false,
  writeArgs: writeDomainMigrateBegin3Args, readRet: readDomainMigrateBegin3Ret,
};
export const domainMigratePrepare3: Procedure<DomainMigratePrepare3Args, DomainMigratePrepare3Ret> = {
  name: 'domainMigratePrepare3', program: remoteProgram, number: 214, stream: 'none', highPriority: false,
  writeArgs: writeDomainMigratePrepare3Args, readRet: readDomainMigratePrepare3Ret,
};
export const domainMigratePrepareTunnel3: Procedure<DomainMigratePrepareTunnel3Args, DomainMigratePrepareTunnel3Ret> = {
  name: 'domainMigratePrepareTunnel3', program: remoteProgram, number: 215, stream: 'write', highPriority: false,
  writeArgs: writeDomainMigratePrepareTunnel3Args, readRet: readDomainMigratePrepareTunnel3Ret,
};
export const domainMigratePerform3: Procedure<DomainMigratePerform3Args, DomainMigratePerform3Ret> = {
  name: 'domainMigratePerform3', program: remoteProgram, number: 216, stream: 'none', highPriority: false,
  writeArgs: writeDomainMigratePerform3Args, readRet: readDomainMigratePerform3Ret,
};
export const domainMigrateFinish3: Procedure<DomainMigrateFinish3Args, DomainMigrateFinish3Ret> = {
  name: 'domainMigrateFinish3', program: remoteProgram, number: 217, stream: 'none', highPriority: false,
  writeArgs: writeDomainMigrateFinish3Args, readRet: readDomainMigrateFinish3Ret,
};
export const domainMigrateConfirm3: Procedure<DomainMigrateConfirm3Args, undefined> = {
  name: 'domainMigrateConfirm3', program: remoteProgram, number: 218, stream: 'none', highPriority: false,
  writeArgs: writeDomainMigrateConfirm3Args, readRet: readNothing,
};
export const domainSetSchedulerParametersFlags: Procedure<DomainSetSchedulerParametersFlagsArgs, undefined> = {
  name: 'domainSetSchedulerParametersFlags', program: remoteProgram, number: 219, stream: 'none', highPriority: false,
  writeArgs: writeDomainSetSchedulerParametersFlagsArgs, readRet: readNothing,
};
export const interfaceChangeBegin: Procedure<InterfaceChangeBeginArgs, undefined> = {
  name: 'interfaceChangeBegin', program: remoteProgram, number: 220, stream: 'none', highPriority: false,
  writeArgs: writeInterfaceChangeBeginArgs, readRet: readNothing,
};
export const interfaceChangeCommit: Procedure<InterfaceChangeCommitArgs, undefined> = {
  name: 'interfaceChangeCommit', program: remoteProgram, number: 221, stream: 'none', highPriority: false,
  writeArgs: writeInterfaceChangeCommitArgs, readRet: readNothing,
};
export const interfaceChangeRollback: Procedure<InterfaceChangeRollbackArgs, undefined> = {
  name: 'interfaceChangeRollback', program: remoteProgram, number: 222, stream: 'none', highPriority: false,
  writeArgs: writeInterfaceChangeRollbackArgs, readRet: readNothing,
};
export const domainGetSchedulerParametersFlags: Procedure<DomainGetSchedulerParametersFlagsArgs, DomainGetSchedulerParametersFlagsRet> = {
  name: 'domainGetSchedulerParametersFlags', program: remoteProgram, number: 223, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetSchedulerParametersFlagsArgs, readRet: readDomainGetSchedulerParametersFlagsRet,
};
export const domainPinVcpuFlags: Procedure<DomainPinVcpuFlagsArgs, undefined> = {
  name: 'domainPinVcpuFlags', program: remoteProgram, number: 225, stream: 'none', highPriority: false,
  writeArgs: writeDomainPinVcpuFlagsArgs, readRet: readNothing,
};
export const domainSendKey: Procedure<DomainSendKeyArgs, undefined> = {
  name: 'domainSendKey', program: remoteProgram, number: 226, stream: 'none', highPriority: false,
  writeArgs: writeDomainSendKeyArgs, readRet: readNothing,
};
export const nodeGetCpuStats: Procedure<NodeGetCpuStatsArgs, NodeGetCpuStatsRet> = {
  name: 'nodeGetCpuStats', program: remoteProgram, number: 227, stream: 'none', highPriority: true,
  writeArgs: writeNodeGetCpuStatsArgs, readRet: readNodeGetCpuStatsRet,
};
export const nodeGetMemoryStats: Procedure<NodeGetMemoryStatsArgs, NodeGetMemoryStatsRet> = {
  name: 'nodeGetMemoryStats', program: remoteProgram, number: 228, stream: 'none', highPriority: true,
  writeArgs: writeNodeGetMemoryStatsArgs, readRet: readNodeGetMemoryStatsRet,
};
export const domainGetControlInfo: Procedure<DomainGetControlInfoArgs, DomainGetControlInfoRet> = {
  name: 'domainGetControlInfo', program: remoteProgram, number: 229, stream: 'none', highPriority: true,
  writeArgs: writeDomainGetControlInfoArgs, readRet: readDomainGetControlInfoRet,
};
export const domainGetVcpuPinInfo: Procedure<DomainGetVcpuPinInfoArgs, DomainGetVcpuPinInfoRet> = {
  name: 'domainGetVcpuPinInfo', program: remoteProgram, number: 230, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetVcpuPinInfoArgs, readRet: readDomainGetVcpuPinInfoRet,
};
export const domainUndefineFlags: Procedure<DomainUndefineFlagsArgs, undefined> = {
  name: 'domainUndefineFlags', program: remoteProgram, number: 231, stream: 'none', highPriority: true,
  writeArgs: writeDomainUndefineFlagsArgs, readRet: readNothing,
};
export const domainSaveFlags: Procedure<DomainSaveFlagsArgs, undefined> = {
  name: 'domainSaveFlags', program: remoteProgram, number: 232, stream: 'none', highPriority: false,
  writeArgs: writeDomainSaveFlagsArgs, readRet: readNothing,
};
export const domainRestoreFlags: Procedure<DomainRestoreFlagsArgs, undefined> = {
  name: 'domainRestoreFlags', program: remoteProgram, number: 233, stream: 'none', highPriority: false,
  writeArgs: writeDomainRestoreFlagsArgs, readRet: readNothing,
};
export const domainDestroyFlags: Procedure<DomainDestroyFlagsArgs, undefined> = {
  name: 'domainDestroyFlags', program: remoteProgram, number: 234, stream: 'none', highPriority: true,
  writeArgs: writeDomainDestroyFlagsArgs, readRet: readNothing,
};
export const domainSaveImageGetXmlDesc: Procedure<DomainSaveImageGetXmlDescArgs, DomainSaveImageGetXmlDescRet> = {
  name: 'domainSaveImageGetXmlDesc', program: remoteProgram, number: 235, stream: 'none', highPriority: true,
  writeArgs: writeDomainSaveImageGetXmlDescArgs, readRet: readDomainSaveImageGetXmlDescRet,
};
export const domainSaveImageDefineXml: Procedure<DomainSaveImageDefineXmlArgs, undefined> = {
  name: 'domainSaveImageDefineXml', program: remoteProgram, number: 236, stream: 'none', highPriority: true,
  writeArgs: writeDomainSaveImageDefineXmlArgs, readRet: readNothing,
};
export const domainBlockJobAbort: Procedure<DomainBlockJobAbortArgs, undefined> = {
  name: 'domainBlockJobAbort', program: remoteProgram, number: 237, stream: 'none', highPriority: false,
  writeArgs: writeDomainBlockJobAbortArgs, readRet: readNothing,
};
export const domainGetBlockJobInfo: Procedure<DomainGetBlockJobInfoArgs, DomainGetBlockJobInfoRet> = {
  name: 'domainGetBlockJobInfo', program: remoteProgram, number: 238, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetBlockJobInfoArgs, readRet: readDomainGetBlockJobInfoRet,
};
export const domainBlockJobSetSpeed: Procedure<DomainBlockJobSetSpeedArgs, undefined> = {
  name: 'domainBlockJobSetSpeed', program: remoteProgram, number: 239, stream: 'none', highPriority: false,
  writeArgs: writeDomainBlockJobSetSpeedArgs, readRet: readNothing,
};
export const domainBlockPull: Procedure<DomainBlockPullArgs, undefined> = {
  name: 'domainBlockPull', program: remoteProgram, number: 240, stream: 'none', highPriority: false,
  writeArgs: writeDomainBlockPullArgs, readRet: readNothing,
};
export const domainMigrateGetMaxSpeed: Procedure<DomainMigrateGetMaxSpeedArgs, DomainMigrateGetMaxSpeedRet> = {
  name: 'domainMigrateGetMaxSpeed', program: remoteProgram, number: 242, stream: 'none', highPriority: false,
  writeArgs: writeDomainMigrateGetMaxSpeedArgs, readRet: readDomainMigrateGetMaxSpeedRet,
};
export const domainBlockStatsFlags: Procedure<DomainBlockStatsFlagsArgs, DomainBlockStatsFlagsRet> = {
  name: 'domainBlockStatsFlags', program: remoteProgram, number: 243, stream: 'none', highPriority: false,
  writeArgs: writeDomainBlockStatsFlagsArgs, readRet: readDomainBlockStatsFlagsRet,
};
export const domainSnapshotGetParent: Procedure<DomainSnapshotGetParentArgs, DomainSnapshotGetParentRet> = {
  name: 'domainSnapshotGetParent', program: remoteProgram, number: 244, stream: 'none', highPriority: true,
  writeArgs: writeDomainSnapshotGetParentArgs, readRet: readDomainSnapshotGetParentRet,
};
export const domainReset: Procedure<DomainResetArgs, undefined> = {
  name: 'domainReset', program: remoteProgram, number: 245, stream: 'none', highPriority: false,
  writeArgs: writeDomainResetArgs, readRet: readNothing,
};
export const domainSnapshotNumChildren: Procedure<DomainSnapshotNumChildrenArgs, DomainSnapshotNumChildrenRet> = {
  name: 'domainSnapshotNumChildren', program: remoteProgram, number: 246, stream: 'none', highPriority: true,
  writeArgs: writeDomainSnapshotNumChildrenArgs, readRet: readDomainSnapshotNumChildrenRet,
};
export const domainSnapshotListChildrenNames: Procedure<DomainSnapshotListChildrenNamesArgs, DomainSnapshotListChildrenNamesRet> = {
  name: 'domainSnapshotListChildrenNames', program: remoteProgram, number: 247, stream: 'none', highPriority: true,
  writeArgs: writeDomainSnapshotListChildrenNamesArgs, readRet: readDomainSnapshotListChildrenNamesRet,
};
export const domainOpenGraphics: Procedure<DomainOpenGraphicsArgs, undefined> = {
  name: 'domainOpenGraphics', program: remoteProgram, number: 249, stream: 'none', highPriority: false,
  writeArgs: writeDomainOpenGraphicsArgs, readRet: readNothing,
};
export const nodeSuspendForDuration: Procedure<NodeSuspendForDurationArgs, undefined> = {
  name: 'nodeSuspendForDuration', program: remoteProgram, number: 250, stream: 'none', highPriority: false,
  writeArgs: writeNodeSuspendForDurationArgs, readRet: readNothing,
};
export const domainBlockResize: Procedure<DomainBlockResizeArgs, undefined> = {
  name: 'domainBlockResize', program: remoteProgram, number: 251, stream: 'none', highPriority: false,
  writeArgs: writeDomainBlockResizeArgs, readRet: readNothing,
};
export const domainSetBlockIoTune: Procedure<DomainSetBlockIoTuneArgs, undefined> = {
  name: 'domainSetBlockIoTune', program: remoteProgram, number: 252, stream: 'none', highPriority: false,
  writeArgs: writeDomainSetBlockIoTuneArgs, readRet: readNothing,
};
export const domainGetBlockIoTune: Procedure<DomainGetBlockIoTuneArgs, DomainGetBlockIoTuneRet> = {
  name: 'domainGetBlockIoTune', program: remoteProgram, number: 253, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetBlockIoTuneArgs, readRet: readDomainGetBlockIoTuneRet,
};
export const domainSetNumaParameters: Procedure<DomainSetNumaParametersArgs, undefined> = {
  name: 'domainSetNumaParameters', program: remoteProgram, number: 254, stream: 'none', highPriority: false,
  writeArgs: writeDomainSetNumaParametersArgs, readRet: readNothing,
};
export const domainGetNumaParameters: Procedure<DomainGetNumaParametersArgs, DomainGetNumaParametersRet> = {
  name: 'domainGetNumaParameters', program: remoteProgram, number: 255, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetNumaParametersArgs, readRet: readDomainGetNumaParametersRet,
};
export const domainSetInterfaceParameters: Procedure<DomainSetInterfaceParametersArgs, undefined> = {
  name: 'domainSetInterfaceParameters', program: remoteProgram, number: 256, stream: 'none', highPriority: false,
  writeArgs: writeDomainSetInterfaceParametersArgs, readRet: readNothing,
};
export const domainGetInterfaceParameters: Procedure<DomainGetInterfaceParametersArgs, DomainGetInterfaceParametersRet> = {
  name: 'domainGetInterfaceParameters', program: remoteProgram, number: 257, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetInterfaceParametersArgs, readRet: readDomainGetInterfaceParametersRet,
};
export const domainShutdownFlags: Procedure<DomainShutdownFlagsArgs, undefined> = {
  name: 'domainShutdownFlags', program: remoteProgram, number: 258, stream: 'none', highPriority: false,
  writeArgs: writeDomainShutdownFlagsArgs, readRet: readNothing,
};
export const storageVolWipePattern: Procedure<StorageVolWipePatternArgs, undefined> = {
  name: 'storageVolWipePattern', program: remoteProgram, number: 259, stream: 'none', highPriority: false,
  writeArgs: writeStorageVolWipePatternArgs, readRet: readNothing,
};
export const storageVolResize: Procedure<StorageVolResizeArgs, undefined> = {
  name: 'storageVolResize', program: remoteProgram, number: 260, stream: 'none', highPriority: false,
  writeArgs: writeStorageVolResizeArgs, readRet: readNothing,
};
export const domainPmSuspendForDuration: Procedure<DomainPmSuspendForDurationArgs, undefined> = {
  name: 'domainPmSuspendForDuration', program: remoteProgram, number: 261, stream: 'none', highPriority: false,
  writeArgs: writeDomainPmSuspendForDurationArgs, readRet: readNothing,
};
export const domainGetCpuStats: Procedure<DomainGetCpuStatsArgs, DomainGetCpuStatsRet> = {
  name: 'domainGetCpuStats', program: remoteProgram, number: 262, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetCpuStatsArgs, readRet: readDomainGetCpuStatsRet,
};
export const domainGetDiskErrors: Procedure<DomainGetDiskErrorsArgs, DomainGetDiskErrorsRet> = {
  name: 'domainGetDiskErrors', program: remoteProgram, number: 263, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetDiskErrorsArgs, readRet: readDomainGetDiskErrorsRet,
};
export const domainSetMetadata: Procedure<DomainSetMetadataArgs, undefined> = {
  name: 'domainSetMetadata', program: remoteProgram, number: 264, stream: 'none', highPriority: false,
  writeArgs: writeDomainSetMetadataArgs, readRet: readNothing,
};
export const domainGetMetadata: Procedure<DomainGetMetadataArgs, DomainGetMetadataRet> = {
  name: 'domainGetMetadata', program: remoteProgram, number: 265, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetMetadataArgs, readRet: readDomainGetMetadataRet,
};
export const domainBlockRebase: Procedure<DomainBlockRebaseArgs, undefined> = {
  name: 'domainBlockRebase', program: remoteProgram, number: 266, stream: 'none', highPriority: false,
  writeArgs: writeDomainBlockRebaseArgs, readRet: readNothing,
};
export const domainPmWakeup: Procedure<DomainPmWakeupArgs, undefined> = {
  name: 'domainPmWakeup', program: remoteProgram, number: 267, stream: 'none', highPriority: false,
  writeArgs: writeDomainPmWakeupArgs, readRet: readNothing,
};
export const domainSnapshotIsCurrent: Procedure<DomainSnapshotIsCurrentArgs, DomainSnapshotIsCurrentRet> = {
  name: 'domainSnapshotIsCurrent', program: remoteProgram, number: 271, stream: 'none', highPriority: false,
  writeArgs: writeDomainSnapshotIsCurrentArgs, readRet: readDomainSnapshotIsCurrentRet,
};
export const domainSnapshotHasMetadata: Procedure<DomainSnapshotHasMetadataArgs, DomainSnapshotHasMetadataRet> = {
  name: 'domainSnapshotHasMetadata', program: remoteProgram, number: 272, stream: 'none', highPriority: false,
  writeArgs: writeDomainSnapshotHasMetadataArgs, readRet: readDomainSnapshotHasMetadataRet,
};
export const connectListAllDomains: Procedure<ConnectListAllDomainsArgs, ConnectListAllDomainsRet> = {
  name: 'connectListAllDomains', program: remoteProgram, number: 273, stream: 'none', highPriority: true,
  writeArgs: writeConnectListAllDomainsArgs, readRet: readConnectListAllDomainsRet,
};
export const domainListAllSnapshots: Procedure<DomainListAllSnapshotsArgs, DomainListAllSnapshotsRet> = {
  name: 'domainListAllSnapshots', program: remoteProgram, number: 274, stream: 'none', highPriority: true,
  writeArgs: writeDomainListAllSnapshotsArgs, readRet: readDomainListAllSnapshotsRet,
};
export const domainSnapshotListAllChildren: Procedure<DomainSnapshotListAllChildrenArgs, DomainSnapshotListAllChildrenRet> = {
  name: 'domainSnapshotListAllChildren', program: remoteProgram, number: 275, stream: 'none', highPriority: true,
  writeArgs: writeDomainSnapshotListAllChildrenArgs, readRet: readDomainSnapshotListAllChildrenRet,
};
export const domainGetHostname: Procedure<DomainGetHostnameArgs, DomainGetHostnameRet> = {
  name: 'domainGetHostname', program: remoteProgram, number: 277, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetHostnameArgs, readRet: readDomainGetHostnameRet,
};
export const domainGetSecurityLabelList: Procedure<DomainGetSecurityLabelListArgs, DomainGetSecurityLabelListRet> = {
  name: 'domainGetSecurityLabelList', program: remoteProgram, number: 278, stream: 'none', highPriority: true,
  writeArgs: writeDomainGetSecurityLabelListArgs, readRet: readDomainGetSecurityLabelListRet,
};
export const domainPinEmulator: Procedure<DomainPinEmulatorArgs, undefined> = {
  name: 'domainPinEmulator', program: remoteProgram, number: 279, stream: 'none', highPriority: false,
  writeArgs: writeDomainPinEmulatorArgs, readRet: readNothing,
};
export const domainGetEmulatorPinInfo: Procedure<DomainGetEmulatorPinInfoArgs, DomainGetEmulatorPinInfoRet> = {
  name: 'domainGetEmulatorPinInfo', program: remoteProgram, number: 280, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetEmulatorPinInfoArgs, readRet: readDomainGetEmulatorPinInfoRet,
};
export const connectListAllStoragePools: Procedure<ConnectListAllStoragePoolsArgs, ConnectListAllStoragePoolsRet> = {
  name: 'connectListAllStoragePools', program: remoteProgram, number: 281, stream: 'none', highPriority: true,
  writeArgs: writeConnectListAllStoragePoolsArgs, readRet: readConnectListAllStoragePoolsRet,
};
export const storagePoolListAllVolumes: Procedure<StoragePoolListAllVolumesArgs, StoragePoolListAllVolumesRet> = {
  name: 'storagePoolListAllVolumes', program: remoteProgram, number: 282, stream: 'none', highPriority: true,
  writeArgs: writeStoragePoolListAllVolumesArgs, readRet: readStoragePoolListAllVolumesRet,
};
export const connectListAllNetworks: Procedure<ConnectListAllNetworksArgs, ConnectListAllNetworksRet> = {
  name: 'connectListAllNetworks', program: remoteProgram, number: 283, stream: 'none', highPriority: true,
  writeArgs: writeConnectListAllNetworksArgs, readRet: readConnectListAllNetworksRet,
};
export const connectListAllInterfaces: Procedure<ConnectListAllInterfacesArgs, ConnectListAllInterfacesRet> = {
  name: 'connectListAllInterfaces', program: remoteProgram, number: 284, stream: 'none', highPriority: true,
  writeArgs: writeConnectListAllInterfacesArgs, readRet: readConnectListAllInterfacesRet,
};
export const connectListAllNodeDevices: Procedure<ConnectListAllNodeDevicesArgs, ConnectListAllNodeDevicesRet> = {
  name: 'connectListAllNodeDevices', program: remoteProgram, number: 285, stream: 'none', highPriority: true,
  writeArgs: writeConnectListAllNodeDevicesArgs, readRet: readConnectListAllNodeDevicesRet,
};
export const connectListAllNwfilters: Procedure<ConnectListAllNwfiltersArgs, ConnectListAllNwfiltersRet> = {
  name: 'connectListAllNwfilters', program: remoteProgram, number: 286, stream: 'none', highPriority: true,
  writeArgs: writeConnectListAllNwfiltersArgs, readRet: readConnectListAllNwfiltersRet,
};
export const connectListAllSecrets: Procedure<ConnectListAllSecretsArgs, ConnectListAllSecretsRet> = {
  name: 'connectListAllSecrets', program: remoteProgram, number: 287, stream: 'none', highPriority: true,
  writeArgs: writeConnectListAllSecretsArgs, readRet: readConnectListAllSecretsRet,
};
export const nodeSetMemoryParameters: Procedure<NodeSetMemoryParametersArgs, undefined> = {
  name: 'nodeSetMemoryParameters', program: remoteProgram, number: 288, stream: 'none', highPriority: false,
  writeArgs: writeNodeSetMemoryParametersArgs, readRet: readNothing,
};
export const nodeGetMemoryParameters: Procedure<NodeGetMemoryParametersArgs, NodeGetMemoryParametersRet> = {
  name: 'nodeGetMemoryParameters', program: remoteProgram, number: 289, stream: 'none', highPriority: false,
  writeArgs: writeNodeGetMemoryParametersArgs, readRet: readNodeGetMemoryParametersRet,
};
export const domainBlockCommit: Procedure<DomainBlockCommitArgs, undefined> = {
  name: 'domainBlockCommit', program: remoteProgram, number: 290, stream: 'none', highPriority: false,
  writeArgs: writeDomainBlockCommitArgs, readRet: readNothing,
};
export const networkUpdate: Procedure<NetworkUpdateArgs, undefined> = {
  name: 'networkUpdate', program: remoteProgram, number: 291, stream: 'none', highPriority: true,
  writeArgs: writeNetworkUpdateArgs, readRet: readNothing,
};
export const nodeGetCpuMap: Procedure<NodeGetCpuMapArgs, NodeGetCpuMapRet> = {
  name: 'nodeGetCpuMap', program: remoteProgram, number: 293, stream: 'none', highPriority: false,
  writeArgs: writeNodeGetCpuMapArgs, readRet: readNodeGetCpuMapRet,
};
export const domainFstrim: Procedure<DomainFstrimArgs, undefined> = {
  name: 'domainFstrim', program: remoteProgram, number: 294, stream: 'none', highPriority: false,
  writeArgs: writeDomainFstrimArgs, readRet: readNothing,
};
export const domainSendProcessSignal: Procedure<DomainSendProcessSignalArgs, undefined> = {
  name: 'domainSendProcessSignal', program: remoteProgram, number: 295, stream: 'none', highPriority: false,
  writeArgs: writeDomainSendProcessSignalArgs, readRet: readNothing,
};
export const domainOpenChannel: Procedure<DomainOpenChannelArgs, undefined> = {
  name: 'domainOpenChannel', program: remoteProgram, number: 296, stream: 'read', highPriority: false,
  writeArgs: writeDomainOpenChannelArgs, readRet: readNothing,
};
export const nodeDeviceLookupScsiHostByWwn: Procedure<NodeDeviceLookupScsiHostByWwnArgs, NodeDeviceLookupScsiHostByWwnRet> = {
  name: 'nodeDeviceLookupScsiHostByWwn', program: remoteProgram, number: 297, stream: 'none', highPriority: true,
  writeArgs: writeNodeDeviceLookupScsiHostByWwnArgs, readRet: readNodeDeviceLookupScsiHostByWwnRet,
};
export const domainGetJobStats: Procedure<DomainGetJobStatsArgs, DomainGetJobStatsRet> = {
  name: 'domainGetJobStats', program: remoteProgram, number: 298, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetJobStatsArgs, readRet: readDomainGetJobStatsRet,
};
export const domainMigrateGetCompressionCache: Procedure<DomainMigrateGetCompressionCacheArgs, DomainMigrateGetCompressionCacheRet> = {
  name: 'domainMigrateGetCompressionCache', program: remoteProgram, number: 299, stream: 'none', highPriority: false,
  writeArgs: writeDomainMigrateGetCompressionCacheArgs, readRet: readDomainMigrateGetCompressionCacheRet,
};
export const domainMigrateSetCompressionCache: Procedure<DomainMigrateSetCompressionCacheArgs, undefined> = {
  name: 'domainMigrateSetCompressionCache', program: remoteProgram, number: 300, stream: 'none', highPriority: false,
  writeArgs: writeDomainMigrateSetCompressionCacheArgs, readRet: readNothing,
};
export const nodeDeviceDetachFlags: Procedure<NodeDeviceDetachFlagsArgs, undefined> = {
  name: 'nodeDeviceDetachFlags', program: remoteProgram, number: 301, stream: 'none', highPriority: false,
  writeArgs: writeNodeDeviceDetachFlagsArgs, readRet: readNothing,
};
export const domainMigrateBegin3Params: Procedure<DomainMigrateBegin3ParamsArgs, DomainMigrateBegin3ParamsRet> = {
  name: 'domainMigrateBegin3Params', program: remoteProgram, number: 302, stream: 'none', highPriority: false,
  writeArgs: writeDomainMigrateBegin3ParamsArgs, readRet: readDomainMigrateBegin3ParamsRet,
};
export const domainMigratePrepare3Params: Procedure<DomainMigratePrepare3ParamsArgs, DomainMigratePrepare3ParamsRet> = {
  name: 'domainMigratePrepare3Params', program: remoteProgram, number: 303, stream: 'none', highPriority: false,
  writeArgs: writeDomainMigratePrepare3ParamsArgs, readRet: readDomainMigratePrepare3ParamsRet,
};
export const domainMigratePrepareTunnel3Params: Procedure<DomainMigratePrepareTunnel3ParamsArgs, DomainMigratePrepareTunnel3ParamsRet> = {
  name: 'domainMigratePrepareTunnel3Params', program: remoteProgram, number: 304, stream: 'none', highPriority: false,
  writeArgs: writeDomainMigratePrepareTunnel3ParamsArgs, readRet: readDomainMigratePrepareTunnel3ParamsRet,
};
export const domainMigratePerform3Params: Procedure<DomainMigratePerform3ParamsArgs, DomainMigratePerform3ParamsRet> = {
  name: 'domainMigratePerform3Params', program: remoteProgram, number: 305, stream: 'none', highPriority: false,
  writeArgs: writeDomainMigratePerform3ParamsArgs, readRet: readDomainMigratePerform3ParamsRet,
};
export const domainMigrateFinish3Params: Procedure<DomainMigrateFinish3ParamsArgs, DomainMigrateFinish3ParamsRet> = {
  name: 'domainMigrateFinish3Params', program: remoteProgram, number: 306, stream: 'none', highPriority: false,
  writeArgs: writeDomainMigrateFinish3ParamsArgs, readRet: readDomainMigrateFinish3ParamsRet,
};
export const domainMigrateConfirm3Params: Procedure<DomainMigrateConfirm3ParamsArgs, undefined> = {
  name: 'domainMigrateConfirm3Params', program: remoteProgram, number: 307, stream: 'none', highPriority: false,
  writeArgs: writeDomainMigrateConfirm3ParamsArgs, readRet: readNothing,
};
export const domainSetMemoryStatsPeriod: Procedure<DomainSetMemoryStatsPeriodArgs, undefined> = {
  name: 'domainSetMemoryStatsPeriod', program: remoteProgram, number: 308, stream: 'none', highPriority: false,
  writeArgs: writeDomainSetMemoryStatsPeriodArgs, readRet: readNothing,
};
export const domainCreateXmlWithFiles: Procedure<DomainCreateXmlWithFilesArgs, DomainCreateXmlWithFilesRet> = {
  name: 'domainCreateXmlWithFiles', program: remoteProgram, number: 309, stream: 'none', highPriority: false,
  writeArgs: writeDomainCreateXmlWithFilesArgs, readRet: readDomainCreateXmlWithFilesRet,
};
export const domainCreateWithFiles: Procedure<DomainCreateWithFilesArgs, DomainCreateWithFilesRet> = {
  name: 'domainCreateWithFiles', program: remoteProgram, number: 310, stream: 'none', highPriority: false,
  writeArgs: writeDomainCreateWithFilesArgs, readRet: readDomainCreateWithFilesRet,
};
export const connectGetCpuModelNames: Procedure<ConnectGetCpuModelNamesArgs, ConnectGetCpuModelNamesRet> = {
  name: 'connectGetCpuModelNames', program: remoteProgram, number: 312, stream: 'none', highPriority: false,
  writeArgs: writeConnectGetCpuModelNamesArgs, readRet: readConnectGetCpuModelNamesRet,
};
export const connectNetworkEventRegisterAny: Procedure<ConnectNetworkEventRegisterAnyArgs, ConnectNetworkEventRegisterAnyRet> = {
  name: 'connectNetworkEventRegisterAny', program: remoteProgram, number: 313, stream: 'none', highPriority: true,
  writeArgs: writeConnectNetworkEventRegisterAnyArgs, readRet: readConnectNetworkEventRegisterAnyRet,
};
export const connectNetworkEventDeregisterAny: Procedure<ConnectNetworkEventDeregisterAnyArgs, undefined> = {
  name: 'connectNetworkEventDeregisterAny', program: remoteProgram, number: 314, stream: 'none', highPriority: true,
  writeArgs: writeConnectNetworkEventDeregisterAnyArgs, readRet: readNothing,
};
export const connectDomainEventCallbackRegisterAny: Procedure<ConnectDomainEventCallbackRegisterAnyArgs, ConnectDomainEventCallbackRegisterAnyRet> = {
  name: 'connectDomainEventCallbackRegisterAny', program: remoteProgram, number: 316, stream: 'none', highPriority: true,
  writeArgs: writeConnectDomainEventCallbackRegisterAnyArgs, readRet: readConnectDomainEventCallbackRegisterAnyRet,
};
export const connectDomainEventCallbackDeregisterAny: Procedure<ConnectDomainEventCallbackDeregisterAnyArgs, undefined> = {
  name: 'connectDomainEventCallbackDeregisterAny', program: remoteProgram, number: 317, stream: 'none', highPriority: true,
  writeArgs: writeConnectDomainEventCallbackDeregisterAnyArgs, readRet: readNothing,
};
export const domainCoreDumpWithFormat: Procedure<DomainCoreDumpWithFormatArgs, undefined> = {
  name: 'domainCoreDumpWithFormat', program: remoteProgram, number: 334, stream: 'none', highPriority: false,
  writeArgs: writeDomainCoreDumpWithFormatArgs, readRet: readNothing,
};
export const domainFsfreeze: Procedure<DomainFsfreezeArgs, DomainFsfreezeRet> = {
  name: 'domainFsfreeze', program: remoteProgram, number: 335, stream: 'none', highPriority: false,
  writeArgs: writeDomainFsfreezeArgs, readRet: readDomainFsfreezeRet,
};
export const domainFsthaw: Procedure<DomainFsthawArgs, DomainFsthawRet> = {
  name: 'domainFsthaw', program: remoteProgram, number: 336, stream: 'none', highPriority: false,
  writeArgs: writeDomainFsthawArgs, readRet: readDomainFsthawRet,
};
export const domainGetTime: Procedure<DomainGetTimeArgs, DomainGetTimeRet> = {
  name: 'domainGetTime', program: remoteProgram, number: 337, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetTimeArgs, readRet: readDomainGetTimeRet,
};
export const domainSetTime: Procedure<DomainSetTimeArgs, undefined> = {
  name: 'domainSetTime', program: remoteProgram, number: 338, stream: 'none', highPriority: false,
  writeArgs: writeDomainSetTimeArgs, readRet: readNothing,
};
export const nodeGetFreePages: Procedure<NodeGetFreePagesArgs, NodeGetFreePagesRet> = {
  name: 'nodeGetFreePages', program: remoteProgram, number: 340, stream: 'none', highPriority: true,
  writeArgs: writeNodeGetFreePagesArgs, readRet: readNodeGetFreePagesRet,
};
export const networkGetDhcpLeases: Procedure<NetworkGetDhcpLeasesArgs, NetworkGetDhcpLeasesRet> = {
  name: 'networkGetDhcpLeases', program: remoteProgram, number: 341, stream: 'none', highPriority: false,
  writeArgs: writeNetworkGetDhcpLeasesArgs, readRet: readNetworkGetDhcpLeasesRet,
};
export const connectGetDomainCapabilities: Procedure<ConnectGetDomainCapabilitiesArgs, ConnectGetDomainCapabilitiesRet> = {
  name: 'connectGetDomainCapabilities', program: remoteProgram, number: 342, stream: 'none', highPriority: false,
  writeArgs: writeConnectGetDomainCapabilitiesArgs, readRet: readConnectGetDomainCapabilitiesRet,
};
export const domainOpenGraphicsFd: Procedure<DomainOpenGraphicsFdArgs, undefined> = {
  name: 'domainOpenGraphicsFd', program: remoteProgram, number: 343, stream: 'none', highPriority: false,
  writeArgs: writeDomainOpenGraphicsFdArgs, readRet: readNothing,
};
export const connectGetAllDomainStats: Procedure<ConnectGetAllDomainStatsArgs, ConnectGetAllDomainStatsRet> = {
  name: 'connectGetAllDomainStats', program: remoteProgram, number: 344, stream: 'none', highPriority: false,
  writeArgs: writeConnectGetAllDomainStatsArgs, readRet: readConnectGetAllDomainStatsRet,
};
export const domainBlockCopy: Procedure<DomainBlockCopyArgs, undefined> = {
  name: 'domainBlockCopy', program: remoteProgram, number: 345, stream: 'none', highPriority: false,
  writeArgs: writeDomainBlockCopyArgs, readRet: readNothing,
};
export const nodeAllocPages: Procedure<NodeAllocPagesArgs, NodeAllocPagesRet> = {
  name: 'nodeAllocPages', program: remoteProgram, number: 347, stream: 'none', highPriority: false,
  writeArgs: writeNodeAllocPagesArgs, readRet: readNodeAllocPagesRet,
};
export const domainGetFsinfo: Procedure<DomainGetFsinfoArgs, DomainGetFsinfoRet> = {
  name: 'domainGetFsinfo', program: remoteProgram, number: 349, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetFsinfoArgs, readRet: readDomainGetFsinfoRet,
};
export const domainDefineXmlFlags: Procedure<DomainDefineXmlFlagsArgs, DomainDefineXmlFlagsRet> = {
  name: 'domainDefineXmlFlags', program: remoteProgram, number: 350, stream: 'none', highPriority: true,
  writeArgs: writeDomainDefineXmlFlagsArgs, readRet: readDomainDefineXmlFlagsRet,
};
export const domainGetIothreadInfo: Procedure<DomainGetIothreadInfoArgs, DomainGetIothreadInfoRet> = {
  name: 'domainGetIothreadInfo', program: remoteProgram, number: 351, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetIothreadInfoArgs, readRet: readDomainGetIothreadInfoRet,
};
export const domainPinIothread: Procedure<DomainPinIothreadArgs, undefined> = {
  name: 'domainPinIothread', program: remoteProgram, number: 352, stream: 'none', highPriority: false,
  writeArgs: writeDomainPinIothreadArgs, readRet: readNothing,
};
export const domainInterfaceAddresses: Procedure<DomainInterfaceAddressesArgs, DomainInterfaceAddressesRet> = {
  name: 'domainInterfaceAddresses', program: remoteProgram, number: 353, stream: 'none', highPriority: false,
  writeArgs: writeDomainInterfaceAddressesArgs, readRet: readDomainInterfaceAddressesRet,
};
export const domainAddIothread: Procedure<DomainAddIothreadArgs, undefined> = {
  name: 'domainAddIothread', program: remoteProgram, number: 355, stream: 'none', highPriority: false,
  writeArgs: writeDomainAddIothreadArgs, readRet: readNothing,
};
export const domainDelIothread: Procedure<DomainDelIothreadArgs, undefined> = {
  name: 'domainDelIothread', program: remoteProgram, number: 356, stream: 'none', highPriority: false,
  writeArgs: writeDomainDelIothreadArgs, readRet: readNothing,
};
export const domainSetUserPassword: Procedure<DomainSetUserPasswordArgs, undefined> = {
  name: 'domainSetUserPassword', program: remoteProgram, number: 357, stream: 'none', highPriority: false,
  writeArgs: writeDomainSetUserPasswordArgs, readRet: readNothing,
};
export const domainRename: Procedure<DomainRenameArgs, DomainRenameRet> = {
  name: 'domainRename', program: remoteProgram, number: 358, stream: 'none', highPriority: false,
  writeArgs: writeDomainRenameArgs, readRet: readDomainRenameRet,
};
export const connectRegisterCloseCallback: Procedure<undefined, undefined> = {
  name: 'connectRegisterCloseCallback', program: remoteProgram, number: 360, stream: 'none', highPriority: true,
  writeArgs: writeNothing, readRet: readNothing,
};
export const connectUnregisterCloseCallback: Procedure<undefined, undefined> = {
  name: 'connectUnregisterCloseCallback', program: remoteProgram, number: 361, stream: 'none', highPriority: true,
  writeArgs: writeNothing, readRet: readNothing,
};
export const domainMigrateStartPostCopy: Procedure<DomainMigrateStartPostCopyArgs, undefined> = {
  name: 'domainMigrateStartPostCopy', program: remoteProgram, number: 364, stream: 'none', highPriority: false,
  writeArgs: writeDomainMigrateStartPostCopyArgs, readRet: readNothing,
};
export const domainGetPerfEvents: Procedure<DomainGetPerfEventsArgs, DomainGetPerfEventsRet> = {
  name: 'domainGetPerfEvents', program: remoteProgram, number: 365, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetPerfEventsArgs, readRet: readDomainGetPerfEventsRet,
};
export const domainSetPerfEvents: Procedure<DomainSetPerfEventsArgs, undefined> = {
  name: 'domainSetPerfEvents', program: remoteProgram, number: 366, stream: 'none', highPriority: false,
  writeArgs: writeDomainSetPerfEventsArgs, readRet: readNothing,
};
export const connectStoragePoolEventRegisterAny: Procedure<ConnectStoragePoolEventRegisterAnyArgs, ConnectStoragePoolEventRegisterAnyRet> = {
  name: 'connectStoragePoolEventRegisterAny', program: remoteProgram, number: 368, stream: 'none', highPriority: true,
  writeArgs: writeConnectStoragePoolEventRegisterAnyArgs, readRet: readConnectStoragePoolEventRegisterAnyRet,
};
export const connectStoragePoolEventDeregisterAny: Procedure<ConnectStoragePoolEventDeregisterAnyArgs, undefined> = {
  name: 'connectStoragePoolEventDeregisterAny', program: remoteProgram, number: 369, stream: 'none', highPriority: true,
  writeArgs: writeConnectStoragePoolEventDeregisterAnyArgs, readRet: readNothing,
};
export const domainGetGuestVcpus: Procedure<DomainGetGuestVcpusArgs, DomainGetGuestVcpusRet> = {
  name: 'domainGetGuestVcpus', program: remoteProgram, number: 371, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetGuestVcpusArgs, readRet: readDomainGetGuestVcpusRet,
};
export const domainSetGuestVcpus: Procedure<DomainSetGuestVcpusArgs, undefined> = {
  name: 'domainSetGuestVcpus', program: remoteProgram, number: 372, stream: 'none', highPriority: false,
  writeArgs: writeDomainSetGuestVcpusArgs, readRet: readNothing,
};
export const connectNodeDeviceEventRegisterAny: Procedure<ConnectNodeDeviceEventRegisterAnyArgs, ConnectNodeDeviceEventRegisterAnyRet> = {
  name: 'connectNodeDeviceEventRegisterAny', program: remoteProgram, number: 374, stream: 'none', highPriority: true,
  writeArgs: writeConnectNodeDeviceEventRegisterAnyArgs, readRet: readConnectNodeDeviceEventRegisterAnyRet,
};
export const connectNodeDeviceEventDeregisterAny: Procedure<ConnectNodeDeviceEventDeregisterAnyArgs, undefined> = {
  name: 'connectNodeDeviceEventDeregisterAny', program: remoteProgram, number: 375, stream: 'none', highPriority: true,
  writeArgs: writeConnectNodeDeviceEventDeregisterAnyArgs, readRet: readNothing,
};
export const storageVolGetInfoFlags: Procedure<StorageVolGetInfoFlagsArgs, StorageVolGetInfoFlagsRet> = {
  name: 'storageVolGetInfoFlags', program: remoteProgram, number: 378, stream: 'none', highPriority: true,
  writeArgs: writeStorageVolGetInfoFlagsArgs, readRet: readStorageVolGetInfoFlagsRet,
};
export const connectSecretEventRegisterAny: Procedure<ConnectSecretEventRegisterAnyArgs, ConnectSecretEventRegisterAnyRet> = {
  name: 'connectSecretEventRegisterAny', program: remoteProgram, number: 380, stream: 'none', highPriority: true,
  writeArgs: writeConnectSecretEventRegisterAnyArgs, readRet: readConnectSecretEventRegisterAnyRet,
};
export const connectSecretEventDeregisterAny: Procedure<ConnectSecretEventDeregisterAnyArgs, undefined> = {
  name: 'connectSecretEventDeregisterAny', program: remoteProgram, number: 381, stream: 'none', highPriority: true,
  writeArgs: writeConnectSecretEventDeregisterAnyArgs, readRet: readNothing,
};
export const domainSetVcpu: Procedure<DomainSetVcpuArgs, undefined> = {
  name: 'domainSetVcpu', program: remoteProgram, number: 384, stream: 'none', highPriority: false,
  writeArgs: writeDomainSetVcpuArgs, readRet: readNothing,
};
export const domainSetBlockThreshold: Procedure<DomainSetBlockThresholdArgs, undefined> = {
  name: 'domainSetBlockThreshold', program: remoteProgram, number: 386, stream: 'none', highPriority: false,
  writeArgs: writeDomainSetBlockThresholdArgs, readRet: readNothing,
};
export const domainMigrateGetMaxDowntime: Procedure<DomainMigrateGetMaxDowntimeArgs, DomainMigrateGetMaxDowntimeRet> = {
  name: 'domainMigrateGetMaxDowntime', program: remoteProgram, number: 387, stream: 'none', highPriority: false,
  writeArgs: writeDomainMigrateGetMaxDowntimeArgs, readRet: readDomainMigrateGetMaxDowntimeRet,
};
export const domainManagedSaveGetXmlDesc: Procedure<DomainManagedSaveGetXmlDescArgs, DomainManagedSaveGetXmlDescRet> = {
  name: 'domainManagedSaveGetXmlDesc', program: remoteProgram, number: 388, stream: 'none', highPriority: false,
  writeArgs: writeDomainManagedSaveGetXmlDescArgs, readRet: readDomainManagedSaveGetXmlDescRet,
};
export const domainManagedSaveDefineXml: Procedure<DomainManagedSaveDefineXmlArgs, undefined> = {
  name: 'domainManagedSaveDefineXml', program: remoteProgram, number: 389, stream: 'none', highPriority: false,
  writeArgs: writeDomainManagedSaveDefineXmlArgs, readRet: readNothing,
};
export const domainSetLifecycleAction: Procedure<DomainSetLifecycleActionArgs, undefined> = {
  name: 'domainSetLifecycleAction', program: remoteProgram, number: 390, stream: 'none', highPriority: false,
  writeArgs: writeDomainSetLifecycleActionArgs, readRet: readNothing,
};
export const storagePoolLookupByTargetPath: Procedure<StoragePoolLookupByTargetPathArgs, StoragePoolLookupByTargetPathRet> = {
  name: 'storagePoolLookupByTargetPath', program: remoteProgram, number: 391, stream: 'none', highPriority: true,
  writeArgs: writeStoragePoolLookupByTargetPathArgs, readRet: readStoragePoolLookupByTargetPathRet,
};
export const domainDetachDeviceAlias: Procedure<DomainDetachDeviceAliasArgs, undefined> = {
  name: 'domainDetachDeviceAlias', program: remoteProgram, number: 392, stream: 'none', highPriority: false,
  writeArgs: writeDomainDetachDeviceAliasArgs, readRet: readNothing,
};
export const connectCompareHypervisorCpu: Procedure<ConnectCompareHypervisorCpuArgs, ConnectCompareHypervisorCpuRet> = {
  name: 'connectCompareHypervisorCpu', program: remoteProgram, number: 393, stream: 'none', highPriority: false,
  writeArgs: writeConnectCompareHypervisorCpuArgs, readRet: readConnectCompareHypervisorCpuRet,
};
export const connectBaselineHypervisorCpu: Procedure<ConnectBaselineHypervisorCpuArgs, ConnectBaselineHypervisorCpuRet> = {
  name: 'connectBaselineHypervisorCpu', program: remoteProgram, number: 394, stream: 'none', highPriority: false,
  writeArgs: writeConnectBaselineHypervisorCpuArgs, readRet: readConnectBaselineHypervisorCpuRet,
};
export const nodeGetSevInfo: Procedure<NodeGetSevInfoArgs, NodeGetSevInfoRet> = {
  name: 'nodeGetSevInfo', program: remoteProgram, number: 395, stream: 'none', highPriority: false,
  writeArgs: writeNodeGetSevInfoArgs, readRet: readNodeGetSevInfoRet,
};
export const domainGetLaunchSecurityInfo: Procedure<DomainGetLaunchSecurityInfoArgs, DomainGetLaunchSecurityInfoRet> = {
  name: 'domainGetLaunchSecurityInfo', program: remoteProgram, number: 396, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetLaunchSecurityInfoArgs, readRet: readDomainGetLaunchSecurityInfoRet,
};
export const nwfilterBindingLookupByPortDev: Procedure<NwfilterBindingLookupByPortDevArgs, NwfilterBindingLookupByPortDevRet> = {
  name: 'nwfilterBindingLookupByPortDev', program: remoteProgram, number: 397, stream: 'none', highPriority: true,
  writeArgs: writeNwfilterBindingLookupByPortDevArgs, readRet: readNwfilterBindingLookupByPortDevRet,
};
export const nwfilterBindingGetXmlDesc: Procedure<NwfilterBindingGetXmlDescArgs, NwfilterBindingGetXmlDescRet> = {
  name: 'nwfilterBindingGetXmlDesc', program: remoteProgram, number: 398, stream: 'none', highPriority: true,
  writeArgs: writeNwfilterBindingGetXmlDescArgs, readRet: readNwfilterBindingGetXmlDescRet,
};
export const nwfilterBindingCreateXml: Procedure<NwfilterBindingCreateXmlArgs, NwfilterBindingCreateXmlRet> = {
  name: 'nwfilterBindingCreateXml', program: remoteProgram, number: 399, stream: 'none', highPriority: true,
  writeArgs: writeNwfilterBindingCreateXmlArgs, readRet: readNwfilterBindingCreateXmlRet,
};
export const nwfilterBindingDelete: Procedure<NwfilterBindingDeleteArgs, undefined> = {
  name: 'nwfilterBindingDelete', program: remoteProgram, number: 400, stream: 'none', highPriority: true,
  writeArgs: writeNwfilterBindingDeleteArgs, readRet: readNothing,
};
export const connectListAllNwfilterBindings: Procedure<ConnectListAllNwfilterBindingsArgs, ConnectListAllNwfilterBindingsRet> = {
  name: 'connectListAllNwfilterBindings', program: remoteProgram, number: 401, stream: 'none', highPriority: true,
  writeArgs: writeConnectListAllNwfilterBindingsArgs, readRet: readConnectListAllNwfilterBindingsRet,
};
export const domainSetIothreadParams: Procedure<DomainSetIothreadParamsArgs, undefined> = {
  name: 'domainSetIothreadParams', program: remoteProgram, number: 402, stream: 'none', highPriority: false,
  writeArgs: writeDomainSetIothreadParamsArgs, readRet: readNothing,
};
export const connectGetStoragePoolCapabilities: Procedure<ConnectGetStoragePoolCapabilitiesArgs, ConnectGetStoragePoolCapabilitiesRet> = {
  name: 'connectGetStoragePoolCapabilities', program: remoteProgram, number: 403, stream: 'none', highPriority: false,
  writeArgs: writeConnectGetStoragePoolCapabilitiesArgs, readRet: readConnectGetStoragePoolCapabilitiesRet,
};
export const networkListAllPorts: Procedure<NetworkListAllPortsArgs, NetworkListAllPortsRet> = {
  name: 'networkListAllPorts', program: remoteProgram, number: 404, stream: 'none', highPriority: true,
  writeArgs: writeNetworkListAllPortsArgs, readRet: readNetworkListAllPortsRet,
};
export const networkPortLookupByUuid: Procedure<NetworkPortLookupByUuidArgs, NetworkPortLookupByUuidRet> = {
  name: 'networkPortLookupByUuid', program: remoteProgram, number: 405, stream: 'none', highPriority: true,
  writeArgs: writeNetworkPortLookupByUuidArgs, readRet: readNetworkPortLookupByUuidRet,
};
export const networkPortCreateXml: Procedure<NetworkPortCreateXmlArgs, NetworkPortCreateXmlRet> = {
  name: 'networkPortCreateXml', program: remoteProgram, number: 406, stream: 'none', highPriority: false,
  writeArgs: writeNetworkPortCreateXmlArgs, readRet: readNetworkPortCreateXmlRet,
};
export const networkPortGetParameters: Procedure<NetworkPortGetParametersArgs, NetworkPortGetParametersRet> = {
  name: 'networkPortGetParameters', program: remoteProgram, number: 407, stream: 'none', highPriority: false,
  writeArgs: writeNetworkPortGetParametersArgs, readRet: readNetworkPortGetParametersRet,
};
export const networkPortSetParameters: Procedure<NetworkPortSetParametersArgs, undefined> = {
  name: 'networkPortSetParameters', program: remoteProgram, number: 408, stream: 'none', highPriority: false,
  writeArgs: writeNetworkPortSetParametersArgs, readRet: readNothing,
};
export const networkPortGetXmlDesc: Procedure<NetworkPortGetXmlDescArgs, NetworkPortGetXmlDescRet> = {
  name: 'networkPortGetXmlDesc', program: remoteProgram, number: 409, stream: 'none', highPriority: false,
  writeArgs: writeNetworkPortGetXmlDescArgs, readRet: readNetworkPortGetXmlDescRet,
};
export const networkPortDelete: Procedure<NetworkPortDeleteArgs, undefined> = {
  name: 'networkPortDelete', program: remoteProgram, number: 410, stream: 'none', highPriority: false,
  writeArgs: writeNetworkPortDeleteArgs, readRet: readNothing,
};
export const domainCheckpointCreateXml: Procedure<DomainCheckpointCreateXmlArgs, DomainCheckpointCreateXmlRet> = {
  name: 'domainCheckpointCreateXml', program: remoteProgram, number: 411, stream: 'none', highPriority: false,
  writeArgs: writeDomainCheckpointCreateXmlArgs, readRet: readDomainCheckpointCreateXmlRet,
};
export const domainCheckpointGetXmlDesc: Procedure<DomainCheckpointGetXmlDescArgs, DomainCheckpointGetXmlDescRet> = {
  name: 'domainCheckpointGetXmlDesc', program: remoteProgram, number: 412, stream: 'none', highPriority: false,
  writeArgs: writeDomainCheckpointGetXmlDescArgs, readRet: readDomainCheckpointGetXmlDescRet,
};
export const domainListAllCheckpoints: Procedure<DomainListAllCheckpointsArgs, DomainListAllCheckpointsRet> = {
  name: 'domainListAllCheckpoints', program: remoteProgram, number: 413, stream: 'none', highPriority: true,
  writeArgs: writeDomainListAllCheckpointsArgs, readRet: readDomainListAllCheckpointsRet,
};
export const domainCheckpointListAllChildren: Procedure<DomainCheckpointListAllChildrenArgs, DomainCheckpointListAllChildrenRet> = {
  name: 'domainCheckpointListAllChildren', program: remoteProgram, number: 414, stream: 'none', highPriority: true,
  writeArgs: writeDomainCheckpointListAllChildrenArgs, readRet: readDomainCheckpointListAllChildrenRet,
};
export const domainCheckpointLookupByName: Procedure<DomainCheckpointLookupByNameArgs, DomainCheckpointLookupByNameRet> = {
  name: 'domainCheckpointLookupByName', program: remoteProgram, number: 415, stream: 'none', highPriority: true,
  writeArgs: writeDomainCheckpointLookupByNameArgs, readRet: readDomainCheckpointLookupByNameRet,
};
export const domainCheckpointGetParent: Procedure<DomainCheckpointGetParentArgs, DomainCheckpointGetParentRet> = {
  name: 'domainCheckpointGetParent', program: remoteProgram, number: 416, stream: 'none', highPriority: true,
  writeArgs: writeDomainCheckpointGetParentArgs, readRet: readDomainCheckpointGetParentRet,
};
export const domainCheckpointDelete: Procedure<DomainCheckpointDeleteArgs, undefined> = {
  name: 'domainCheckpointDelete', program: remoteProgram, number: 417, stream: 'none', highPriority: false,
  writeArgs: writeDomainCheckpointDeleteArgs, readRet: readNothing,
};
export const domainGetGuestInfo: Procedure<DomainGetGuestInfoArgs, DomainGetGuestInfoRet> = {
  name: 'domainGetGuestInfo', program: remoteProgram, number: 418, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetGuestInfoArgs, readRet: readDomainGetGuestInfoRet,
};
export const connectSetIdentity: Procedure<ConnectSetIdentityArgs, undefined> = {
  name: 'connectSetIdentity', program: remoteProgram, number: 419, stream: 'none', highPriority: false,
  writeArgs: writeConnectSetIdentityArgs, readRet: readNothing,
};
export const domainAgentSetResponseTimeout: Procedure<DomainAgentSetResponseTimeoutArgs, DomainAgentSetResponseTimeoutRet> = {
  name: 'domainAgentSetResponseTimeout', program: remoteProgram, number: 420, stream: 'none', highPriority: false,
  writeArgs: writeDomainAgentSetResponseTimeoutArgs, readRet: readDomainAgentSetResponseTimeoutRet,
};
export const domainBackupBegin: Procedure<DomainBackupBeginArgs, undefined> = {
  name: 'domainBackupBegin', program: remoteProgram, number: 421, stream: 'none', highPriority: false,
  writeArgs: writeDomainBackupBeginArgs, readRet: readNothing,
};
export const domainBackupGetXmlDesc: Procedure<DomainBackupGetXmlDescArgs, DomainBackupGetXmlDescRet> = {
  name: 'domainBackupGetXmlDesc', program: remoteProgram, number: 422, stream: 'none', highPriority: true,
  writeArgs: writeDomainBackupGetXmlDescArgs, readRet: readDomainBackupGetXmlDescRet,
};
export const domainAuthorizedSshKeysGet: Procedure<DomainAuthorizedSshKeysGetArgs, DomainAuthorizedSshKeysGetRet> = {
  name: 'domainAuthorizedSshKeysGet', program: remoteProgram, number: 424, stream: 'none', highPriority: false,
  writeArgs: writeDomainAuthorizedSshKeysGetArgs, readRet: readDomainAuthorizedSshKeysGetRet,
};
export const domainAuthorizedSshKeysSet: Procedure<DomainAuthorizedSshKeysSetArgs, undefined> = {
  name: 'domainAuthorizedSshKeysSet', program: remoteProgram, number: 425, stream: 'none', highPriority: false,
  writeArgs: writeDomainAuthorizedSshKeysSetArgs, readRet: readNothing,
};
export const domainGetMessages: Procedure<DomainGetMessagesArgs, DomainGetMessagesRet> = {
  name: 'domainGetMessages', program: remoteProgram, number: 426, stream: 'none', highPriority: false,
  writeArgs: writeDomainGetMessagesArgs, readRet: readDomainGetMessagesRet,
};
export const domainStartDirtyRateCalc: Procedure<DomainStartDirtyRateCalcArgs, undefined> = {
  name: 'domainStartDirtyRateCalc', program: remoteProgram, number: 427, stream: 'none', highPriority: false,
  writeArgs: writeDomainStartDirtyRateCalcArgs, readRet: readNothing,
};
export const nodeDeviceDefineXml: Procedure<NodeDeviceDefineXmlArgs, NodeDeviceDefineXmlRet> = {
  name: 'nodeDeviceDefineXml', program: remoteProgram, number: 428, stream: 'none', highPriority: false,
  writeArgs: writeNodeDeviceDefineXmlArgs, readRet: readNodeDeviceDefineXmlRet,
};
export const nodeDeviceUndefine: Procedure<NodeDeviceUndefineArgs, undefined> = {
  name: 'nodeDeviceUndefine', program: remoteProgram, number: 429, stream: 'none', highPriority: true,
  writeArgs: writeNodeDeviceUndefineArgs, readRet: readNothing,
};
export const nodeDeviceCreate: Procedure<NodeDeviceCreateArgs, undefined> = {
  name: 'nodeDeviceCreate', program: remoteProgram, number: 430, stream: 'none', highPriority: true,
  writeArgs: writeNodeDeviceCreateArgs, readRet: readNothing,
};
export const nwfilterDefineXmlFlags: Procedure<NwfilterDefineXmlFlagsArgs, NwfilterDefineXmlFlagsRet> = {
  name: 'nwfilterDefineXmlFlags', program: remoteProgram, number: 431, stream: 'none', highPriority: true,
  writeArgs: writeNwfilterDefineXmlFlagsArgs, readRet: readNwfilterDefineXmlFlagsRet,
};
export const networkDefineXmlFlags: Procedure<NetworkDefineXmlFlagsArgs, NetworkDefineXmlFlagsRet> = {
  name: 'networkDefineXmlFlags', program: remoteProgram, number: 432, stream: 'none', highPriority: true,
  writeArgs: writeNetworkDefineXmlFlagsArgs, readRet: readNetworkDefineXmlFlagsRet,
};
export const nodeDeviceGetAutostart: Procedure<NodeDeviceGetAutostartArgs, NodeDeviceGetAutostartRet> = {
  name: 'nodeDeviceGetAutostart', program: remoteProgram, number: 433, stream: 'none', highPriority: true,
  writeArgs: writeNodeDeviceGetAutostartArgs, readRet: readNodeDeviceGetAutostartRet,
};
export const nodeDeviceSetAutostart: Procedure<NodeDeviceSetAutostartArgs, undefined> = {
  name: 'nodeDeviceSetAutostart', program: remoteProgram, number: 434, stream: 'none', highPriority: true,
  writeArgs: writeNodeDeviceSetAutostartArgs, readRet: readNothing,
};
export const nodeDeviceIsPersistent: Procedure<NodeDeviceIsPersistentArgs, NodeDeviceIsPersistentRet> = {
  name: 'nodeDeviceIsPersistent', program: remoteProgram, number: 435, stream: 'none', highPriority: true,
  writeArgs: writeNodeDeviceIsPersistentArgs, readRet: readNodeDeviceIsPersistentRet,
};
export const nodeDeviceIsActive: Procedure<NodeDeviceIsActiveArgs, NodeDeviceIsActiveRet> = {
  name: 'nodeDeviceIsActive', program: remoteProgram, number: 436, stream: 'none', highPriority: true,
  writeArgs: writeNodeDeviceIsActiveArgs, readRet: readNodeDeviceIsActiveRet,
};
export const networkCreateXmlFlags: Procedure<NetworkCreateXmlFlagsArgs, NetworkCreateXmlFlagsRet> = {
  name: 'networkCreateXmlFlags', program: remoteProgram, number: 437, stream: 'none', highPriority: true,
  writeArgs: writeNetworkCreateXmlFlagsArgs, readRet: readNetworkCreateXmlFlagsRet,
};
export const domainSetLaunchSecurityState: Procedure<DomainSetLaunchSecurityStateArgs, undefined> = {
  name: 'domainSetLaunchSecurityState', program: remoteProgram, number: 439, stream: 'none', highPriority: false,
  writeArgs: writeDomainSetLaunchSecurityStateArgs, readRet: readNothing,
};
export const domainSaveParams: Procedure<DomainSaveParamsArgs, undefined> = {
  name: 'domainSaveParams', program: remoteProgram, number: 440, stream: 'none', highPriority: false,
  writeArgs: writeDomainSaveParamsArgs, readRet: readNothing,
};
export const domainRestoreParams: Procedure<DomainRestoreParamsArgs, undefined> = {
  name: 'domainRestoreParams', program: remoteProgram, number: 441, stream: 'none', highPriority: false,
  writeArgs: writeDomainRestoreParamsArgs, readRet: readNothing,
};
export const domainAbortJobFlags: Procedure<DomainAbortJobFlagsArgs, undefined> = {
  name: 'domainAbortJobFlags', program: remoteProgram, number: 442, stream: 'none', highPriority: false,
  writeArgs: writeDomainAbortJobFlagsArgs, readRet: readNothing,
};
export const domainFdAssociate: Procedure<DomainFdAssociateArgs, undefined> = {
  name: 'domainFdAssociate', program: remoteProgram, number: 443, stream: 'none', highPriority: false,
  writeArgs: writeDomainFdAssociateArgs, readRet: readNothing,
};
