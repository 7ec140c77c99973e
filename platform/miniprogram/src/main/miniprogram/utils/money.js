/** Amounts in sentences; templates use format.wxs. */
const config = require('../config');

const SIGNS = { CNY: '¥', USD: '$', EUR: '€', GBP: '£' };

/** `¥1,280.00`, without `.00` for whole amounts. @param amount minor units */
function money(amount) {
  const cents = Math.abs(amount) % 100;
  const whole = String((Math.abs(amount) - cents) / 100).replace(/\B(?=(\d{3})+$)/g, ',');
  const sign = SIGNS[config.currency] || config.currency + ' ';
  return (amount < 0 ? '-' : '') + sign + whole + (cents ? '.' + (cents < 10 ? '0' : '') + cents : '');
}

module.exports = { money };
