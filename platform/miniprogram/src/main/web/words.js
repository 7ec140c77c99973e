const ZH = {
  tabs: '导航', back: '返回', home: '首页', offline: '网络不通，请稍后再试', broken: '这个页面出错了，请返回后重试', copied: '链接已复制',
  ok: '确定', cancel: '取消', close: '关闭', previous: '上一张', next: '下一张', loading: '加载中', picture: '图片', map: '地图', notHere: '浏览器里还不能使用这项功能',
  payTitle: '模拟支付', payText: '这是演示环境，不会产生真实扣款。', pay: '确认支付', accept: '允许', refuse: '拒绝', subscribe: '允许店铺给你发送以下提醒？', play: '播放', region: '选择所在地区',
}
const EN = {
  tabs: 'Navigation', back: 'Back', home: 'Home', offline: 'No connection. Please try again.', broken: 'Something went wrong on this page. Go back and try again.', copied: 'Link copied',
  ok: 'OK', cancel: 'Cancel', close: 'Close', previous: 'Previous', next: 'Next', loading: 'Loading', picture: 'Picture', map: 'Map', notHere: 'Not available in the browser',
  payTitle: 'Sandbox payment', payText: 'This is a demo: no money will be taken.', pay: 'Pay', accept: 'Allow', refuse: 'Deny', subscribe: 'Let the shop send you these messages?', play: 'Play', region: 'Choose a region',
}

/** The frame's own words, in the language that the shopper has chosen in the shop, else the browser's. */
export function words(language) {
  const all = /^en/i.test(language || '') ? EN : ZH
  return all
}
