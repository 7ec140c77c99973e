const config = require('../../config');
const api = require('../../utils/api');
const chosen = require('../../utils/chosen');
const platform = require('../../utils/platform');
const { recognise } = require('../../utils/recognise');
const i18n = require('../../i18n/index');
const { page } = require('../../utils/page');

const FIELDS = [
  ['name', 'text', 40],
  ['phone', 'text', 20],
  ['region'],
  ['detail', 'text', 160],
];

const REGION = ['province', 'city', 'district'];

const NONE = { name: '', phone: '', province: '', city: '', district: '', detail: '', preferred: false };

/** Where what is wrong with a part of the address is said. */
function fieldOf(name) {
  return REGION.indexOf(name) >= 0 ? 'region' : name;
}

Page(
  page('address', {
    data: {
      id: '',
      address: NONE,
      fields: [],
      wrong: {},
      pasted: '',
      busy: false,
      canChoose: platform.canChooseAddress(),
      accent: (config.theme.tokens && config.theme.tokens.accent) || '#1f1f1f',
    },

    onLoad(query) {
      this.choosing = query.choose === '1';
      this.setData({ id: query.id || '' });
      this.load();
    },

    load() {
      const words = i18n.words('address');
      const fields = FIELDS.map(([name, type, most]) => ({
        name,
        type,
        most,
        label: words[name],
        hint: words[name + 'Hint'],
      }));
      const id = this.data.id;
      const found = id
        ? api.addresses().then((list) => list.items.find((one) => one.id === id) || NONE)
        : Promise.resolve(this.data.address);
      return this.loaded(found, (address) => ({ fields, address }));
    },

    typed(event) {
      const name = event.currentTarget.dataset.name;
      this.setData({ ['address.' + name]: event.detail.value, ['wrong.' + name]: '' });
    },

    prefer(event) {
      this.setData({ 'address.preferred': event.detail.value });
    },

    /** The chooser of WeChat, and of the browser's runtime, knows all provinces, cities and districts. */
    chosenRegion(event) {
      const address = Object.assign({}, this.data.address);
      REGION.forEach((name, level) => {
        address[name] = event.detail.value[level] || '';
      });
      this.setData({ address, 'wrong.region': '' });
    },

    typedPaste(event) {
      this.setData({ pasted: event.detail.value });
    },

    recognise() {
      const found = recognise(this.data.pasted);
      if (!Object.keys(found).length) {
        platform.toast(i18n.words('address').unknown);
        return;
      }
      this.setData({ address: Object.assign({}, this.data.address, found), wrong: {} });
    },

    choose() {
      platform.chooseAddress().then((given) => {
        if (given) {
          this.setData({
            address: Object.assign({}, this.data.address, {
              name: given.userName,
              phone: given.telNumber,
              province: given.provinceName,
              city: given.cityName,
              district: given.countyName,
              detail: given.detailInfo,
            }),
          });
        }
      });
    },

    save() {
      if (this.data.busy) {
        return;
      }
      const words = i18n.words('address');
      const { address, id } = this.data;
      const wrong = {};
      ['name', 'phone', 'province', 'city', 'detail'].forEach((name) => {
        if (!String(address[name] || '').trim()) {
          const field = fieldOf(name);
          wrong[field] = i18n.say('address', 'needed', words[field]);
        }
      });
      if (!wrong.phone && !/^\+?\d[\d -]{4,18}$/.test(address.phone.trim())) {
        wrong.phone = words.badPhone;
      }
      this.setData({ wrong });
      if (Object.keys(wrong).length) {
        return;
      }
      const body = {};
      Object.keys(NONE).forEach((name) => {
        body[name] = address[name];
      });
      this.setData({ busy: true });
      const saved = id ? api.changeAddress(id, body) : api.addAddress(body);
      saved.then(
        (kept) => {
          if (this.choosing) {
            chosen.put(kept);
          }
          platform.back();
        },
        (problem) => {
          const refused = {};
          problem.errors.forEach((error) => {
            refused[fieldOf(error.field)] = error.message;
          });
          this.setData({ busy: false, wrong: refused });
          if (!problem.errors.length) {
            platform.toast(problem.message);
          }
        },
      );
    },

    remove() {
      const words = i18n.words('addresses');
      const common = i18n.words('common');
      platform
        .ask({ title: words.askRemove, yes: common.remove, no: common.cancel })
        .then((yes) =>
          yes ? api.removeAddress(this.data.id).then(() => platform.back()) : undefined,
        )
        .catch((problem) => platform.toast(problem.message));
    },
  }),
);
