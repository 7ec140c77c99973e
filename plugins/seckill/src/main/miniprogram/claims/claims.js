const sales = require('../sales');

const { i18n, page, platform } = getApp().mall;

/** What the member has got hold of and not paid yet; the reminder to pay leads here. */
Page(
  page('seckill', {
    data: { claims: [] },

    onShow() {
      this.load();
    },

    load() {
      return this.loaded(sales.open(), (claims) => ({ claims }));
    },

    find(event) {
      return this.data.claims.find((claim) => claim.id === event.currentTarget.dataset.id);
    },

    goOn(event) {
      const claim = this.find(event);
      if (claim.used) {
        platform.open('/pages/cashier/cashier?id=' + claim.order);
      } else {
        sales.order(claim);
      }
    },

    giveBack(event) {
      const claim = this.find(event);
      const words = i18n.words('seckill');
      platform
        .ask({ title: words.askGiveBack, yes: words.giveBack, no: words.keep })
        .then((yes) => (yes ? sales.giveBack(claim.id).then(() => this.load()) : undefined))
        .catch((problem) => platform.toast(problem.message));
    },

    sales() {
      platform.open('/packages/seckill/list/list');
    },

    onPullDownRefresh() {
      this.load();
    },
  }),
);
