/**
 * What every page and component has in common: words in the shopper's language, a title, tracking,
 * and a kind sentence when something fails.
 */
const i18n = require('../i18n/index');
const platform = require('./platform');
const track = require('./track');
const clock = require('./clock');
const tabs = require('./tabs');

/** How a failure is shown: what happened, and a way on. */
function failure(problem) {
  const words = i18n.words('state');
  if (problem && problem.status === 0) {
    return { art: 'offline', title: words.offline, text: words.offlineText, action: words.retry };
  }
  if (problem && problem.status === 404) {
    return { art: 'gone', title: words.gone, text: words.goneText, action: words.home, home: true };
  }
  if (problem && (problem.code === 'tenant.closed' || problem.code === 'tenant.suspended')) {
    return { art: 'closed', title: words.closed, text: words.closedText };
  }
  return {
    art: 'failed',
    title: words.failed,
    text: (problem && problem.status && problem.message) || words.failedText,
    action: words.retry,
  };
}

/**
 * A page: `Page(page('cart', { … }))`.
 *
 * Data gains `t` (the section's words), `c` (common words), `state` (`loading`, `ready`,
 * `failed`) and `failure`. Methods gain `loaded(promise, then)` and `open` for `data-url`.
 *
 * @param {string} section of the words; also the page's name in tracking
 * @returns {any}
 */
function page(section, definition) {
  let shownAt = 0;
  let language = '';
  return Object.assign({}, definition, {
    data: Object.assign(
      { t: i18n.words(section), c: i18n.words('common'), state: 'loading', failure: null },
      definition.data,
    ),

    speak() {
      language = i18n.language();
      const words = i18n.words(section);
      this.setData({ t: words, c: i18n.words('common') });
      if (words.title) {
        platform.title(words.title);
      }
    },

    onLoad(query) {
      const decoded = {};
      Object.keys(query || {}).forEach((key) => {
        try {
          decoded[key] = decodeURIComponent(query[key]);
        } catch (raw) {
          decoded[key] = query[key];
        }
      });
      this.speak();
      track.event('page_view', { page: section, query: decoded.id || decoded.q || decoded.name });
      if (definition.onLoad) {
        definition.onLoad.call(this, decoded);
      }
    },

    onShow() {
      shownAt = clock.now();
      if (language !== i18n.language()) {
        this.speak();
        if (this.load) {
          this.load();
        }
      }
      if (tabs.has(this.route)) {
        tabs.speak();
      }
      if (definition.onShow) {
        definition.onShow.call(this);
      }
    },

    onHide() {
      track.event('page_leave', { page: section, dwell: clock.now() - shownAt });
      if (definition.onHide) {
        definition.onHide.call(this);
      }
    },

    onUnload() {
      track.event('page_leave', { page: section, dwell: clock.now() - shownAt });
      if (definition.onUnload) {
        definition.onUnload.call(this);
      }
    },

    /** Shows what the promise brings, or why it failed. Answers to an older question are dropped. */
    loaded(promise, then) {
      const turn = (this.turn || 0) + 1;
      this.turn = turn;
      return promise.then(
        (answer) => {
          platform.refreshed();
          if (this.turn === turn) {
            const data = then(answer) || {};
            this.setData(Object.assign({ state: 'ready', failure: null }, data));
          }
        },
        (problem) => {
          platform.refreshed();
          if (this.turn === turn && this.data.state !== 'ready') {
            this.setData({ state: 'failed', failure: failure(problem) });
          } else if (this.turn === turn) {
            platform.toast(problem.message);
          }
        },
      );
    },

    retry() {
      if (this.data.failure && this.data.failure.home) {
        platform.redirect('/pages/home/home');
        return;
      }
      this.setData({ state: 'loading', failure: null });
      this.load();
    },

    open(event) {
      const target = event.currentTarget.dataset.url;
      if (target) {
        platform.open(target);
      }
    },
  });
}

/**
 * A component with words: `Component(component('card', { … }))`. Its data gains `t` and `c`.
 *
 * @returns {any}
 */
function component(section, definition) {
  const lifetimes = definition.lifetimes || {};
  return Object.assign({}, definition, {
    options: Object.assign({ styleIsolation: 'isolated', multipleSlots: true }, definition.options),
    data: Object.assign(
      { t: i18n.words(section), c: i18n.words('common') },
      definition.data,
    ),
    lifetimes: Object.assign({}, lifetimes, {
      attached() {
        this.setData({ t: i18n.words(section), c: i18n.words('common') });
        if (lifetimes.attached) {
          lifetimes.attached.call(this);
        }
      },
    }),
  });
}

module.exports = { page, component, failure };
