const { api, clock, component, i18n, platform } = getApp().mall;

i18n.add('seckillRibbon', {
  'zh-CN': { price: '秒杀价', go: '去抢购', start: '距开始', end: '距结束' },
  en: { price: 'Flash price', go: 'See the sale', start: 'Starts in', end: 'Ends in' },
});

/** Says on a product's page that it is in a flash sale. Context: `product`. */
Component(
  component('seckillRibbon', {
    properties: { context: { type: Object, value: {} } },
    data: { sale: null, item: null, live: false },
    observers: {
      context() {
        this.load();
      },
    },
    methods: {
      load() {
        const product = this.data.context.product;
        if (!product) {
          return;
        }
        api
          .plugin('seckill')
          .get('/sales')
          .then((answer) => {
            clock.heard(answer.serverTime);
            this.setData(this.found(answer.slots, product));
          })
          .catch(() => this.setData({ sale: null }));
      },
      /** The running sale comes before one that is only announced. */
      found(slots, product) {
        let best = { sale: null, item: null, live: false };
        slots.forEach((slot) =>
          slot.sales.forEach((sale) => {
            const item = sale.items.find((one) => one.product === product && one.left !== 'NONE');
            const live = sale.stage === 'LIVE';
            if (item && (!best.sale || (live && !best.live))) {
              best = { sale, item, live };
            }
          }),
        );
        return best;
      },
      go() {
        platform.open(
          '/packages/seckill/detail/detail?id=' + this.data.sale.id + '&sku=' + this.data.item.sku,
        );
      },
    },
  }),
);
