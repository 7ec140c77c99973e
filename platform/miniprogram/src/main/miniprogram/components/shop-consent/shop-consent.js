const { component } = require('../../utils/page');
const platform = require('../../utils/platform');
const track = require('../../utils/track');

/** Asks once, and lets the shopper go on either way. */
Component(
  component('privacy', {
    data: { open: false },
    lifetimes: {
      attached() {
        this.setData({ open: track.agreed() === undefined });
      },
    },
    pageLifetimes: {
      show() {
        this.setData({ open: track.agreed() === undefined });
      },
    },
    methods: {
      yes() {
        track.agree(true);
        this.setData({ open: false });
      },
      no() {
        track.agree(false);
        this.setData({ open: false });
      },
      read() {
        platform.open('/pages/privacy/privacy');
      },
    },
  }),
);
