import { call } from './call.js'

const nothing = () => undefined

/** What the frame and the browser say of themselves. */
export function device({ shell, boot }) {
  const frame = () => {
    const width = shell.frame.clientWidth
    const height = shell.frame.clientHeight
    return {
      pixelRatio: window.devicePixelRatio, screenWidth: width, screenHeight: height, windowWidth: width, windowHeight: shell.view.clientHeight || height,
      statusBarHeight: 0, screenTop: 0, safeArea: { top: 0, left: 0, right: width, bottom: height, width, height },
    }
  }
  const base = () => ({ SDKVersion: '3.8.0', version: '8.0.50', enableDebug: false, language: /^en/i.test(boot.language) ? 'en' : 'zh_CN', theme: 'light', fontSizeSetting: 16, host: { env: 'browser' } })
  const machine = () => ({ brand: 'browser', model: 'browser', system: 'Web', platform: 'web', benchmarkLevel: -1, abi: '' })
  const all = () => ({ ...frame(), ...base(), ...machine() })
  return {
    getSystemInfoSync: all,
    getSystemInfo: call('getSystemInfo', all),
    getSystemInfoAsync: call('getSystemInfoAsync', all),
    getWindowInfo: frame,
    getAppBaseInfo: base,
    getDeviceInfo: machine,
    getSystemSetting: () => ({ bluetoothEnabled: false, locationEnabled: true, wifiEnabled: true, deviceOrientation: 'portrait' }),
    getAppAuthorizeSetting: () => ({ cameraAuthorized: 'not determined', locationAuthorized: 'not determined', notificationAuthorized: 'not determined' }),
    getMenuButtonBoundingClientRect: () => {
      const width = shell.frame.clientWidth
      return { top: 6, left: width - 97, right: width - 10, bottom: 38, width: 87, height: 32 }
    },
    getSetting: call('getSetting', () => ({ authSetting: {}, subscriptionsSetting: { mainSwitch: true, itemSettings: {} } })),
    getPrivacySetting: call('getPrivacySetting', () => ({ needAuthorization: false, privacyContractName: '' })),
    requirePrivacyAuthorize: call('requirePrivacyAuthorize', nothing),
    onNeedPrivacyAuthorization: nothing,
    openPrivacyContract: call('openPrivacyContract', () => shell.push('/pages/privacy/privacy').then(nothing)),
    makePhoneCall: call('makePhoneCall', (o) => void (location.href = 'tel:' + encodeURIComponent(o.phoneNumber))),
    vibrateShort: call('vibrateShort', () => void (navigator.vibrate && navigator.vibrate(15))),
    vibrateLong: call('vibrateLong', () => void (navigator.vibrate && navigator.vibrate(400))),
    setKeepScreenOn: call('setKeepScreenOn', nothing),
    hideKeyboard: call('hideKeyboard', () => void (document.activeElement && document.activeElement.blur())),
    onKeyboardHeightChange: nothing,
    offKeyboardHeightChange: nothing,
    getLocation: call('getLocation', () =>
      new Promise((done, failed) => {
        if (!navigator.geolocation) failed(new Error('not available in the browser'))
        else
          navigator.geolocation.getCurrentPosition(
            ({ coords }) => done({ latitude: coords.latitude, longitude: coords.longitude, accuracy: coords.accuracy, speed: coords.speed || -1 }),
            () => failed(new Error('auth deny')),
          )
      }),
    ),
    openLocation: call('openLocation', (o) => void window.open(`https://uri.amap.com/marker?position=${+o.longitude},${+o.latitude}&name=${encodeURIComponent(o.name || '')}`, '_blank', 'noopener')),
    chooseLocation: call('chooseLocation', () => Promise.reject(new Error('not available in the browser'))),
    onThemeChange: nothing,
    offThemeChange: nothing,
    onWindowResize: (listener) => window.addEventListener('resize', () => listener({ size: frame() })),
    offWindowResize: nothing,
    onMemoryWarning: nothing,
    onUserCaptureScreen: nothing,
    offUserCaptureScreen: nothing,
    onAppShow: nothing, offAppShow: nothing, onAppHide: nothing, offAppHide: nothing, onError: nothing, offError: nothing, onUnhandledRejection: nothing, offUnhandledRejection: nothing,
    onPageNotFound: nothing, offPageNotFound: nothing,
    getPerformance: () => ({ now: () => performance.now(), createObserver: () => ({ observe: nothing, disconnect: nothing }), getEntries: () => [] }),
    reportPerformance: nothing,
    reportEvent: nothing,
    reportMonitor: nothing,
    getLogManager: () => console,
    getRealtimeLogManager: () => ({ info: console.info, warn: console.warn, error: console.error, setFilterMsg: nothing, addFilterMsg: nothing }),
    setEnableDebug: call('setEnableDebug', nothing),
    nextTick: (act) => queueMicrotask(act),
    arrayBufferToBase64: (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))),
    base64ToArrayBuffer: (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0)).buffer,
  }
}
