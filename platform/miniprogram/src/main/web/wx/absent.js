/** What exists in WeChat and cannot exist in a browser: calls fail with a message, so that pages need no special case. */
export const ABSENT = [
  'addCard', 'addPhoneCalendar', 'addPhoneContact', 'authorize', 'authorizeForMiniProgram', 'checkIsSupportSoterAuthentication', 'chooseAddress', 'chooseContact',
  'chooseInvoice', 'chooseInvoiceTitle', 'chooseLicensePlate', 'chooseMessageFile', 'createBLEConnection', 'exitMiniProgram', 'getBackgroundFetchData',
  'getBeacons', 'getBluetoothDevices', 'getChannelsLiveInfo', 'getConnectedWifi', 'getExtConfig', 'getGroupEnterInfo', 'getHCEState', 'getNFCAdapter', 'getRandomValues',
  'getShareInfo', 'getUserInfo', 'getUserProfile', 'getWeRunData', 'joinVoIPChat', 'navigateBackMiniProgram', 'navigateToMiniProgram', 'openBluetoothAdapter', 'openCard',
  'openChannelsActivity', 'openChannelsLive', 'openChannelsUserProfile', 'openCustomerServiceChat', 'openEmbeddedMiniProgram', 'openOfficialAccountArticle', 'openSetting',
  'openVideoEditor', 'requestMerchantTransfer', 'requestVirtualPayment', 'reserveChannelsLive', 'saveImageToPhotosAlbum', 'saveVideoToPhotosAlbum', 'scanCode', 'sendSms',
  'setBackgroundFetchToken', 'setScreenBrightness', 'setWifiList', 'shareFileMessage', 'shareVideoMessage', 'showRedPackage', 'startBeaconDiscovery', 'startBluetoothDevicesDiscovery',
  'startFacialRecognitionVerify', 'startGyroscope', 'startHCE', 'startLocalServiceDiscovery', 'startRecord', 'startSoterAuthentication', 'startWifi', 'updateShareMenu',
]
