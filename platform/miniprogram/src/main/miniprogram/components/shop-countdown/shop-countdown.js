const { component } = require('../../utils/page');
const clock = require('../../utils/clock');
const i18n = require('../../i18n/index');

/** Time left by the mall's clock. Fires `over` once. */
Component(
  component('countdown', {
    properties: { until: { type: String, value: '' } },
    data: { days: 0, hours: '00', minutes: '00', seconds: '00', said: '' },
    observers: {
      until() {
        this.over = false;
        this.tick();
      },
    },
    lifetimes: {
      attached() {
        this.timer = setInterval(() => this.tick(), 1000);
        this.tick();
      },
      detached() {
        clearInterval(this.timer);
      },
    },
    methods: {
      tick() {
        if (!this.data.until) {
          return;
        }
        const left = clock.until(this.data.until);
        const rest = clock.rest(left);
        this.setData(
          Object.assign({}, rest, {
            said: i18n.say('countdown', 'said', rest.days * 24 + Number(rest.hours), Number(rest.minutes)),
          }),
        );
        if (left <= 0 && !this.over) {
          this.over = true;
          this.triggerEvent('over');
        }
      },
    },
  }),
);
