import { call } from './call.js'

const settled = () => undefined

/** From page to page. */
export function routes({ shell }) {
  return {
    navigateTo: call('navigateTo', (o) => {
      if (shell.isTab(pathOf(o.url))) throw new Error('can not navigateTo a tabbar page')
      return shell.push(o.url).then(settled)
    }),
    redirectTo: call('redirectTo', (o) => {
      if (shell.isTab(pathOf(o.url))) throw new Error('can not redirectTo a tabbar page')
      return shell.redirect(o.url).then(settled)
    }),
    reLaunch: call('reLaunch', (o) => shell.relaunch(o.url).then(settled)),
    switchTab: call('switchTab', (o) => shell.switchTab(o.url).then(settled)),
    navigateBack: call('navigateBack', (o) => shell.back(o.delta).then(settled)),
    setNavigationBarTitle: call('setNavigationBarTitle', (o) => shell.setChrome({ navigationBarTitleText: o.title })),
    setNavigationBarColor: call('setNavigationBarColor', (o) =>
      shell.setChrome({ navigationBarBackgroundColor: o.backgroundColor, navigationBarTextStyle: o.frontColor === '#ffffff' ? 'white' : 'black' }),
    ),
    showNavigationBarLoading: call('showNavigationBarLoading', () => void (shell.spinner.hidden = false)),
    hideNavigationBarLoading: call('hideNavigationBarLoading', () => void (shell.spinner.hidden = true)),
    hideHomeButton: call('hideHomeButton', () => void (shell.backButton.hidden = true)),
    setBackgroundColor: call('setBackgroundColor', (o) => shell.setChrome({ backgroundColor: o.backgroundColor })),
    setBackgroundTextStyle: call('setBackgroundTextStyle', settled),
    setTabBarBadge: call('setTabBarBadge', (o) => tab(shell, o.index, () => shell.setBadge(o.index, String(o.text)))),
    removeTabBarBadge: call('removeTabBarBadge', (o) => tab(shell, o.index, () => shell.setBadge(o.index))),
    showTabBarRedDot: call('showTabBarRedDot', (o) => tab(shell, o.index, () => shell.setBadge(o.index, ''))),
    hideTabBarRedDot: call('hideTabBarRedDot', (o) => tab(shell, o.index, () => shell.setBadge(o.index))),
    setTabBarItem: call('setTabBarItem', (o) => {
      const { text, iconPath, selectedIconPath } = o
      tab(shell, o.index, () => shell.setTab(o.index, JSON.parse(JSON.stringify({ text, iconPath, selectedIconPath }))))
    }),
    setTabBarStyle: call('setTabBarStyle', (o) => {
      const { color, selectedColor, backgroundColor } = o
      Object.assign(shell.boot.app.tabBar || {}, JSON.parse(JSON.stringify({ color, selectedColor, backgroundColor })))
      shell.redress()
    }),
    showTabBar: call('showTabBar', () => shell.showTabs(true)),
    hideTabBar: call('hideTabBar', () => shell.showTabs(false)),
    startPullDownRefresh: call('startPullDownRefresh', () => shell.refresh()),
    stopPullDownRefresh: call('stopPullDownRefresh', () => shell.refreshed()),
    pageScrollTo: call('pageScrollTo', (o) => shell.scrollTo(o)),
    preloadSubpackage: call('preloadSubpackage', settled),
    loadSubpackage: call('loadSubpackage', settled),
  }
}

function pathOf(url) {
  return url.split('?')[0].replace(/^\//, '')
}

function tab(shell, index, act) {
  if (!shell.tabs[index]) throw new Error('tabbar item not found')
  act()
}
