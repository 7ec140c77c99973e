const api = require('../../utils/api');
const platform = require('../../utils/platform');
const rich = require('../../utils/rich');
const track = require('../../utils/track');
const i18n = require('../../i18n/index');
const { page } = require('../../utils/page');

Page(
  page('privacy', {
    data: { title: '', html: '', agreed: undefined },

    onLoad() {
      this.load();
    },

    load() {
      return this.loaded(api.privacy(), (notice) => ({
        title: notice.title,
        html: rich.text(notice.body),
        agreed: track.agreed(),
      }));
    },

    decide(yes) {
      track.agree(yes);
      this.setData({ agreed: yes });
      platform.toast(i18n.words('privacy').saved);
    },

    yes() {
      this.decide(true);
    },

    no() {
      this.decide(false);
    },
  }),
);
