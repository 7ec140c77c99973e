const platform = require('../../utils/platform');

/** A picture in a box of fixed shape: nothing jumps while it loads. */
Component({
  properties: {
    src: { type: String, value: '' },
    /** What it shows; empty for one that only decorates. */
    alt: { type: String, value: '' },
    /** `square`, `portrait`, `wide`, `banner` or `fill` for the box around. */
    ratio: { type: String, value: 'square' },
    /** Pixels that it is wide on the screen, about. */
    width: { type: Number, value: 400 },
    mode: { type: String, value: 'aspectFill' },
    round: { type: Boolean, value: false },
    lazy: { type: Boolean, value: true },
  },
  data: { url: '', broken: false },
  observers: {
    'src, width': function (src, width) {
      const url = platform.picture(src, width);
      if (url !== this.data.url) {
        this.setData({ url, broken: false });
      }
    },
  },
  methods: {
    onError() {
      this.setData({ broken: true });
    },
  },
});
