'use strict';
// The storefront's scripts, with a host that answers as a test wants it to.
const assert = require('node:assert');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { beforeEach, test } = require('node:test');

const SOURCE = path.resolve(__dirname, '../../main/miniprogram');
const CONFIG = {
  api: '', shop: 'tea-house', name: '茶', language: 'zh-CN', currency: 'CNY', version: '1', theme: { id: 'plain', tokens: {} },
  tabBar: { list: [{ pagePath: 'pages/home/home' }, { pagePath: 'pages/cart/cart' }] }, plugins: [],
};

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
  return request === '../config' ? path.join(__dirname, 'config') : resolve.call(this, request, parent, ...rest);
};
// the source is CommonJS, whatever the package around it is
Module._extensions['.js'] = (module, file) => module._compile(fs.readFileSync(file, 'utf8'), file);
require.cache[path.join(__dirname, 'config')] = { id: 'config', loaded: true, exports: CONFIG };

/** A host: what it was asked, what it answers. */
let host;

function load(name) {
  return require(path.join(SOURCE, name));
}

beforeEach(() => {
  for (const file of Object.keys(require.cache)) if (file.startsWith(SOURCE)) delete require.cache[file];
  host = { asked: [], stored: {}, opened: [], answer: () => ({ statusCode: 200, data: '{}' }) };
  globalThis.getCurrentPages = () => [{}];
  globalThis.wx = {
    getStorageSync: (key) => host.stored[key] ?? '',
    setStorageSync: (key, value) => { host.stored[key] = value },
    removeStorageSync: (key) => { delete host.stored[key] },
    login: ({ success }) => success({ code: 'code-1' }),
    request(options) {
      host.asked.push(options);
      const answer = host.answer(options, host.asked.length);
      setImmediate(() => (answer ? options.success(answer) : options.fail({ errMsg: 'request:fail' })));
    },
    navigateTo: ({ url }) => host.opened.push(url),
    redirectTo: ({ url }) => host.opened.push(url),
    switchTab: ({ url }) => host.opened.push('tab ' + url),
  };
});

const problem = (status, code) => ({ statusCode: status, data: JSON.stringify({ status, code, detail: code, errors: [] }) });
const ok = (body) => ({ statusCode: 200, data: JSON.stringify(body) });

test('both languages have the same words', () => {
  const [zh, en] = [load('i18n/zh-CN'), load('i18n/en')].map((all) =>
    Object.entries(all).flatMap(([section, words]) => Object.keys(words).map((key) => `${section}.${key}`)).sort());
  assert.deepStrictEqual(zh, en);
});

test('gaps of a sentence are the same in both languages', () => {
  const zh = load('i18n/zh-CN');
  const en = load('i18n/en');
  for (const section of Object.keys(zh))
    for (const key of Object.keys(zh[section]))
      assert.deepStrictEqual((zh[section][key].match(/\{\d}/g) || []).sort(), (en[section][key].match(/\{\d}/g) || []).sort(), `${section}.${key}`);
});

test('templates say only words that there are', () => {
  const words = load('i18n/zh-CN');
  const walk = (folder) => fs.readdirSync(folder, { withFileTypes: true }).flatMap((each) => each.isDirectory() ? walk(path.join(folder, each.name)) : [path.join(folder, each.name)]);
  const lacking = [];
  for (const file of walk(SOURCE).filter((each) => each.endsWith('.wxml'))) {
    const script = file.replace(/wxml$/, 'js');
    const section = fs.existsSync(script) && (/(?:page|component)\(\s*'(\w+)'/.exec(fs.readFileSync(script, 'utf8')) || [])[1];
    for (const [, from, key] of fs.readFileSync(file, 'utf8').matchAll(/(?<![\w.])([tc])\.(\w+)/g))
      if (!((words[from === 't' ? section : 'common'] || {})[key])) lacking.push(`${path.relative(SOURCE, file)} ${from}.${key}`);
  }
  assert.deepStrictEqual(lacking, []);
});

test('an address that was pasted is taken apart', () => {
  const { recognise } = load('utils/recognise');
  assert.deepStrictEqual(recognise('张三 13800138000 浙江省杭州市西湖区文三路 12 号 502'),
    { phone: '13800138000', province: '浙江省', city: '杭州市', district: '西湖区', name: '张三', detail: '文三路 12 号 502' });
  assert.deepStrictEqual(recognise('上海市浦东新区世纪大道100号 李四 13912345678'),
    { phone: '13912345678', province: '上海市', city: '上海市', district: '浦东新区', name: '李四', detail: '世纪大道100号' });
  assert.deepStrictEqual(recognise('hello'), {});
});

test('a choice that cannot be had beside the others is struck', () => {
  const skus = load('utils/sku');
  const sku = (id, values, availability, price) => ({ id, values, availability, price });
  const product = {
    specs: [{ name: '颜色', values: ['白', '蓝'] }, { name: '尺码', values: ['S', 'M'] }],
    skus: [sku('1', ['白', 'S'], 'plenty', 100), sku('2', ['白', 'M'], 'sold-out', 100), sku('3', ['蓝', 'M'], 'few', 120)],
  };
  const [colour, size] = skus.choices(product, ['白', '']);
  assert.deepStrictEqual(colour.values.map((each) => each.off), [false, false]);
  assert.deepStrictEqual(size.values.map((each) => each.off), [false, true]);
  assert.strictEqual(skus.chosen(product, ['蓝', 'M']).id, '3');
  assert.strictEqual(skus.chosen(product, ['蓝', '']), undefined);
  assert.deepStrictEqual(skus.start(product), ['', '']);
  assert.deepStrictEqual(skus.range(product), { low: 100, high: 120 });
  assert.strictEqual(skus.chosen({ specs: [], skus: [sku('9', [], 'plenty', 5)] }, []).id, '9');
});

test('a countdown goes by the mall, whatever the shopper’s clock says', () => {
  const clock = load('utils/clock');
  clock.heard('2030-01-01T00:00:00Z');
  assert.ok(Math.abs(clock.until('2030-01-01T00:01:00Z') - 60000) < 1000);
  assert.deepStrictEqual(clock.rest(90061000), { days: 1, hours: '01', minutes: '01', seconds: '01' });
  clock.zone(480);
  assert.strictEqual(clock.day('2029-12-31T16:30:00Z'), '2030-01-01');
  assert.strictEqual(clock.time('2029-12-31T16:30:00Z'), '00:30');
});

test('a merchant’s link leads to a page of the shop or nowhere', () => {
  const link = load('utils/link');
  assert.strictEqual(link.url('product:12'), '/pages/product/product?id=12');
  assert.strictEqual(link.url('search:白茶'), '/pages/search/search?q=' + encodeURIComponent('白茶'));
  assert.strictEqual(link.url('path:/packages/seckill/list/list'), '/packages/seckill/list/list');
  for (const bad of ['path:https://evil.example', 'path://evil', 'javascript:alert(1)', 'nonsense', '', undefined]) assert.strictEqual(link.url(bad), '');
});

test('a call of a member signs in first, and once more when the token is too old', async () => {
  const api = load('utils/api');
  host.answer = (options) => {
    if (options.url.endsWith('/login/wechat-mini')) return ok({ token: host.asked.length > 2 ? 'new' : 'old', member: {} });
    return options.header.Authorization === 'Bearer new' ? ok({ id: '7' }) : problem(401, 'request.unauthenticated');
  };
  assert.strictEqual((await api.me()).id, '7');
  assert.deepStrictEqual(host.asked.map((each) => each.url.split('/tea-house/')[1]), ['login/wechat-mini', 'me', 'login/wechat-mini', 'me']);
});

test('what is put into the cart twice on a bad network is put there once', async () => {
  const api = load('utils/api');
  host.stored['tea-house:token'] = 'old';
  host.answer = (options, n) => (n === 1 ? undefined : { statusCode: 204, data: '' });
  await api.addToCart('5', 2);
  assert.strictEqual(host.asked.length, 2);
  assert.ok(host.asked[0].header['Idempotency-Key']);
  assert.strictEqual(host.asked[0].header['Idempotency-Key'], host.asked[1].header['Idempotency-Key']);
});

test('a refusal is told, not repeated', async () => {
  const api = load('utils/api');
  host.stored['tea-house:token'] = 'old';
  host.answer = () => problem(409, 'cart.full');
  await assert.rejects(api.addToCart('5', 2), (refusal) => refusal.code === 'cart.full' && refusal.status === 409);
  assert.strictEqual(host.asked.length, 1);
});

test('nothing is tracked before the shopper has agreed, and only what is declared', async () => {
  const track = load('utils/track');
  track.start({ scene: 1001, query: { channel: 'poster' } });
  track.event('page_view', { page: 'home' });
  track.flush();
  assert.strictEqual(host.asked.length, 0);
  track.agree(true);
  track.event('page_view', { page: 'home', phone: '13800138000' });
  track.event('keys_typed', { keys: 'abc' });
  track.flush();
  await new Promise((done) => setTimeout(done, 20));
  assert.strictEqual(host.asked.length, 1);
  const batch = JSON.parse(host.asked[0].data);
  assert.deepStrictEqual(batch.events.map((each) => [each.name, each.props]), [['page_view', { page: 'home' }]]);
  assert.strictEqual(batch.channel, 'poster');
  track.flush();
  assert.strictEqual(host.asked.length, 1);
});

test('a tab is opened as a tab', () => {
  const platform = load('utils/platform');
  platform.open('/pages/cart/cart');
  platform.open('/pages/product/product?id=1');
  assert.deepStrictEqual(host.opened, ['tab /pages/cart/cart', '/pages/product/product?id=1']);
});
