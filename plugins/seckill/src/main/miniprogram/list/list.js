const sales = require('../sales');

const { clock, i18n, page, platform } = getApp().mall;

const DAY = 86400000;

/** Empty for today. */
function dayOf(instant) {
  const day = clock.day(instant);
  if (day === clock.day(clock.now())) {
    return '';
  }
  const tomorrow = day === clock.day(clock.now() + DAY);
  return tomorrow ? i18n.words('seckill').tomorrow : day.slice(5);
}

Page(
  page('seckill', {
    data: { slots: [], at: 0 },

    onShow() {
      this.load();
    },

    load() {
      return this.loaded(sales.slots(), (slots) => ({
        slots: slots.map((slot) => ({
          startsAt: slot.startsAt,
          endsAt: slot.endsAt,
          stage: slot.stage,
          time: clock.time(slot.startsAt),
          day: dayOf(slot.startsAt),
          items: [].concat.apply(
            [],
            slot.sales.map((sale) =>
              sale.items.map((item) =>
                Object.assign(sales.shown(sale, item), { key: sale.id + '-' + item.sku }),
              ),
            ),
          ),
        })),
        at: Math.min(this.data.at, Math.max(0, slots.length - 1)),
      }));
    },

    turn(event) {
      this.setData({ at: event.currentTarget.dataset.at });
    },

    see(event) {
      const { id, sku } = event.currentTarget.dataset;
      platform.open('/packages/seckill/detail/detail?id=' + id + '&sku=' + sku);
    },

    browse() {
      platform.open('/pages/home/home');
    },

    onPullDownRefresh() {
      this.load();
    },

    onShareAppMessage() {
      return { title: this.data.t.title, path: '/packages/seckill/list/list' };
    },
  }),
);
