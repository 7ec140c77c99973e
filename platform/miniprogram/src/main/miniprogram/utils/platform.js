/**
 * The one place that speaks to `wx`. Everything else in the shop goes through here, so that
 * another host (browser, Alipay, Douyin) needs one file of its own.
 */
const config = require('../config');

const DEEPEST = 9;

function tabPaths() {
  const bar = config.tabBar;
  return ((bar && bar.list) || []).map((tab) => '/' + tab.pagePath);
}

function isTab(url) {
  return tabPaths().indexOf(url.split('?')[0]) >= 0;
}

/** Opens a page, whichever way the host wants it opened. */
function open(url) {
  if (isTab(url)) {
    wx.switchTab({ url: url.split('?')[0] });
  } else if (getCurrentPages().length >= DEEPEST) {
    wx.redirectTo({ url });
  } else {
    wx.navigateTo({ url });
  }
}

function redirect(url) {
  if (isTab(url)) {
    wx.switchTab({ url: url.split('?')[0] });
  } else {
    wx.redirectTo({ url });
  }
}

/** Back to the page before, or home when this is the first one. */
function back() {
  if (getCurrentPages().length > 1) {
    wx.navigateBack({ delta: 1 });
  } else {
    wx.switchTab({ url: '/pages/home/home' });
  }
}

/** @returns {Promise<{status: number, text: string, headers: any}>} fails only without an answer */
function request(options) {
  return new Promise((resolve, reject) => {
    wx.request({
      url: options.url,
      method: options.method,
      header: options.headers,
      data: options.body,
      dataType: '其他',
      responseType: 'text',
      timeout: 15000,
      success: (answer) =>
        resolve({
          status: answer.statusCode,
          text: typeof answer.data === 'string' ? answer.data : JSON.stringify(answer.data),
          headers: answer.header || {},
        }),
      fail: reject,
    });
  });
}

function read(key) {
  try {
    const value = wx.getStorageSync(storageKey(key));
    return value === '' ? undefined : value;
  } catch (gone) {
    return undefined;
  }
}

/** Storage may be full or refused; nothing that the shop keeps there is dear. */
function write(key, value) {
  try {
    if (value === undefined) {
      wx.removeStorageSync(storageKey(key));
    } else {
      wx.setStorageSync(storageKey(key), value);
    }
  } catch (full) {
    return false;
  }
  return true;
}

function storageKey(key) {
  return config.shop + ':' + key;
}

/** What the host gives to sign in with. @returns {Promise<string>} */
function signInCode() {
  return new Promise((resolve, reject) => {
    wx.login({ success: (answer) => resolve(answer.code), fail: reject });
  });
}

function toast(title) {
  wx.showToast({ title, icon: 'none', duration: 2200 });
}

/** @returns {Promise<boolean>} whether the shopper said yes */
function ask(question) {
  return new Promise((resolve) => {
    wx.showModal({
      title: question.title,
      content: question.text || '',
      confirmText: question.yes,
      cancelText: question.no,
      success: (answer) => resolve(!!answer.confirm),
      fail: () => resolve(false),
    });
  });
}

/** @returns {Promise<number>} index of the choice, -1 for none */
function choose(items) {
  return new Promise((resolve) => {
    wx.showActionSheet({
      itemList: items,
      success: (answer) => resolve(answer.tapIndex),
      fail: () => resolve(-1),
    });
  });
}

function title(text) {
  wx.setNavigationBarTitle({ title: text });
}

/** Number on the tab of a page; none for 0. */
function badge(path, count) {
  const index = tabPaths().indexOf(path);
  if (index < 0) {
    return;
  }
  const fail = () => {};
  if (count > 0) {
    wx.setTabBarBadge({ index, text: count > 99 ? '99+' : String(count), fail });
  } else {
    wx.removeTabBarBadge({ index, fail });
  }
}

function tabText(index, text) {
  wx.setTabBarItem({ index, text, fail: () => {} });
}

/** @returns {Promise<'paid' | 'cancelled' | 'failed'>} what the payment sheet says; the order decides */
function pay(params) {
  return new Promise((resolve) => {
    const order = {
      timeStamp: params.timeStamp,
      nonceStr: params.nonceStr,
      package: params.package,
      signType: params.signType,
      paySign: params.paySign,
      success: () => resolve('paid'),
      fail: (failure) =>
        resolve(/cancel/.test((failure && failure.errMsg) || '') ? 'cancelled' : 'failed'),
    };
    wx.requestPayment(/** @type {any} */ (order));
  });
}

/** Asks for messages. @returns {Promise<string[]>} the templates that were accepted */
function subscribe(templates) {
  return new Promise((resolve) => {
    if (!templates.length) {
      resolve([]);
      return;
    }
    wx.requestSubscribeMessage({
      tmplIds: templates,
      success: (answer) => resolve(templates.filter((id) => answer[id] === 'accept')),
      fail: () => resolve([]),
    });
  });
}

function preview(urls, current) {
  wx.previewImage({ urls, current: urls[current] });
}

function copy(text, done) {
  wx.setClipboardData({ data: text, success: () => done && toast(done) });
}

function call(phoneNumber) {
  wx.makePhoneCall({ phoneNumber, fail: () => {} });
}

function toTop() {
  wx.pageScrollTo({ scrollTop: 0, duration: 300 });
}

function refreshed() {
  wx.stopPullDownRefresh();
}

/** The shopper's own address from the host, where the host has such a thing. */
function canChooseAddress() {
  return !!wx.chooseAddress && config.api !== '';
}

/** @returns {Promise<any>} */
function chooseAddress() {
  return new Promise((resolve) => {
    wx.chooseAddress({ success: resolve, fail: () => resolve(undefined) });
  });
}

/** An address of a picture that the host can load: absolute, and no wider than it is shown. */
function picture(url, width) {
  if (!url || !/^\/media\//.test(url)) {
    return url || '';
  }
  return (config.api || '') + url + (width && url.indexOf('?') < 0 ? '?w=' + width : '');
}

module.exports = {
  open,
  redirect,
  back,
  request,
  read,
  write,
  signInCode,
  toast,
  ask,
  choose,
  title,
  badge,
  tabText,
  pay,
  subscribe,
  preview,
  copy,
  call,
  toTop,
  refreshed,
  canChooseAddress,
  chooseAddress,
  picture,
};
