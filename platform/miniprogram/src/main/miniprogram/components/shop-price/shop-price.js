const config = require('../../config');

/** An amount: one large figure. `strike` for a lawful reference price. */
Component({
  properties: {
    /** Minor units. */
    value: { type: Number, value: 0 },
    /** `s`, `m`, `l` or `xl`. */
    size: { type: String, value: 'm' },
    strike: { type: Boolean, value: false },
    plain: { type: Boolean, value: false },
    /** Said after it when it is the lowest of several. */
    from: { type: String, value: '' },
  },
  data: { currency: config.currency },
});
