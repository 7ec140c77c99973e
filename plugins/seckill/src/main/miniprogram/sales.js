/** What the pages of flash sales have in common. */
const words = require('./words');

const { api, clock, i18n, platform } = getApp().mall;

i18n.add('seckill', words);

const routes = api.plugin('seckill');

/** Announced and running sales by slot. */
function slots() {
  return routes.get('/sales').then((answer) => {
    clock.heard(answer.serverTime);
    return answer.slots;
  });
}

/** One sale. */
function sale(id) {
  return routes.get('/activities/' + encodeURIComponent(id)).then((answer) => {
    clock.heard(answer.serverTime);
    return answer;
  });
}

/** Claims of this member that wait for an order. */
function held(activity) {
  if (!api.signedIn()) {
    return Promise.resolve([]);
  }
  return routes
    .mine('/claims')
    .then((answer) =>
      answer.claims.filter((claim) => claim.activity === activity && claim.state === 'HELD'),
    );
}

/** Claims pieces. A repeat with the same key finds the same claim. */
function claim(activity, sku, quantity, key) {
  return routes.post('/activities/' + activity + '/claims', { sku, quantity }, key);
}

/** Notes that the member wants to be reminded of the start. */
function remind(activity) {
  return routes.post('/activities/' + activity + '/reminder', { start: true, payment: true });
}

/** Opens the checkout of a claim. */
function order(claimed) {
  platform.open(
    '/pages/checkout/checkout?plugin=seckill&claim=' +
      claimed.id +
      '&sku=' +
      claimed.sku +
      '&quantity=' +
      claimed.quantity +
      '&until=' +
      encodeURIComponent(claimed.expiresAt),
  );
}

/** An item with what a template shows of it. */
function shown(sale, item) {
  return Object.assign({}, item, {
    activity: sale.id,
    stage: sale.stage,
    left: item.left,
    percent: item.left === 'NONE' ? 100 : Math.min(99, item.percent),
  });
}

module.exports = { slots, sale, held, claim, remind, order, shown };
