const sales = require('../sales');

const { api, i18n, page, platform, track } = getApp().mall;

const LATER = ['seckill.busy', 'offline', 'server.busy'];

Page(
  page('seckill', {
    data: {
      sale: null,
      items: [],
      item: {},
      sku: '',
      quantity: 1,
      busy: false,
      reminded: false,
      held: null,
      trouble: '',
    },

    onLoad(query) {
      this.id = query.id;
      this.setData({ sku: query.sku || '' });
      this.key = api.random();
      track.event('activity_step', { plugin: 'seckill', activity: this.id, step: 'view' });
    },

    onShow() {
      this.load();
    },

    load() {
      return this.loaded(
        Promise.all([sales.sale(this.id), sales.held(this.id).catch(() => [])]),
        ([answer, held]) => {
          const sale = answer.sale;
          const items = sale.items.map((item) => sales.shown(sale, item));
          const item = items.find((one) => one.sku === this.data.sku) || items[0] || {};
          this.share = answer.share;
          return { sale, items, item, sku: item.sku, held: held[0] || null };
        },
      );
    },

    pick(event) {
      const sku = event.currentTarget.dataset.sku;
      this.key = api.random();
      this.setData({ sku, item: this.data.items.find((one) => one.sku === sku), trouble: '' });
    },

    count(event) {
      this.key = api.random();
      this.setData({ quantity: event.detail.value });
    },

    grab() {
      const { busy, item, quantity } = this.data;
      if (busy || item.left === 'NONE') {
        return;
      }
      this.setData({ busy: true, trouble: '' });
      track.event('activity_step', { plugin: 'seckill', activity: this.id, step: 'claim' });
      sales.claim(this.id, item.sku, quantity, this.key).then(
        (claimed) => {
          this.key = api.random();
          this.setData({ busy: false, held: claimed });
          track.event('activity_step', { plugin: 'seckill', activity: this.id, step: 'claimed' });
          sales.order(claimed);
        },
        (problem) => {
          // whether a claim came about is open: the same key finds it; a refusal is final
          if (LATER.indexOf(problem.code) < 0 && problem.status < 500 && problem.status !== 0) {
            this.key = api.random();
          }
          this.setData({ busy: false, trouble: problem.message });
          this.load();
        },
      );
    },

    goOn() {
      sales.order(this.data.held);
    },

    remind() {
      if (this.data.reminded) {
        return;
      }
      const words = i18n.words('seckill');
      platform.subscribe(sales.MESSAGES).then((accepted) => {
        if (accepted.indexOf(sales.MESSAGES[0]) < 0) {
          platform.toast(words.remindNo);
          return;
        }
        sales.remind(this.id, accepted).then(
          () => {
            this.setData({ reminded: true });
            platform.toast(words.remindDone);
            track.event('activity_step', { plugin: 'seckill', activity: this.id, step: 'remind' });
          },
          (problem) => {
            platform.toast(problem.message);
            this.load();
          },
        );
      });
    },

    usual() {
      platform.open('/pages/product/product?id=' + this.data.item.product + '&from=seckill');
    },

    onPullDownRefresh() {
      this.load();
    },

    onShareAppMessage() {
      track.event('share', { page: 'seckill', subject: this.id });
      const share = this.share || {};
      return {
        title: i18n.say('seckill', 'share', share.title || ''),
        path: '/packages/seckill/detail/detail?id=' + this.id,
        imageUrl: platform.picture(share.picture, 600),
      };
    },
  }),
);
