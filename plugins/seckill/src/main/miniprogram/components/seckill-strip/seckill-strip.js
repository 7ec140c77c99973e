const { api, clock, component, i18n, platform, track } = getApp().mall;

i18n.add('seckillStrip', {
  'zh-CN': { title: '限时秒杀', all: '查看全部', start: '距开始', end: '距结束' },
  en: { title: 'Flash sale', all: 'See all', start: 'Starts in', end: 'Ends in' },
});

const MOST = 12;

/** The flash sale that runs, or the next one. Shows nothing when there is none. Props: `title`, `most`. */
Component(
  component('seckillStrip', {
    properties: { props: { type: Object, value: {} } },
    data: { waiting: true, items: [], live: false, until: '' },
    lifetimes: {
      attached() {
        this.load();
      },
    },
    methods: {
      load() {
        api
          .plugin('seckill')
          .get('/sales')
          .then((answer) => {
            clock.heard(answer.serverTime);
            const slot = answer.slots.find((one) => one.stage === 'LIVE') || answer.slots[0];
            this.setData(slot ? this.shown(slot) : { waiting: false, items: [] });
          })
          .catch(() => this.setData({ waiting: false, items: [] }));
      },
      shown(slot) {
        const live = slot.stage === 'LIVE';
        const items = [];
        slot.sales.forEach((sale) =>
          sale.items.forEach((item) =>
            items.push(
              Object.assign({}, item, { activity: sale.id, key: sale.id + '-' + item.sku }),
            ),
          ),
        );
        return { waiting: false, live, until: live ? slot.endsAt : slot.startsAt, items: items.slice(0, this.data.props.most || MOST) };
      },
      all() {
        track.event('block_tap', { block: 'seckill-strip', link: 'all' });
        platform.open('/packages/seckill/list/list');
      },
      see(event) {
        const { id, sku } = event.currentTarget.dataset;
        track.event('block_tap', { block: 'seckill-strip', link: id });
        platform.open('/packages/seckill/detail/detail?id=' + id + '&sku=' + sku);
      },
    },
  }),
);
