const config = require('../../config');

/** How a price came about: what each promotion took off, or what is missing for it. */
Component({
  properties: { steps: { type: Array, value: [] } },
  data: { currency: config.currency },
});
