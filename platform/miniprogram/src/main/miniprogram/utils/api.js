/**
 * The shop's JSON interface. Calls give promises; a refusal is a {@link Problem}. A call that needs a
 * member signs in by itself, and what is safe to repeat is repeated when the network stutters.
 */
const config = require('../config');
const platform = require('./platform');
const i18n = require('../i18n/index');

const TOKEN = 'token';
const TRIES = 3;

/** A refusal as the interface words it (RFC 9457), or no answer at all (`status` 0). */
class Problem extends Error {
  constructor(status, body) {
    super(body.detail || i18n.say('common', status === 0 ? 'offline' : 'failed'));
    this.status = status;
    this.code = body.code || (status === 0 ? 'offline' : 'server.failure');
    this.errors = body.errors || [];
    this.details = body;
  }
}

function random() {
  let text = '';
  while (text.length < 24) {
    text += Math.random().toString(36).slice(2);
  }
  return text.slice(0, 24);
}

function query(values) {
  const parts = Object.keys(values || {})
    .filter((name) => values[name] !== undefined && values[name] !== '')
    .map((name) => name + '=' + encodeURIComponent(values[name]));
  return parts.length ? '?' + parts.join('&') : '';
}

function parse(text) {
  if (!text) {
    return {};
  }
  // pictures come as paths; outside a browser of the same origin they need the host
  const whole = config.api ? text.replace(/(["'])\/media\//g, '$1' + config.api + '/media/') : text;
  try {
    return JSON.parse(whole);
  } catch (broken) {
    return {};
  }
}

function wait(millis) {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

function again(status) {
  return status === 0 || status === 429 || status === 502 || status === 503 || status === 504;
}

function address(call) {
  const shop = config.api + '/api/v1/shops/' + config.shop;
  return shop + (call.path ? '/' + call.path : '') + query(call.query);
}

function once(call) {
  const headers = { 'Accept-Language': i18n.language() };
  const token = platform.read(TOKEN);
  if (token) {
    headers.Authorization = 'Bearer ' + token;
  }
  if (call.body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  if (call.key) {
    headers['Idempotency-Key'] = call.key;
  }
  return platform
    .request({
      url: address(call),
      method: call.method,
      headers,
      body: call.body === undefined ? undefined : JSON.stringify(call.body),
    })
    .then(
      (answer) => {
        if (answer.status >= 200 && answer.status < 300) {
          return parse(answer.text);
        }
        throw new Problem(answer.status, parse(answer.text));
      },
      () => {
        throw new Problem(0, {});
      },
    );
}

function repeated(call, left) {
  return once(call).catch((problem) => {
    const safe = call.method !== 'POST' || call.key || call.repeatable;
    if (left > 1 && safe && again(problem.status)) {
      return wait((TRIES - left + 1) * 600).then(() => repeated(call, left - 1));
    }
    throw problem;
  });
}

let signingIn;

/** Signs in with what the host knows of the shopper. */
function signIn() {
  if (!signingIn) {
    signingIn = platform
      .signInCode()
      .then((code) =>
        repeated({ method: 'POST', path: 'login/wechat-mini', body: { code } }, 1),
      )
      .then((answer) => {
        platform.write(TOKEN, answer.token);
        signingIn = undefined;
        return answer.member;
      })
      .catch((failure) => {
        signingIn = undefined;
        throw failure instanceof Problem ? failure : new Problem(0, {});
      });
  }
  return signingIn;
}

function signedIn() {
  return !!platform.read(TOKEN);
}

function send(call) {
  const ready = call.member && !signedIn() ? signIn() : Promise.resolve();
  return ready
    .then(() => repeated(call, TRIES))
    .catch((problem) => {
      if (problem.status !== 401 || !signedIn() || call.renewed) {
        throw problem;
      }
      platform.write(TOKEN, undefined);
      return send(Object.assign({}, call, { renewed: true }));
    });
}

function get(path, values) {
  return send({ method: 'GET', path, query: values });
}

function mine(method, path, body, more) {
  return send(Object.assign({ method, path, body, member: true }, more));
}

function id(value) {
  return encodeURIComponent(String(value));
}

/** Routes of a plugin; `key` is the Idempotency-Key of a POST, made up when left out. */
function plugin(name) {
  const base = 'x/' + name;
  return {
    get: (path, values) => get(base + path, values),
    mine: (path, values) =>
      send({ method: 'GET', path: base + path, query: values, member: true }),
    post: (path, body, key) => mine('POST', base + path, body, { key: key || random() }),
    remove: (path) => mine('DELETE', base + path),
  };
}

module.exports = {
  Problem,
  random,
  signIn,
  signedIn,
  plugin,

  shop: () => get(''),
  categories: () => get('categories'),
  products: (values) => get('products', values),
  product: (product) => get('products/' + id(product)),
  suggestions: (q) => get('search/suggestions', { q }),
  articles: (after) => get('articles', { after }),
  article: (article) => get('articles/' + id(article)),
  privacy: () => get('privacy'),
  events: (batch) => send({ method: 'POST', path: 'events', body: batch, repeatable: true }),

  me: () => mine('GET', 'me'),
  changeMe: (profile) => mine('PUT', 'me', profile),
  signOut: () =>
    mine('POST', 'logout').then(
      () => platform.write(TOKEN, undefined),
      () => platform.write(TOKEN, undefined),
    ),

  addresses: () => mine('GET', 'addresses'),
  addAddress: (address) => mine('POST', 'addresses', address, { key: random() }),
  changeAddress: (address, body) => mine('PUT', 'addresses/' + id(address), body),
  removeAddress: (address) => mine('DELETE', 'addresses/' + id(address)),

  favourites: (after) => send({ method: 'GET', path: 'favourites', query: { after }, member: true }),
  isFavourite: (product) => mine('GET', 'favourites/' + id(product)),
  addFavourite: (product) => mine('PUT', 'favourites/' + id(product)),
  removeFavourite: (product) => mine('DELETE', 'favourites/' + id(product)),
  footprints: (after) => send({ method: 'GET', path: 'footprints', query: { after }, member: true }),
  leaveFootprint: (product) => mine('PUT', 'footprints/' + id(product)),
  removeFootprint: (product) => mine('DELETE', 'footprints/' + id(product)),
  clearFootprints: () => mine('DELETE', 'footprints'),

  cart: () => mine('GET', 'cart'),
  addToCart: (sku, quantity) => mine('POST', 'cart/items', { sku, quantity }, { key: random() }),
  changeCart: (sku, quantity, selected) =>
    mine('PUT', 'cart/items/' + id(sku), { quantity, selected }),
  removeFromCart: (sku) => mine('DELETE', 'cart/items/' + id(sku)),

  preview: (items) => mine('POST', 'checkout/preview', { items }, { repeatable: true }),
  placeOrder: (order) => mine('POST', 'orders', order, { repeatable: true }),
  orders: (values) => send({ method: 'GET', path: 'orders', query: values, member: true }),
  orderCounts: () => mine('GET', 'orders/counts'),
  order: (order) => mine('GET', 'orders/' + id(order)),
  cancelOrder: (order) => mine('POST', 'orders/' + id(order) + '/cancel', undefined, { repeatable: true }),
  receiveOrder: (order) =>
    mine('POST', 'orders/' + id(order) + '/receive', undefined, { repeatable: true }),
  startPayment: (order, provider) =>
    mine('POST', 'orders/' + id(order) + '/payments', { provider }, { repeatable: true }),
};
